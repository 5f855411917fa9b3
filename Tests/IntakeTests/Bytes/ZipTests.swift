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
        (Array("__MACOSX/._b.csv".utf8), [0]), (Array(".DS_Store".utf8), [0]),
        (Array("folder/Thumbs.db".utf8), [0]), (Array("desktop.ini".utf8), bill),
        (Array("my.DS_Store".utf8), bill), (Array("../../etc/x".utf8), bill),
      ]))
    #expect(
      found.map(\.name) == [
        "bill.zip!明细(.csv", "bill.zip!folder/b.csv", "bill.zip!folder/b.csv#2",
        "bill.zip!my.DS_Store", "bill.zip!../../etc/x",
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

  private func reading(_ member: InputMember) -> MemberReading {
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny,
      profiles: Profile.builtIn)
    return readMember(
      member, path: "bill.zip", fileNumber: 1, run: 1, shopHint: nil, context: context)
  }

  private static let stock: [String] = [
    "movement_id", "sku", "quantity", "moved_at", "kind",
  ]

  private static func workbook(_ id: String) -> [UInt8] {
    WorkbookFixture(texts: [
      (1, stock), (2, [id, "007", "1", "2026-03-01", "scrap"]),
    ]).bytes
  }

  @Test("a workbook in a zip file is read like a table in it, whatever it is called")
  func workbooks() throws {
    let text = Self.stock.joined(separator: ",") + "\nM3,007,1,2026-03-01,scrap\n"
    let found = try members(
      Packed.zip([
        (Array("a.xlsx".utf8), Self.workbook("M1")), (Array("b.dat".utf8), Self.workbook("M2")),
        (Array("c.csv".utf8), Array(text.utf8)),
      ]))
    #expect(found.map(\.name) == ["bill.zip!a.xlsx", "bill.zip!b.dat", "bill.zip!c.csv"])
    #expect(
      found.map { reading($0).values("movement_id", "sku") } == [
        ["M1 007"], ["M2 007"], ["M3 007"],
      ]
    )
  }

  @Test("an archive, a cut or a large workbook in a zip file is refused, the others are read")
  func workbooksThatAreNone() throws {
    let book = Self.workbook("M1")
    var broken = book
    let sheet = try #require(book.firstRange(of: Array("scrap".utf8)))
    broken[sheet.lowerBound] ^= 1
    let entries: [(name: [UInt8], data: [UInt8])] = [
      (Array("inner.zip".utf8), Packed.zip([(Array("a.csv".utf8), bill)])),
      (Array("cut.xlsx".utf8), Array(book.prefix(book.count / 2))),
      (Array("broken.xlsx".utf8), broken), (Array("twice.gz".utf8), Packed.gzip(bill)),
      (Array("deep.xlsx".utf8), Packed.zip([(Array("a.xlsx".utf8), book)])),
      (Array("good.xlsx".utf8), book),
    ]
    let found = try members(Packed.zip(entries)).map(reading)
    #expect(
      found.map(\.refusal?.code) == [
        .compression, .compression, .compression, .compression, .compression, nil,
      ])
    #expect(found[0].refusal?.message.contains(".xlsx workbooks") == true)
    var limits = DecodedLimits.standard
    limits.unpackedWorkbook = book.count - 1
    let large = try members(Packed.zip([(Array("a.xlsx".utf8), book)]), limits: limits)
    #expect(reading(large[0]).refusal?.code == .tooLarge)
  }
}
