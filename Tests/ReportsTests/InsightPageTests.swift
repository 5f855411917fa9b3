import Returns
import Testing

@testable import Insight
@testable import Reports

/// What pages and tables say of the figures, where there is little to say.
@Suite struct InsightPageTests {
  private func report(_ change: (inout DayInsight) -> Void) -> DayReport {
    var insight = DayInsight(
      CountedHistory(day: SampleDay.day), CustomerYear(days: SampleDay.day.window(365)),
      OpenExceptions(), MetricHistory(), [], removals: [], policy: Policy())
    change(&insight)
    var report = SampleDay.report(.english)
    report.insight = insight
    return report
  }

  private func section(_ id: String, _ page: String) -> Substring {
    page.split(separator: "<section").first { $0.contains("id=\"\(id)\"") } ?? ""
  }

  @Test func aRefusedTestHasNoFigures() throws {
    let refused = Association(
      dimension: .category, verdict: .refused, sample: 99, chiSquare: 0, degrees: 0, pValue: 1,
      qValue: 1, cramersV: 0, cells: [], leftOut: 99)
    let page = try SampleDay.page("management", report { $0.associations = [refused] })
    let statistics = section("statistics", page)
    #expect(statistics.contains("refused: fewer than 100 cases"))
    #expect(!statistics.contains("1.000000") && !statistics.contains("0.00"))
    #expect(statistics.contains("href=\"cleaning.csv\""))
  }

  @Test func noRateStandsWithoutABase() throws {
    let cause = CauseRow(
      rank: 1, reason: .defective,
      money: CaseMoney(currency: .cny, cases: 2, units: 2, refunds: 500, freight: 0), share: 10_000,
      sold: 4, rate: 5_000, rateBefore: nil)
    let page = try SampleDay.page("management", report { $0.causes = [cause] })
    let reasons = section("reasons", page)
    #expect(reasons.contains("50.00%") && reasons.contains(">–<"))
    #expect(!reasons.contains(">0.00%") && reasons.contains("href=\"descriptive.csv\""))
  }

  /// Of 28 tickets done none was too late, and three are open beyond their limit: 3 of 31.
  @Test func limitsNotKeptAreAPercentage() throws {
    let figure = ServiceFigure(
      dimension: .ticketClass, name: "service", count: 28, p50: 5, p90: 26, p99: 26, opened: 30,
      unanswered: 2, breaches: 3, late: 0)
    let hours = section("hours", try SampleDay.page("service", report { $0.service = [figure] }))
    #expect(hours.contains("data-label=\"Limit not kept\">9.68%<"))
  }

  @Test func serviceHasItsCallList() throws {
    let call = CallRow(
      shop: "main", customerID: "C9", orders: 12, cases: 1,
      money: [CustomerMoney(currency: .cny, sold: 120_000, cost: 900)], lastCase: SampleDay.day)
    let all = try SampleDay.page("service", report { $0.calls = CallList([call]) })
    let calls = section("calls", all)
    #expect(calls.contains("C9") && calls.contains("<p class=\"note\">All rows: <a"))
    let more = try SampleDay.page("service", report { $0.calls = CallList([call], leftOut: 7) })
    #expect(
      section("calls", more).contains(
        "<p class=\"note\">At most 50 of each shop are listed, 7 more had a case. All rows: <a"))
  }

  /// A shop that counts in euro reads of them first, though yuan come first by their code.
  @Test func suggestionsStandByCurrency() throws {
    let euro = try #require(Currency("EUR"))
    func score(_ id: Text, _ cost: Int64, _ currency: Currency) -> CustomerScore {
      CustomerScore(
        shop: "main", customerID: id, score: 75, advice: .review, orders: 20, cases: 14,
        returned: 14, rate: WilsonInterval(14, of: 20), usualRate: 0, reasons: [],
        money: [CustomerMoney(currency: currency, sold: cost, cost: cost)],
        firstCase: SampleDay.day, lastCase: SampleDay.day)
    }
    let changed = report {
      $0.currency = euro
      $0.customers = [score("C1", 90_000, .cny), score("C2", 100, euro), score("C3", 500, euro)]
    }
    let suggestions = try #require(changed.insight?.suggestions)
    #expect(suggestions.map(\.cost) == [500, 100, 90_000])
  }

  /// What is paid back in a day is never less than nothing; the statistics stay as they are.
  @Test func noForecastIsBelowNothing() throws {
    let history = (0..<40).map { $0 % 3 == 0 ? 50_000.0 : 0 }
    let trend = TrendSeries(
      subject: .refunds, currency: .cny, points: [], changes: [],
      forecast: Forecast(history, days: 1), outliers: [], gaps: [])
    let point = try #require(trend.forecast.points.first)
    #expect(point.low95 < 0 && point.high95 > 0)
    let rows = ForecastRow.rows([trend], after: SampleDay.day)
    let line = string(forecastTable.csvRows(rows, SampleDay.context())).split(separator: ",")
    #expect(line[0] == "refunds" && line[5] == "0.00", "\(line)")
    let high = Int64(point.high95.rounded())
    #expect(line[6] == "\(high / 100).\(high % 100 / 10)\(high % 10)", "\(line)")
  }

  /// Amounts of two currencies are never compared: the workspace's own come first.
  @Test func mattersStandByCurrency() {
    var causes = CauseGroups()
    func add(_ cause: Text, _ amount: Int64?, _ currency: Currency) {
      causes.add(
        .refundMissing, cause: cause, amount, currency, oldest: SampleDay.day, due: nil,
        isNew: false)
    }
    add("yen", 90_000, .init("JPY")!)
    add("little", 100, .cny)
    add("much", 5_000, .cny)
    add("none", nil, .cny)
    add("euro", 70_000, .init("EUR")!)
    let cny = causes.sorted(home: .cny).map(\.cause)
    #expect(cny == ["much", "little", "euro", "yen", "none"])
    let jpy = causes.sorted(home: .init("JPY")!).map(\.cause)
    #expect(jpy == ["yen", "much", "little", "euro", "none"])
  }

  /// What customers pay and what goes back to them are no sum.
  @Test func moneyThatComesAndGoesIsNotAddedUp() {
    #expect(MoneyFlow(.payment) == .fromCustomers && MoneyFlow(.freightPayment) == .fromCustomers)
    #expect(MoneyFlow(.refund) == .toCustomers && MoneyFlow(.compensation) == .toCustomers)
    #expect(MoneyFlow(.insurancePayout) == .fromOthers)
  }
}
