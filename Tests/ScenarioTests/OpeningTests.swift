import Foundation
import Testing

/// What a run says that cannot begin, or not end.
@Suite struct OpeningTests {
  private func workspace(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try body(workspace)
  }

  /// 4 stands before 2: whoever holds the workspace may be changing its settings.
  @Test func aHeldWorkspaceIsSaidBeforeItsSettings() throws {
    try workspace { workspace in
      #expect(try workspace.run(10).code == 0)
      let settings = workspace.root + "/backhaul.yaml"
      try "time_zone: [".write(toFile: settings, atomically: true, encoding: .utf8)
      let lock = open(workspace.root + "/.backhaul.lock", O_RDWR | O_CLOEXEC)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      let held = try workspace.run(11)
      #expect(held.code == 4 && held.errors.contains("another run holds"), "\(held.errors)")
      close(lock)
      let free = try workspace.run(11)
      #expect(free.code == 2 && free.errors.contains("backhaul.yaml"), "\(free.errors)")
    }
  }

  /// The folder that cannot be written is named, in words and not in those of the system's library.
  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    for name in ["out", "archive"] {
      try workspace { workspace in
        let folder = workspace.root + "/" + name
        try FileManager.default.removeItem(atPath: folder)
        try "".write(toFile: folder, atomically: true, encoding: .utf8)
        try "case_id,received_at,type\nC1,2026-03-09,contact\n".write(
          toFile: workspace.root + "/inbox/m.csv", atomically: true, encoding: .utf8)
        let ending = try workspace.run(10)
        #expect(ending.code == 5)
        #expect(
          ending.errors.contains("/\(name)/2026-03-10: cannot be written"), "\(ending.errors)")
        #expect(!ending.errors.contains("Domain="), "\(ending.errors)")
      }
    }
  }
}
