import Foundation
import Reports
import Returns
import Testing

/// A folder of its own for each test, removed with it.
final class Scratch {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func text(_ name: String) -> String? {
    try? String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}

struct FileTests {
  @Test func aTableIsWrittenWholeAndObserved() throws {
    let scratch = try Scratch()
    var seen: [UInt8] = []
    let written = try matchesTable.write(
      [SampleDay.match], folder: scratch.path, context: SampleDay.context(),
      observe: { seen += $0 })
    #expect(written.name == "matches.csv")
    #expect(written.rowCount == 1)
    #expect(written.byteCount == seen.count)
    #expect(scratch.text("matches.csv") == string(seen))
    #expect(scratch.names == ["matches.csv"])
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/matches.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func theMarkStandsFirst() throws {
    let scratch = try Scratch()
    try rejectsTable.write(
      [], folder: scratch.path, context: SampleDay.context(),
      options: TableOptions(hasByteOrderMark: true))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/rejects.csv"))
    #expect(Array(bytes.prefix(7)) == [0xEF, 0xBB, 0xBF] + Array("file".utf8))
  }

  @Test func manyRowsInPiecesAreTheSameBytes() throws {
    let scratch = try Scratch()
    let context = SampleDay.context()
    let rows = Array(repeating: SampleDay.match, count: 9_000)
    var file = try TableFile(matchesTable, folder: scratch.path, context: context)
    try file.append(rows[0])
    try file.append(
      rendered: matchesTable.csvRows(Array(rows[1..<4_000]), context), rowCount: 3_999)
    try file.append(Array(rows[4_000...]))
    let written = try file.close()
    #expect(written.rowCount == 9_000)
    #expect(scratch.text("matches.csv") == string(matchesTable.csv(rows, context)))
  }

  @Test func whatIsNotCommittedLeavesNothing() throws {
    let scratch = try Scratch()
    try Data("old".utf8).write(to: URL(fileURLWithPath: scratch.path + "/a.txt"))
    try Data("left over".utf8).write(to: URL(fileURLWithPath: scratch.path + "/.a.txt.part"))
    do {
      var file = try AtomicFile(folder: scratch.path, name: "a.txt")
      try file.write(Array("new".utf8))
    }
    #expect(scratch.names == ["a.txt"])
    #expect(scratch.text("a.txt") == "old")
    try writeFile(Array("new".utf8), folder: scratch.path, name: "a.txt")
    #expect(scratch.text("a.txt") == "new")
  }

  @Test func aMissingFolderSaysWhatToDo() throws {
    let scratch = try Scratch()
    let folder = scratch.path + "/none"
    let failure = #expect(throws: WriteError.self) {
      try writeFile([], folder: folder, name: "a.txt")
    }
    #expect(
      failure?.description == "\(folder)/a.txt: cannot create the file: No such file or directory; "
        + "nothing was replaced, check the disk and run again")
  }

  @Test func aNameThatIsTakenByAFolderLeavesNoTemporaryFile() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/a.txt/x", withIntermediateDirectories: true)
    let failure = #expect(throws: WriteError.self) {
      try writeFile([1], folder: scratch.path, name: "a.txt")
    }
    #expect(failure?.step == "rename")
    #expect(scratch.names == ["a.txt"])
  }
}
