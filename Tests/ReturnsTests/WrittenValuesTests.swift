import Testing

@testable import Returns

/// How amounts, days and words of the contract are spelled.
@Suite struct WrittenValuesTests {
  @Test(arguments: [
    (0, "CNY", "0.00"), (5, "CNY", "0.05"), (-5, "CNY", "-0.05"), (10, "CNY", "0.10"),
    (123_450, "CNY", "1234.50"), (-123_450, "EUR", "-1234.50"), (0, "JPY", "0"),
    (-1234, "JPY", "-1234"), (7, "KWD", "0.007"), (1234, "KWD", "1.234"),
    (Int64.max, "CNY", "92233720368547758.07"), (Int64.min, "CNY", "-92233720368547758.08"),
    (Int64.min, "KWD", "-9223372036854775.808"),
  ])
  func amountsHaveTheirCurrencysDecimals(minor: Int64, code: StaticString, written: String) {
    #expect(Amount.string(minor, Currency(Text(stringLiteral: code).bytes)!) == written)
  }

  @Test func daysAreWrittenAsTheyAreRead() {
    for (year, month, day, written) in [
      (1600, 1, 1, "1600-01-01"), (1999, 12, 31, "1999-12-31"), (2024, 2, 29, "2024-02-29"),
      (2026, 11, 2, "2026-11-02"), (9999, 10, 10, "9999-10-10"),
    ] { #expect(Day(year: year, month: month, day: day)?.string == written) }
    #expect((Day(year: 9999, month: 12, day: 31)! + 1).string == "10000-01-01")
  }

  @Test func wordsAreInSnakeCase() {
    #expect(CaseKind.refundOnly.name == "refund_only")
    #expect(CaseKind.return.name == "return")
    #expect(CaseKind(name: "refund_only") == .refundOnly)
    #expect(ExceptionCode.lawRefundOverdue.name == "LAW_REFUND_OVERDUE")
    #expect(ExceptionCode.ambiguous.word == "AMBIGUOUS")
  }
}
