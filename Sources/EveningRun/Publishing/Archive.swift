import Foundation
import LedgerStore
import Returns
import Settings

/// Moves what was taken in from the inbox to `archive/<date>/`, under the path it had. A file whose
/// name is taken there gets the first letters of its checksum behind its name. Files of a run that
/// was killed are moved now. A file of which a member was set aside stays.
func archive(_ evening: Evening, _ closed: ClosedDay, _ ledger: Ledger) throws {
  let staying = Set(closed.setAside.map(\.path))
  let waiting = try ledger.read { try $0.unarchivedFiles() }.filter { !staying.contains($0.path) }
  guard !waiting.isEmpty else { return }
  let root = evening.workspace.path(evening.workspace.archive)
  for row in waiting {
    let source = evening.inbox + "/" + row.path
    guard FileManager.default.fileExists(atPath: source) else { continue }
    let target = root + "/" + row.day.string + "/" + row.path
    let folder = (target as NSString).deletingLastPathComponent
    try makeFolder(folder, permissions: 0o700)
    do {
      try FileManager.default.moveItem(atPath: source, toPath: free(target, row.sha256))
    } catch {
      // The file has to leave the one folder and to come into the other.
      let isHeld = access(folder, W_OK) == 0
      throw folderFailure(
        error, isHeld ? (source as NSString).deletingLastPathComponent : folder)
    }
  }
  removeEmptyFolders(below: evening.inbox, of: waiting)
  try ledger.transaction { try $0.setArchived(waiting.map(\.number)) }
}

private func free(_ target: String, _ sha256: String) -> String {
  guard FileManager.default.fileExists(atPath: target) else { return target }
  var name = "\(target)~\(sha256.prefix(8))"
  var count = 2
  while FileManager.default.fileExists(atPath: name) {
    name = "\(target)~\(sha256.prefix(8))-\(count)"
    count += 1
  }
  return name
}

/// Folders of the inbox that archiving has emptied, but for the shops' own (the first level).
private func removeEmptyFolders(below inbox: String, of rows: [FileRow]) {
  for row in rows {
    var folder = (row.path as NSString).deletingLastPathComponent
    while folder.contains("/") {
      guard rmdir(inbox + "/" + folder) == 0 else { break }
      folder = (folder as NSString).deletingLastPathComponent
    }
  }
}
