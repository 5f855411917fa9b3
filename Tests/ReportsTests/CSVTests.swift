import Reports
import Returns
import Testing

struct CSVTests {
  /// A reject's record is any text that came from outside.
  private func cell(_ text: String) -> String {
    let row = RejectRow(file: "f", line: 1, field: "", code: "", reason: "", record: text)
    let line = string(rejectsTable.csvRows([row], SampleDay.context()))
    return String(line.dropFirst("f,1,,,,".count).dropLast(",\n".count))
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("", ""),
    ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("back\rhere", "\"back\rhere\""),
    (" padded ", " padded "),
    ("退款，原因", "退款，原因"),
    ("1200", "1200"),
  ])
  func textsAreQuotedWhereTheyMustBe(text: String, expected: String) {
    #expect(cell(text) == expected)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"),
    ("+86 138", "'+86 138"),
    ("-3.50", "'-3.50"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""),
    ("\nx", "\"'\nx\""),
    ("\u{01}x", "'\u{01}x"),
    ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
    ("＝1+1", "'＝1+1"),
    ("＠x", "'＠x"),
    ("，x", "，x"),
    ("a=1", "a=1"),
  ])
  func aSpreadsheetNeverRunsAText(text: String, expected: String) {
    #expect(cell(text) == expected)
  }

  @Test(arguments: [
    (-350, "CNY", "-3.50"), (0, "CNY", "0.00"), (5, "CNY", "0.05"), (-5, "CNY", "-0.05"),
    (100, "CNY", "1.00"), (1_200, "JPY", "1200"), (0, "JPY", "0"), (1, "BHD", "0.001"),
    (123_456, "BHD", "123.456"), (1, "CLF", "0.0001"),
    (Int64.max, "CNY", "92233720368547758.07"), (Int64.min, "CNY", "-92233720368547758.08"),
  ])
  func amountsStayExactNumbers(minorUnits: Int64, code: String, expected: String) {
    let item = OpeningItem(
      shop: 0, feed: .settlements, evidenceID: "T", orderID: "", reference: "", amount: minorUnits,
      currency: Currency(code)!, happenedOn: SampleDay.day)
    #expect(
      string(openingTable.csvRows([item], SampleDay.context()))
        == "main,settlements,T,,,\(expected),\(code),2026-11-22\n")
  }

  @Test func sumsBeyond64BitsAreExact() {
    var row = SampleDay.statements[0]
    row.statementTotal = Int128(Int64.max) * 1_000
    let line = string(carrierStatementTable.csvRows([row], SampleDay.context()))
    #expect(line.hasPrefix("SF,INV-11,92233720368547758070.00,CNY,"))
  }

  @Test func anUnknownShopIsAnEmptyCell() {
    let item = OpeningItem(
      shop: 9, feed: .parcels, evidenceID: "W", orderID: "", reference: "", amount: nil,
      currency: .none, happenedOn: Day(year: 1999, month: 1, day: 2)!)
    #expect(
      string(openingTable.csvRows([item], SampleDay.context())) == ",parcels,W,,,,,1999-01-02\n")
  }
}
