import Returns
import Testing

@testable import Intake

@Suite("Workbooks (.xlsx)")
struct WorkbookTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func member(_ bytes: [UInt8], limits: DecodedLimits = .standard) throws -> InputMember {
    try folder.write("bill.xlsx", bytes)
    let members = try openInput(root: folder.path, path: "bill.xlsx", limits: limits).members
    #expect(members.map(\.name) == ["bill.xlsx"])
    return members[0]
  }

  /// Each row as `line: cells joined by |`, and what is wrong with it.
  private func rows(_ fixture: WorkbookFixture) throws -> [String] {
    let content = try member(fixture.bytes).content
    guard case .workbook(let package) = content.source else { return [] }
    let book = try Workbook(package)
    var rows: [String] = []
    try book.readRows(book.sheets[0]) { row in
      let cells = row.fields.map { text in
        SpoiltCell.of(text).map { "!\($0.kind) \($0.found.string)" } ?? text.string
      }
      rows.append("\(row.line): " + (row.problem?.code ?? cells.joined(separator: "|")))
      return true
    }
    return rows
  }

  private func refusal(
    _ bytes: [UInt8], limits: DecodedLimits = .standard
  ) throws -> InputError? {
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny,
      profiles: Profile.builtIn)
    return readMember(
      try member(bytes, limits: limits), path: "bill.xlsx", fileNumber: 1, run: 1, shopHint: nil,
      context: context
    ).refusal
  }

  private func refusal(_ fixture: WorkbookFixture) throws -> InputError? {
    try refusal(fixture.bytes)
  }

  @Test("texts: shared, inline, of formulas, with runs and without how they are pronounced")
  func texts() throws {
    var book = WorkbookFixture(
      """
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>
      <c r="D2" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c>
      <c r="E2" t="str"><f>A2</f><v>made</v></c><c r="F2" t="b"><v>1</v></c>
      <c r="G2" t="d"><v>2026-11-22T08:00:00</v></c></row>
      """)
    book.strings = [
      "<r><rPr><b/></rPr><t>粗</t></r><r><t>体</t></r><rPh sb=\"0\" eb=\"1\"><t>ignored</t></rPh>",
      "<t>a_x000D_\nb_x005F_x0041_ _xZZZZ_</t>",
    ]
    #expect(
      try rows(book) == ["2: 粗体|a\r\nb_x0041_ _xZZZZ_||in line|made|TRUE|2026-11-22T08:00:00"])
  }

  @Test(
    "numbers are the decimals of the file, to the fifteen digits that spreadsheets show",
    arguments: [
      ("12.5", "12.5"), ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"),
      ("1E-05", "0.00001"), ("-4.350000000000001E+2", "-435"), ("1.0", "1"), ("007", "7"),
      ("-0", "0"), (".5", "0.5"), ("123456789012345", "123456789012345"),
      ("1E14", "100000000000000"),
      ("99999999999999.999", "100000000000000"), ("0.1234567890123456", "0.123456789012346"),
      ("1234567890123456789", "!lostDigits 1234567890123456789"),
      ("1.23456789012346E+18", "!lostDigits 1.23456789012346E+18"),
      ("1e99999999", "!noNumber 1e99999999"),
      ("nan", "!noNumber nan"), ("0x10", "!noNumber 0x10"), ("1,5", "!noNumber 1,5"), ("", ""),
      ("1E-300", "!noNumber 1E-300"),
    ])
  func numbers(_ raw: String, _ shown: String) throws {
    let found = try rows(
      WorkbookFixture("<row r=\"1\"><c><v>\(raw)</v></c><c t=\"str\"><v>x</v></c></row>"))
    #expect(found == ["1: \(shown)|x"])
  }

  @Test(
    "formats tell dates and leading zeros",
    arguments: [
      ("yyyy-mm-dd", "46348", "2026-11-22"), ("yyyy\"年\"m\"月\"d\"日\"", "46348", "2026-11-22"),
      ("[$-804]aaaa;@", "46348", "46348"),
      ("m/d/yy h:mm", "46348.333333333336", "2026-11-22 08:00:00"),
      ("yyyy-mm-dd", "46348.5", "2026-11-22 12:00:00"), ("hh:mm:ss", "0.99999", "23:59:59"),
      ("hh:mm", "46348.999999", "2026-11-23 00:00:00"), ("[h]:mm", "1.5", "1.5"),
      ("mmm", "46348", "2026-11-22"),
      ("yyyy-mm-dd", "1", "1900-01-01"), ("yyyy-mm-dd", "59", "1900-02-28"),
      ("yyyy-mm-dd", "60", "!noNumber 60"), ("yyyy-mm-dd", "61", "1900-03-01"),
      ("yyyy-mm-dd", "-3", "!noNumber -3"), ("yyyy-mm-dd", "2958466", "!noNumber 2958466"),
      ("yyyy-mm-dd", "1E+300", "!noNumber 1E+300"), ("000000", "1234", "001234"),
      ("0", "1234", "1234"),
      ("#,##0.00_);[Red](#,##0.00)", "1234.5", "1234.5"), ("\"USD\" 0.00", "5", "5"),
      ("USD0.00", "5", "5"),
      ("0.00E+00", "5", "5"), ("General", "46348", "46348"), ("G/通用格式", "46348", "46348"),
      ("@", "5", "5"),
    ])
  func formats(_ code: String, _ raw: String, _ shown: String) throws {
    var book = WorkbookFixture("<row r=\"1\"><c s=\"1\"><v>\(raw)</v></c></row>")
    book.formats = [code]
    #expect(try rows(book) == ["1: \(shown)"])
  }

  @Test("days since 1904, and formats that have a number only")
  func otherDates() throws {
    var book = WorkbookFixture(
      "<row r=\"1\"><c s=\"1\"><v>44886</v></c><c s=\"1\"><v>0</v></c></row>")
    book.formats = ["yyyy-mm-dd"]
    book.is1904 = true
    #expect(try rows(book) == ["1: 2026-11-22|1904-01-01"])
    #expect(NumberFormat(builtIn: 14) == .date(hasDay: true, hasTime: false))
    #expect(NumberFormat(builtIn: 31) == .date(hasDay: true, hasTime: false))
    #expect(NumberFormat(builtIn: 22) == .date(hasDay: true, hasTime: true))
    #expect(NumberFormat(builtIn: 4) == .number)
  }

  @Test("rows and cells without names, out of order, doubled, far apart, empty")
  func places() throws {
    let text = { (value: String) in "t=\"inlineStr\"><is><t>\(value)</t></is></c>" }
    let book = WorkbookFixture(
      """
      <row><c \(text("a"))<c \(text("b"))</row>
      <row r="3"><c r="C3" \(text("third"))<c r="A3" \(text("first"))</row>
      <row r="4"><c r="A4" s="0"/><c r="B4" \(text(" "))</row>
      <row r="7"><c r="B7" \(text("one"))<c r="B7" \(text("two"))</row>
      <row r="8"><c r="ZZZ8"/><c r="B8" \(text("two"))</row>
      <row r="1048576"><c r="A1048576" \(text("last"))</row>
      """.replacing("ZZZ8", with: "XFD8"))
    #expect(
      try rows(book) == [
        "1: a|b", "3: first||third", "7: BAD_COLUMNS", "8: |two", "1048576: last",
      ])
    for bad in [
      "<row r=\"5\"><c \(text("a"))</row><row r=\"5\"><c \(text("a"))</row>",
      "<row r=\"5\"><c \(text("a"))</row><row r=\"4\"><c \(text("a"))</row>",
      "<row r=\"1048577\"><c \(text("a"))</row>", "<row r=\"0\"/>", "<row r=\"x\"/>",
      "<row r=\"1\"><c r=\"A2\" \(text("a"))</row>",
      "<row r=\"1\"><c r=\"XFE1\" \(text("a"))</row>",
      "<row r=\"1\"><c r=\"1\" \(text("a"))</row>",
      "<row r=\"1\"><c r=\"AAAA1\" \(text("a"))</row>",
    ] {
      #expect(throws: InputError.self) { _ = try rows(WorkbookFixture(bad)) }
      #expect(try refusal(WorkbookFixture(bad))?.code == .spreadsheet)
    }
    let wide = "<row r=\"1\"><c r=\"XFD1\" \(text("a"))</row><row r=\"2\"><c \(text("b"))</row>"
    #expect(try rows(WorkbookFixture(wide)) == ["1: BAD_COLUMNS", "2: b"])
  }

  @Test("cells that lost their value are told by what happened to them")
  func spoilt() throws {
    let book = WorkbookFixture(
      """
      <row r="1"><c t="e"><v>#REF!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>B1+1</f></c>
      <c t="s"><v>9</v></c><c><f>SUM(A1)</f><v>3</v></c><c t="str"><f>""</f><v></v></c>
      <c><v>1</v></c></row>
      """)
    #expect(
      try rows(book) == ["1: !error #REF!|!error #DIV/0!|!notComputed |!noText 9|3||1"])
  }

  @Test("what is no .xlsx workbook is refused with what to do")
  func others() throws {
    let bill = Array("order_id,amount\nA1,12.50\n".utf8)
    let named = { (names: [String]) in Packed.zip(names.map { (Array($0.utf8), bill) }) }
    func message(_ bytes: [UInt8]) throws -> String {
      let error = try refusal(bytes)
      #expect(error?.code == .spreadsheet)
      return error?.message ?? ""
    }
    #expect(try message(named(["mimetype", "content.xml"])).contains(".ods"))
    let old: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1000)
    #expect(try message(old).contains("(.xls)"))
    let locked = old + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    #expect(try message(locked).contains("password"))
    #expect(try message(locked).contains("save it as .xlsx"))
    var book = WorkbookFixture("")
    let relations = book.parts.first { $0.name == "_rels/.rels" }?.text ?? ""
    book.others = [("_rels/.rels", relations.replacing("workbook.xml", with: "workbook.bin"))]
    #expect(try message(book.bytes).contains(".xlsb"))
    book.others = [
      ("_rels/.rels", relations.replacing("xl/workbook.xml", with: "word/document.xml")),
      ("word/document.xml", "<document/>"),
    ]
    #expect(try message(book.bytes).contains("no workbook"))
    book.others = [("_rels/.rels", relations.replacing("workbook.xml", with: "lost.xml"))]
    #expect(try message(book.bytes).contains("lacks its part \"xl/lost.xml\""))
    #expect(try refusal(WorkbookFixture(""))?.code == .empty)
  }

  @Test("hostile workbooks are refused, and cost little")
  func hostile() throws {
    func refused(_ name: String, _ text: String) throws -> InputError.Code? {
      var book = WorkbookFixture("<row><c t=\"s\"><v>0</v></c></row>")
      book.others = [(name, text)]
      return try refusal(book)?.code
    }
    let entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
    for part in [
      "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml",
      "_rels/.rels",
    ] {
      #expect(try refused(part, entity + "<a>&e;</a>") == .forbiddenXML)
      #expect(try refused(part, "<a><b>") == .truncatedXML)
    }
    let deep = String(repeating: "<a>", count: 100)
    #expect(try refused("xl/worksheets/sheet1.xml", deep) == .limit)
    let long =
      "<sst><si><t>" + String(repeating: "x", count: XMLLimits.text + 1) + "</t></si></sst>"
    #expect(try refused("xl/sharedStrings.xml", long) == .limit)
    // A link out of the package, and one that climbs.
    var book = WorkbookFixture("<row><c t=\"inlineStr\"><is><t>a</t></is></c></row>")
    let links = book.parts.first { $0.name == "xl/_rels/workbook.xml.rels" }?.text ?? ""
    book.others = [
      (
        "xl/_rels/workbook.xml.rels",
        links.replacing("worksheets/sheet1.xml", with: "../../../../etc/passwd")
      )
    ]
    #expect(try refusal(book)?.message.contains("lacks its part \"etc/passwd\"") == true)
    book.others = [
      (
        "xl/_rels/workbook.xml.rels",
        links.replacing(
          "Target=\"worksheets/sheet1.xml\"",
          with: "TargetMode=\"External\" Target=\"file:///etc/passwd\"")
      )
    ]
    #expect(try refusal(book)?.code == .empty)
    // Two parts of one name are read by one program this way and by another that way.
    let twice = WorkbookFixture("<row/>").parts + [("xl/Worksheets/SHEET1.xml", "<a/>")]
    #expect(
      try refusal(Packed.zip(twice.map { (Array($0.name.utf8), Array($0.text.utf8)) }))?.code
        == .compression)
    var limits = DecodedLimits.standard
    limits.parts = 8
    let many = (WorkbookFixture("<row/>").parts + [("xl/media/1.png", ""), ("xl/media/2.png", "")])
    let packed = Packed.zip(many.map { (Array($0.name.utf8), Array($0.text.utf8)) })
    #expect(try refusal(packed, limits: limits)?.code == .limit)
    limits = .standard
    limits.decodedBytes = 1000
    #expect(try refusal(WorkbookFixture("<row/>").bytes, limits: limits)?.code == .tooLarge)
  }

  @Test("a workbook inside a zip file is named, not read")
  func nested() throws {
    try folder.write(
      "bills.zip", Packed.zip([(Array("a.xlsx".utf8), WorkbookFixture("<row/>").bytes)]))
    let members = try openInput(root: folder.path, path: "bills.zip", limits: .standard).members
    #expect(members.map(\.name) == ["bills.zip!a.xlsx"])
    #expect(throws: InputError.self) { _ = try head(of: members[0], encoding: nil) }
  }
}
