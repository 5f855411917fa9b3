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
    #expect(reasons.contains("50.00 %") && reasons.contains(">–<"))
    #expect(!reasons.contains(">0.00 %") && reasons.contains("href=\"descriptive.csv\""))
  }

  @Test func serviceHasItsCallList() throws {
    let call = CallRow(
      customerID: "C9", orders: 12, sold: 120_000, cases: 1, cost: 900, currency: .cny,
      lastCase: SampleDay.day)
    let calls = section("calls", try SampleDay.page("service", report { $0.calls = [call] }))
    #expect(calls.contains("C9") && calls.contains("href=\"call_list.csv\""))
  }

  /// What customers pay and what goes back to them are no sum.
  @Test func moneyThatComesAndGoesIsNotAddedUp() {
    #expect(MoneyFlow(.payment) == .fromCustomers && MoneyFlow(.freightPayment) == .fromCustomers)
    #expect(MoneyFlow(.refund) == .toCustomers && MoneyFlow(.compensation) == .toCustomers)
    #expect(MoneyFlow(.insurancePayout) == .fromOthers)
  }
}
