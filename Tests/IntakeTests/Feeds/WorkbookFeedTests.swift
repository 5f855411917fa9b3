import Foundation
import Returns
import Testing

@testable import Intake

/// Tables in workbooks go through the same profiles as tables of text.
@Suite("Workbooks as feeds")
struct WorkbookFeedTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ fixture: WorkbookFixture, _ profiles: [Profile] = Profile.builtIn
  ) throws -> MemberReading {
    try folder.write("table.xlsx", fixture.bytes)
    let file = try openInput(root: folder.path, path: "table.xlsx")
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: profiles,
      zone: { $0 == "Europe/Berlin" ? Zone(name: $0, firstOffset: 3600) : nil })
    return readMember(
      file.members[0], path: file.path, fileNumber: 7, run: 3, shopHint: nil, context: context)
  }

  /// What `check` says of a workbook beside its reading: as of a table of text.
  @Test func columnsThatNobodyReadsAreKnown() throws {
    let book = WorkbookFixture(
      """
      <row r="1"><c r="A1" t="inlineStr"><is><t>Beleg</t></is></c>
      <c r="B1" t="inlineStr"><is><t>Betrag</t></is></c>
      <c r="C1" t="inlineStr"><is><t>Datum</t></is></c>
      <c r="D1" t="inlineStr"><is><t>Filiale</t></is></c></row>
      <row r="2"><c r="A2" t="inlineStr"><is><t>B1</t></is></c></row>
      """)
    try folder.write("table.xlsx", book.bytes)
    let file = try openInput(root: folder.path, path: "table.xlsx")
    let bank = try profile(bank)
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: [bank])
    let told = try #require(glance(at: file.members[0], context: context))
    #expect(told.sheet == "Sheet1")
    #expect(told.unused == ["Filiale"])
  }

  private let bank = """
    profile: bank
    signature: {header: [Beleg, Betrag, Datum]}
    records:
      - feed: settlements
        set:
          txn_id: Beleg
          type: {value: refund}
          amount: Betrag
          settled_at: {column: Datum, time: dd.MM.yyyy}
          order_id: {column: Auftrag, optional: yes, pattern: '(\\d+)'}
    """

  @Test("a title over merged cells, empty rows and columns, dates, and rejects with row and column")
  func table() throws {
    var book = WorkbookFixture(
      """
      <row r="1"><c r="A1" t="inlineStr"><is><t>Kontoauszug, November</t></is></c></row>
      <row r="4"><c r="B4" t="inlineStr"><is><t>Beleg</t></is></c>
      <c r="C4" t="inlineStr"><is><t>Betrag</t></is></c>
      <c r="E4" t="inlineStr"><is><t>Datum</t></is></c>
      <c r="F4" t="inlineStr"><is><t>Auftrag</t></is></c></row>
      <row r="6"><c r="B6"><v>4711</v></c><c r="C6"><v>12.500000000000002</v></c>
      <c r="E6" s="1"><v>46348</v></c></row>
      <row r="7"><c r="B7"><v>1234567890123456789</v></c><c r="C7"><v>1</v></c>
      <c r="E7" s="1"><v>46348</v></c></row>
      <row r="8"><c r="B8"><v>4712</v></c><c r="C8"><v>1.005</v></c>
      <c r="E8" s="1"><v>46348</v></c></row>
      <row r="9"><c r="B9"><v>4713</v></c><c r="C9"><v>1</v></c>
      <c r="E9" t="inlineStr"><is><t>22.11.2026</t></is></c>
      <c r="F9"><v>12345678901234567890</v></c></row>
      <row r="10"><c r="B10"><v>4714</v></c><c r="C10" t="e"><v>#N/A</v></c>
      <c r="E10" t="inlineStr"><is><t>22.11.2026</t></is></c></row>
      """)
    book.formats = ["dd/mm/yyyy"]
    let reading = try read(book, [profile(bank)])
    #expect(reading.profile == "bank")
    #expect(reading.recognisedBy == "sheet \"Sheet1\": line 4 has Beleg, Betrag, Datum")
    #expect(reading.values("txn_id", "amount", "settled_at") == ["4711 1250 2026-11-21T16:00:00Z"])
    #expect(
      reading.rejects.map { "\($0.line) \($0.field) \($0.code)" } == [
        "7 Beleg BAD_VALUE", "8 Betrag BAD_AMOUNT", "9 Auftrag BAD_VALUE", "10 Betrag BAD_VALUE",
      ])
    #expect(reading.rejects[0].reason.contains("more than 15 digits"))
    #expect(reading.rejects[3].reason.contains("holds the error \"#N/A\""))
    #expect(
      reading.rejects[0].record
        == ",1234567890123456789,1,,46348".replacing("46348", with: "2026-11-22"))
    #expect(reading.read == 5)
  }

  /// A program that writes formulas and computes nothing leaves the value empty; a text may be so.
  @Test("a formula that was never computed is no empty cell")
  func formulas() throws {
    let book = WorkbookFixture(
      """
      <row r="1"><c t="inlineStr"><is><t>Beleg</t></is></c>
      <c t="inlineStr"><is><t>Betrag</t></is></c><c t="inlineStr"><is><t>Datum</t></is></c>
      <c t="inlineStr"><is><t>Auftrag</t></is></c></row>
      <row r="2"><c><v>1</v></c><c><f>60*0.2</f><v>12</v></c>
      <c t="inlineStr"><is><t>22.11.2026</t></is></c><c t="str"><f>""</f><v></v></c></row>
      <row r="3"><c><v>2</v></c><c><f>60*0.2</f><v></v></c>
      <c t="inlineStr"><is><t>22.11.2026</t></is></c></row>
      <row r="4"><c><v>3</v></c><c><v>12</v></c>
      <c t="inlineStr"><is><t>22.11.2026</t></is></c><c t="n"><f>A1</f><v/></c></row>
      <row r="5"><c><v>1234567890123456</v></c><c><v>12</v></c>
      <c t="inlineStr"><is><t>22.11.2026</t></is></c></row>
      """)
    let reading = try read(book, [profile(bank)])
    #expect(reading.values("txn_id", "amount", "order_id") == ["1 1200 -"])
    #expect(
      reading.rejects.map { "\($0.line) \($0.field)" } == ["3 Betrag", "4 Auftrag", "5 Beleg"])
    #expect(reading.rejects[0].reason.hasPrefix("the cell is a formula without its value"))
    // What was found is shown without our mark.
    #expect(reading.rejects.map(\.found) == ["", "", "1234567890123456"])
  }

  @Test("the sheet: the first that fits, the one a profile names, hidden ones only by name")
  func sheets() throws {
    func sheet(_ name: String, _ header: [String], _ cells: [String], _ state: String = "visible")
      -> WorkbookFixture.Sheet
    {
      let rows = WorkbookFixture(texts: [(1, header), (2, cells)]).sheets[0].rows
      return .init(name: name, state: state, rows: rows)
    }
    let header = ["Beleg", "Betrag", "Datum"]
    let cover = sheet("Cover", ["Hello"], ["x"])
    let first = sheet("Eins", header, ["B1", "1.00", "22.11.2026"])
    let second = sheet("Zwei", header, ["B2", "2.00", "22.11.2026"])
    let hidden = sheet("Alt", header, ["B3", "3.00", "22.11.2026"], "hidden")
    let plain = try profile(bank)
    let one = try read(WorkbookFixture(sheets: [cover, hidden, first]), [plain])
    #expect(one.values("txn_id") == ["B1"])
    #expect(one.notices.contains("other sheets are not read: \"Cover\""))
    let two = try read(WorkbookFixture(sheets: [first, second]), [plain])
    #expect(two.refusal?.message.contains("several sheets") == true)
    let named = try profile(bank.replacing("signature:", with: "sheet: [Alt, Zwei]\nsignature:"))
    #expect(try read(WorkbookFixture(sheets: [first, second]), [named]).values("txn_id") == ["B2"])
    #expect(try read(WorkbookFixture(sheets: [first, hidden]), [named]).values("txn_id") == ["B3"])
    let none = try read(WorkbookFixture(sheets: [cover]), [plain])
    #expect(none.refusal?.message.hasPrefix("sheet \"Cover\": ") == true)
  }

  @Test("the edited exceptions workbook comes back as decisions")
  func decisions() throws {
    let header = [
      "exception_id", "version", "code", "severity", "owner", "status", "subject", "shop_id",
      "case_id",
      "order_id", "waybill", "txn_id", "expected", "actual", "difference", "currency", "opened_on",
      "due_on",
      "age_days", "cause_group", "suggested_action", "explanation", "assignee", "decision",
      "decision_amount",
      "target", "decided_by", "note",
    ]
    var cells = [String](repeating: "", count: header.count)
    for (name, value) in [
      ("exception_id", "EX-1A"), ("version", "2"), ("code", "REFUND_SHORT"),
      ("decision", "write_off"),
      ("decided_by", "li"), ("note", "two\nlines, \"quoted\""),
    ] { cells[header.firstIndex(of: name)!] = value }
    var other = [String](repeating: "", count: header.count)
    other[0] = "EX-1B"
    let text = WorkbookFixture(texts: [(1, header), (2, cells), (3, other)])
    var book = text
    // As spreadsheets save it: the version is a number, and so is the amount.
    let amount = header.firstIndex(of: "decision_amount")!
    book.sheets[0].rows = book.sheets[0].rows
      .replacing("<c t=\"inlineStr\"><is><t>2</t></is></c>", with: "<c><v>2</v></c>")
    let before = "<c t=\"inlineStr\"><is><t>write_off</t></is></c>"
    let empty = "<c t=\"inlineStr\"><is><t></t></is></c>"
    book.sheets[0].rows = book.sheets[0].rows.replacing(
      before + empty, with: before + "<c><v>5.4</v></c>")
    #expect(header[amount - 1] == "decision")
    let reading = try read(book)
    #expect(reading.profile == "exceptions-with-decisions")
    #expect(reading.rejects == [])
    #expect(reading.filtered == 1)
    #expect(
      reading.values("exception_id", "version", "action", "amount", "decided_by") == [
        "EX-1A 2 write_off 540 li"
      ])
  }

  // MARK: every table of text as a workbook

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func files(below folder: URL, _ isWanted: (String) -> Bool) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return names.filter(isWanted).sorted().map { folder.appendingPathComponent($0).path }
  }

  /// The stories' own files, one of each header, and the formats collection beside the repository
  /// where it is.
  private static let tables: [String] = {
    var headers: Set<Data> = []
    let stories = files(below: tests.appendingPathComponent("Scenarios")) {
      $0.contains("/days/") && $0.hasSuffix(".csv")
    }.filter { path in
      let head = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 4096)
      return headers.insert((head ?? Data()).prefix { $0 != 0x0A }).inserted
    }
    let formats = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("shared/formats")
    return stories
      + files(below: formats) { name in
        !["hostile-", "encodings/"].contains { name.hasPrefix($0) }
          && [".csv", ".txt", ".tsv"].contains { name.hasSuffix($0) }
      }
  }()

  @Test("the same table as text and as a workbook gives the same records")
  func sameAsText() throws {
    var profiles: Set<String> = []
    for path in Self.tables {
      guard let name = try compare(path) else { continue }
      profiles.insert(name)
    }
    #expect(profiles.contains(Profile.canonicalName))
  }

  /// - Returns: the profile; nil where the file is no table, or has rows that no sheet can have.
  private func compare(_ path: String) throws -> String? {
    let place = URL(fileURLWithPath: path)
    let file = try openInput(
      root: place.deletingLastPathComponent().path, path: place.lastPathComponent)
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: Profile.builtIn,
      zone: { $0 == "Europe/Berlin" ? Zone(name: $0, firstOffset: 3600) : nil })
    guard file.members.count == 1, case let member = file.members[0],
      let recognition = try? Recognition.of(member, { Profile.builtIn }), !recognition.profile.isXML
    else { return nil }
    let text = readMember(
      member, path: file.path, fileNumber: 7, run: 3, shopHint: nil, context: context)
    var rows: [(line: Int, cells: [String])] = []
    var isWhole = text.refusal == nil
    try recognition.eachRow(member) { row in
      isWhole = isWhole && row.problem == nil
      rows.append((row.line, row.fields.map(\.string)))
      return isWhole
    }
    // A row that is too short is another one in a sheet, where cells have their own places.
    guard isWhole, !text.rejects.contains(where: { $0.code == "BAD_COLUMNS" }) else { return nil }
    let sheet = try read(WorkbookFixture(texts: rows))
    #expect(sheet.refusal == nil, "\(path)")
    #expect(sheet.profile == text.profile, "\(path)")
    #expect(sheet.lines == text.lines, "\(path)")
    #expect(sheet.read == text.read, "\(path)")
    #expect(sheet.filtered == text.filtered, "\(path)")
    #expect(sheet.controlTotals == text.controlTotals, "\(path)")
    #expect(sheet.account == text.account && sheet.periodTo == text.periodTo, "\(path)")
    #expect(
      sheet.rejects.map { "\($0.line) \($0.field) \($0.code)" }
        == text.rejects.map { "\($0.line) \($0.field) \($0.code)" }, "\(path)")
    return text.profile
  }
}
