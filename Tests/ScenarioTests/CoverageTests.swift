import Foundation
import Testing

/// The folders below Tests/Scenarios are complete and well formed.
@Suite struct CoverageTests {
  /// Every code that the program raises so far.
  static let codes = """
    REFUND_MISSING REFUND_SHORT REFUND_OVER REFUND_DUPLICATE REFUND_UNENTITLED REFUND_ORPHAN
    REFUND_CHANNEL REFUND_CURRENCY REFUND_FAILED PAYMENT_MISSING PAYMENT_MISMATCH DIFFERENCE_UNPAID
    CHARGEBACK_ON_CASE FREIGHT_REFUND_MISSING AMBIGUOUS SEARCH_LIMIT CONTROL_TOTAL SOURCE_LATE
    FEED_CONFLICT DECISION_REFUSED
    REVISED PARCEL_NOT_SENT PARCEL_LATE PARCEL_LOST PARCEL_DAMAGED PARCEL_MISROUTED
    PARCEL_ORPHAN PARCEL_CONFLICT GOODS_NOT_RETURNED EXCHANGE_NOT_SHIPPED FEE_OVERBILLED
    FEE_UNDERBILLED FEE_DUPLICATE FEE_WEIGHT FEE_ZONE FEE_SURCHARGE FEE_NO_RATE FEE_ORPHAN
    NOT_INSPECTED GOODS_REJECTED GOODS_QUANTITY CASE_NO_ORDER CASE_QUANTITY CASE_LATE CASE_EXCLUDED
    CASE_INCOMPLETE CASE_DUPLICATE REVIEW_OVERDUE LAW_REFUND_OVERDUE NOT_RESTOCKED NOT_ISSUED
    TICKET_DUE TICKET_BREACHED
    CASE_INCOMPLETE CASE_DUPLICATE REVIEW_OVERDUE LAW_REFUND_OVERDUE LAW_FREIGHT CASE_HISTORY
    LAW_POLICY PAYOUT_DUPLICATE
    """.split { " \n".contains($0) }.map(String.init)

  /// Codes that only a policy raises which asks for them, or bills as the samples have none.
  static let codesOnRequest = ["FEE_UNBILLED", "PAYOUT_MISSING", "FEE_STATEMENT"]

  @Test(arguments: codes + codesOnRequest)
  func everyCodeHasARaisingScenarioAndANearMiss(_ code: String) {
    let scenarios = Scenario.all.filter { $0.code == code }
    #expect(scenarios.contains { $0.raises }, "no scenario raises \(code)")
    #expect(scenarios.contains { $0.isNearMiss }, "no near miss of \(code)")
  }

  @Test(arguments: Scenario.all)
  func everyScenarioIsWellFormed(_ scenario: Scenario) {
    #expect(!scenario.title.isEmpty, "about.txt begins with a title")
    #expect(!scenario.days.isEmpty, "there is at least one day")
    for day in scenario.days {
      let isDay = day.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
      #expect(isDay, "days/\(day) is named after a business date")
    }
    for promise in scenario.promises {
      #expect(
        promise.table.columns.first == "day", "then/\(promise.name) begins with the column day")
    }
  }

  /// `same-as.txt`: each line names an expected file of this scenario and the one it must be equal
  /// to.
  @Test func whatMustBeTheSameIsTheSame() throws {
    for scenario in Scenario.all {
      for line in RealFiles.listed(in: scenario.folder.appending(path: "same-as.txt")) {
        let paths = line.split(separator: " ").map(String.init)
        try #require(paths.count == 2, "\(scenario.testDescription): two paths a line")
        let here = try? Data(contentsOf: scenario.folder.appending(path: paths[0]))
        let there = try? Data(contentsOf: scenario.folder.appending(path: paths[1]))
        #expect(here != nil && here == there, "\(scenario.testDescription): \(line)")
      }
    }
  }
}
