import Foundation
import Intake
import LedgerStore
import Reports
import Returns
import Settings

/// What lies in the inbox, and why it still does.
struct WaitingFiles {
  private let workspace: Workspace
  private let day: Day?
  /// Taken in and not moved away, by path.
  private let taken: [String: FileRow]
  /// Refused or held by the last run, by path; of a packed file any member.
  private let setAside: [String: SetAsideFile]

  private let wording: StatusWording

  init(
    _ workspace: Workspace, _ day: Day?, unarchived: [FileRow], setAside: [SetAsideFile],
    _ wording: StatusWording
  ) {
    self.wording = wording
    self.workspace = workspace
    self.day = day
    taken = Dictionary(unarchived.map { ($0.path, $0) }) { $1 }
    self.setAside = Dictionary(setAside.map { ($0.path, $0) }) { $1 }
  }

  var rows: [AnswerSection.Row] {
    let listing = listInbox(root: workspace.path(workspace.inbox))
    let files = listing.files.map { path -> AnswerSection.Row in
      let size = byteCount(path)
      return [("file", path), ("bytes", "\(size)"), ("note", note(path, size))]
    }
    return files
      + listing.refused.map { [("file", $0.path), ("bytes", ""), ("note", $0.reason)] }
  }

  private func note(_ path: String, _ size: Int) -> String {
    // A packed file stays for the sake of a member that was set aside.
    if let file = setAside[path], let day, isSame(path, file.sha256) {
      return wording.setAside(
        isHeld: file.isHeld, on: day,
        command: "backhaul check --workspace \(shellWord(workspace.root)) "
          + shellWord("\(inbox)/\(path)"))
    }
    if let row = taken[path], row.byteCount == size {
      return wording.taken(on: row.day, isKept: workspace.keepsInbox)
    }
    return wording.waits
  }

  private func isSame(_ path: String, _ sha256: String) -> Bool {
    sha256.isEmpty || sha256 == (try? openInput(root: inbox, path: path))?.sha256
  }

  private var inbox: String { workspace.path(workspace.inbox) }

  private func byteCount(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: inbox + "/" + path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
}

/// A word for a shell, quoted where it needs to be.
private func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    byte > 127 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || "0123456789/._-+=,@%".utf8.contains(byte)
  }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
