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

/// A checksum that tells the order of bytes.
final class ByteSum: FileDigest {
  private var value: UInt64 = 7

  func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { value = value &* 1_099_511_628_211 ^ UInt64(byte) }
  }

  func hex() -> String { String(value, radix: 16) }
}

struct FileTests {
  @Test func aTableIsWrittenWholeAndHashed() throws {
    let scratch = try Scratch()
    let context = SampleDay.context()
    let written = try press(scratch).start([
      matchesTable.sheet(TableRows([[SampleDay.match]]), context)
    ]).finish()
    let text = try #require(scratch.text("matches.csv"))
    #expect(text == string(matchesTable.csv([SampleDay.match], context)))
    #expect(written.map(\.name) == ["matches.csv"])
    #expect(written.map(\.rowCount) == [1])
    #expect(written.map(\.byteCount) == [text.utf8.count])
    #expect(written.map(\.checksum) == [sum(text)])
    #expect(scratch.names == ["matches.csv"])
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/matches.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func theMarkStandsFirst() throws {
    let scratch = try Scratch()
    let options = TableOptions(hasByteOrderMark: true)
    _ = try press(scratch).start([
      rejectsTable.sheet(TableRows([]), SampleDay.context(), options)
    ]).finish()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/rejects.csv"))
    #expect(Array(bytes.prefix(7)) == [0xEF, 0xBB, 0xBF] + Array("file".utf8))
  }

  /// Pages of several tables come in any order, from any number of threads.
  @Test(arguments: [1, 2, 3, 7])
  func manyPagesAreTheSameBytesForAnyNumberOfThreads(threads: Int) throws {
    let scratch = try Scratch()
    var rows = GeneratedRows(seed: 5)
    let context = rows.context
    let matches = (0..<9_000).map { _ in rows.match() }
    let fees = (0..<4_097).map { _ in rows.feeLine() }
    let written = try press(scratch, threads: threads).start([
      matchesTable.sheet(
        TableRows([Array(matches[..<5_000]), [], Array(matches[5_000...])]), context),
      openingTable.sheet(TableRows([]), context),
      feeSettlementTable.sheet(TableRows([fees]), context),
    ]).finish()
    #expect(written.map(\.name) == ["matches.csv", "opening.csv", "fee_settlement.csv"])
    #expect(written.map(\.rowCount) == [9_000, 0, 4_097])
    let expected = [
      string(matchesTable.csv(matchesTable.sorted(matches, context), context)),
      string(openingTable.csv([], context)),
      string(feeSettlementTable.csv(feeSettlementTable.sorted(fees, context), context)),
    ]
    for (file, text) in zip(written, expected) {
      #expect(scratch.text(file.name) == text)
      #expect(file.checksum == sum(text))
      #expect(file.byteCount == text.utf8.count)
    }
  }

  @Test func aTableThatCannotBeWrittenLeavesNothing() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/matches.csv/x", withIntermediateDirectories: true)
    let failure = #expect(throws: WriteError.self) {
      try press(scratch).start([
        matchesTable.sheet(TableRows([[SampleDay.match]]), SampleDay.context())
      ]).finish()
    }
    #expect(failure?.step == "rename")
    #expect(scratch.names == ["matches.csv"])
  }

  private func press(_ scratch: Scratch, threads: Int = 2) -> TablePress {
    TablePress(folder: scratch.path, threads: threads, isDurable: false) { ByteSum() }
  }

  private func sum(_ text: String) -> String {
    let sum = ByteSum()
    Array(text.utf8).withUnsafeBytes(sum.add)
    return sum.hex()
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
