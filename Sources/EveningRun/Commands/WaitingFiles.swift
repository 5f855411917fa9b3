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
  /// Refused or held by the last run, by path: the fate, and the bytes it was about.
  private let setAside: [String: (fate: String, sha256: String)]

  private let wording: StatusWording

  init(
    _ workspace: Workspace, _ day: Day?, _ unarchived: [FileRow], _ wording: StatusWording
  ) {
    self.wording = wording
    self.workspace = workspace
    self.day = day
    taken = Dictionary(unarchived.map { ($0.path, $0) }) { $1 }
    let list = day.map { workspace.path(workspace.out) + "/\($0.string)/intake.csv" }
    let text = list.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
    setAside = Self.setAside(text)
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
    if let (fate, sha256) = setAside[path], let day, isSame(path, sha256) {
      return wording.setAside(
        fate, on: day,
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

  /// Files that the last run's own intake.csv calls refused or held; of a packed one any member.
  private static func setAside(_ csv: String) -> [String: (fate: String, sha256: String)] {
    var found: [String: (fate: String, sha256: String)] = [:]
    var columns: [String]?
    for line in csv.split(whereSeparator: \.isNewline) {
      let cells = cells(line)
      guard let names = columns else {
        columns = cells.map { $0.replacing("\u{FEFF}", with: "") }
        continue
      }
      let row = Dictionary(zip(names, cells)) { first, _ in first }
      guard let name = row["file"], let fate = row["status"], fate == "refused" || fate == "held"
      else { continue }
      let path = name.prefix { $0 != "!" }
      found[String(path)] = (fate, row["sha256"] ?? "")
      found[name] = (fate, row["sha256"] ?? "")
    }
    return found
  }

  /// The cells of a row as our own CSV is written: quoted where they must be, quotes doubled.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    var last: Character?
    for character in line {
      if character == "\"" {
        if !isQuoted, last == "\"" { cells[cells.count - 1].append(character) }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      last = character
    }
    return cells
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
