import Returns
import Testing

@testable import Intake

@Suite("Zip files")
struct ZipTests {
  let folder: TemporaryFolder
  let bill = Array("order_id,amount\nA1,12.50\n".utf8)

  init() throws { folder = try TemporaryFolder() }

  private func members(_ bytes: [UInt8], limits: DecodedLimits = .standard) throws -> [InputMember]
  {
    try folder.write("bill.zip", bytes)
    return try openInput(root: folder.path, path: "bill.zip", limits: limits).members
  }

  private func readError(_ member: InputMember) -> InputError? {
    do throws(InputError) {
      _ = try head(of: member, encoding: nil)
      try readRows(member, encoding: .utf8, dialect: Dialect()) { _ in true }
      return nil
    } catch { return error }
  }

  @Test("every entry is a member, with names in UTF-8 or GBK; folders are none")
  func names() throws {
    let gbk: [UInt8] = [0xC3, 0xF7, 0xCF, 0xB8]  // 明细
    let found = try members(
      Packed.zip([
        (gbk + Array("(汇总).csv".utf8.prefix(1)) + Array(".csv".utf8), bill),
        (Array("folder/".utf8), []),
        (Array("folder/b.csv".utf8), bill), (Array("folder/b.csv".utf8), bill),
        (Array("__MACOSX/._b.csv".utf8), [0]), (Array("../../etc/x".utf8), bill),
      ]))
    #expect(
      found.map(\.name) == [
        "bill.zip!明细(.csv", "bill.zip!folder/b.csv", "bill.zip!folder/b.csv#2",
        "bill.zip!../../etc/x",
      ])
    for member in found {
      #expect(try rows(member).map(\.fields) == [["order_id", "amount"], ["A1", "12.50"]])
    }
    let flagged = try members(Packed.zip([(Array("明细.csv".utf8), bill)], flags: 0x800))
    #expect(flagged.map(\.name) == ["bill.zip!明细.csv"])
  }

  @Test("damage, encryption, emptiness and too many entries are errors of a member, not silence")
  func faults() throws {
    let whole = Packed.zip([(Array("a.csv".utf8), bill)])
    var flipped = whole
    flipped[40] ^= 1
    #expect(readError(try members(flipped)[0])?.code == .compression)
    #expect(readError(try members(Array(whole.prefix(whole.count - 30)))[0]) != nil)
    #expect(readError(try members(Packed.zip([]))[0])?.code == .empty)
    #expect(
      readError(try members(Packed.zip([(Array("a.csv".utf8), bill)], flags: 1))[0])?.code
        == .compression)
    let many = (0...1000).map { (Array("\($0).csv".utf8), [UInt8(0x61)]) }
    #expect(readError(try members(Packed.zip(many))[0])?.code == .limit)
    var limits = DecodedLimits.standard
    limits.decodedBytes = 40
    let two = Packed.zip([(Array("a".utf8), bill), (Array("b".utf8), bill)])
    #expect(readError(try members(two, limits: limits)[0])?.code == .tooLarge)
  }
}
