import Foundation
import Glibc
import Returns
import Testing

@testable import Intake

@Suite("Files of the inbox")
struct InputFileTests {
  let folder: TemporaryFolder
  let bill = Array("order_id,amount\nA1,12.50\n".utf8)

  init() throws { folder = try TemporaryFolder() }

  private func refusal(_ path: String) -> InputError? {
    do throws(InputError) {
      _ = try openInput(root: folder.path, path: path)
      return nil
    } catch { return error }
  }

  private func readError(_ member: InputMember) -> InputError? {
    do throws(InputError) {
      _ = try head(of: member, encoding: nil)
      try readRows(member, encoding: .utf8, dialect: Dialect()) { _ in true }
      return nil
    } catch { return error }
  }

  @Test("a plain file: hash, size, rows")
  func plain() throws {
    try folder.write("a/bill.csv", bill)
    let file = try openInput(root: folder.path, path: "a/bill.csv")
    #expect(file.byteCount == bill.count)
    #expect(file.members.map(\.name) == ["a/bill.csv"])
    #expect(try rows(file.members[0]).map(\.fields) == [["order_id", "amount"], ["A1", "12.50"]])
    try folder.write("abc", Array("abc".utf8))
    #expect(
      try openInput(root: folder.path, path: "abc").sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("symbolic links, FIFOs, folders and paths outside are refused and never block")
  func onlyRegularFiles() throws {
    try folder.write("real/bill.csv", bill)
    symlink("bill.csv", "\(folder.path)/real/link.csv")
    symlink("real", "\(folder.path)/linked")
    mkfifo("\(folder.path)/pipe", 0o600)
    #expect(refusal("real/link.csv")?.code == .notRegular)
    #expect(refusal("linked/bill.csv") != nil)
    #expect(refusal("pipe")?.code == .notRegular)
    #expect(refusal("real")?.code == .notRegular)
    #expect(refusal("../etc/passwd")?.code == .cannotOpen)
    #expect(refusal("/etc/passwd")?.code == .cannotOpen)
    #expect(refusal("missing.csv")?.code == .cannotOpen)
    #expect(
      refusal("pipe")?.message
        == "is a FIFO; expected a regular file. Put a copy of the file itself here.")
    let listing = listInbox(root: folder.path)
    #expect(listing.files == ["real/bill.csv"])
    #expect(listing.refused.map(\.path) == ["linked", "pipe", "real/link.csv"])
  }

  @Test("the listing is sorted by bytes and leaves out what is not finished")
  func listing() throws {
    for name in [
      "b.csv", "B.csv", "a.csv", "é.csv", "sub/z.csv", ".hidden", ".git/config", "x.csv.part",
      "x.TMP", "y.filepart",
      "y.writing", "y.swp", "y.crdownload", "bad\u{7}.csv",
    ] { try folder.write(name, bill) }
    let listing = listInbox(root: folder.path)
    #expect(listing.files == ["B.csv", "a.csv", "b.csv", "sub/z.csv", "é.csv"])
    #expect(listing.refused.map(\.path) == ["bad\\x07.csv"])
    #expect(listInbox(root: "\(folder.path)/nowhere").refused.count == 1)
  }

  @Test("a file that was written after a time is left for a later run")
  func settling() throws {
    for (name, age) in [("old.csv", 61.0), ("young.csv", 59.0)] {
      try folder.write(name, bill)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 2_000_000_000 - age)],
        ofItemAtPath: "\(folder.path)/\(name)")
    }
    #expect(listInbox(root: folder.path, settledBy: 2_000_000_000 - 60).files == ["old.csv"])
    #expect(listInbox(root: folder.path).files == ["old.csv", "young.csv"])
  }

  @Test("an empty file has a hash, and its member says that it is empty")
  func empty() throws {
    try folder.write("empty.csv", [])
    let file = try openInput(root: folder.path, path: "empty.csv")
    #expect(file.byteCount == 0)
    #expect(readError(file.members[0])?.code == .empty)
  }

  @Test("a file that is written to while it is read is refused")
  func changed() throws {
    try folder.write("bill.csv", bill)
    let file = try openInput(root: folder.path, path: "bill.csv")
    #expect(readError(file.members[0]) == nil)
    try folder.write("bill.csv", bill + bill)
    #expect(readError(file.members[0])?.code == .changedWhileReading)
  }

  @Test("gzip, also of several members, is read; the kind is told by content, not by the name")
  func gzip() throws {
    try folder.write("bill.csv", Packed.gzip(bill) + Packed.gzip(Array("A2,1.00\n".utf8)))
    let file = try openInput(root: folder.path, path: "bill.csv")
    #expect(file.members.map(\.name) == ["bill.csv"])
    #expect(
      try rows(file.members[0]).map(\.fields) == [
        ["order_id", "amount"], ["A1", "12.50"], ["A2", "1.00"],
      ])
    #expect(
      try head(of: file.members[0], encoding: nil).text.string
        == "order_id,amount\nA1,12.50\nA2,1.00\n")
  }

  @Test("a gzip file that is cut short or damaged anywhere is an error, never a shorter file")
  func damagedGzip() throws {
    let whole = Packed.gzip(bill)
    for length in 11..<whole.count {
      try folder.write("cut.gz", Array(whole[..<length]))
      let file = try openInput(root: folder.path, path: "cut.gz")
      #expect(readError(file.members[0])?.code == .compression, "cut at \(length)")
    }
    for place in [20, whole.count - 6, whole.count - 1] {
      var bytes = whole
      bytes[place] ^= 1
      try folder.write("flip.gz", bytes)
      let file = try openInput(root: folder.path, path: "flip.gz")
      #expect(readError(file.members[0])?.code == .compression, "flipped at \(place)")
    }
    try folder.write("tail.gz", whole + [1, 2, 3])
    #expect(
      readError(try openInput(root: folder.path, path: "tail.gz").members[0])?.code == .compression)
  }

  @Test("compression bombs stop at the ratio and at the size")
  func bombs() throws {
    try folder.write("bomb.gz", Packed.bomb(copies: 5000))
    var limits = DecodedLimits.standard
    #expect(
      readError(try openInput(root: folder.path, path: "bomb.gz", limits: limits).members[0]) == nil
    )
    limits.ratio = 100
    #expect(
      readError(try openInput(root: folder.path, path: "bomb.gz", limits: limits).members[0])?.code
        == .compression)
    limits.ratio = 1000
    limits.decodedBytes = 1 << 20
    #expect(
      readError(try openInput(root: folder.path, path: "bomb.gz", limits: limits).members[0])?.code
        == .tooLarge)
  }

  @Test("an archive inside an archive is refused")
  func nested() throws {
    try folder.write("twice.gz", Packed.gzip(Packed.gzip(bill)))
    try folder.write("in.zip", Packed.zip([(Array("bill.csv.gz".utf8), Packed.gzip(bill))]))
    for name in ["twice.gz", "in.zip"] {
      let file = try openInput(root: folder.path, path: name)
      #expect(readError(file.members[0])?.code == .compression, "\(name)")
    }
  }

  @Test("foreign formats get the advice that fits")
  func foreign() throws {
    let cases: [(String, [UInt8], InputError.Code)] = [
      ("old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .spreadsheet),
      ("bill.pdf", Array("%PDF-1.7".utf8), .unknownFormat),
      ("bill.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .compression),
      ("blank.csv", Array(" \r\n\n".utf8), .empty),
      ("zeros.csv", [UInt8](repeating: 0, count: 100), .encoding),
    ]
    for (name, bytes, code) in cases {
      try folder.write(name, bytes)
      #expect(
        readError(try openInput(root: folder.path, path: name).members[0])?.code == code, "\(name)")
    }
  }
}
