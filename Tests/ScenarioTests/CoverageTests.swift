import Foundation
import Returns
import Testing

/// The folders below Tests/Scenarios are complete and well formed.
@Suite struct CoverageTests {
  /// Every code of the file contract, by the desk that owns it.
  static let codes = """
    REFUND_MISSING REFUND_SHORT REFUND_OVER REFUND_DUPLICATE REFUND_UNENTITLED REFUND_ORPHAN
    REFUND_CHANNEL REFUND_CURRENCY PAYMENT_MISSING PAYMENT_MISMATCH DIFFERENCE_UNPAID
    CHARGEBACK_ON_CASE REFUND_FAILED CONTROL_TOTAL SOURCE_LATE FEED_CONFLICT FREIGHT_REFUND_MISSING
    AMBIGUOUS SEARCH_LIMIT DECISION_REFUSED REVISED
    PARCEL_NOT_SENT PARCEL_LATE PARCEL_LOST PARCEL_DAMAGED PARCEL_MISROUTED PARCEL_ORPHAN
    PARCEL_CONFLICT GOODS_NOT_RETURNED EXCHANGE_NOT_SHIPPED FEE_OVERBILLED FEE_UNDERBILLED
    FEE_DUPLICATE FEE_WEIGHT FEE_ZONE FEE_SURCHARGE FEE_NO_RATE FEE_ORPHAN
    NOT_INSPECTED GOODS_REJECTED GOODS_QUANTITY NOT_RESTOCKED NOT_ISSUED
    CASE_NO_ORDER CASE_QUANTITY CASE_LATE CASE_EXCLUDED CASE_INCOMPLETE CASE_DUPLICATE CASE_HISTORY
    REVIEW_OVERDUE TICKET_BREACHED TICKET_DUE
    LAW_REFUND_OVERDUE LAW_FREIGHT LAW_POLICY
    """.split { " \n".contains($0) }.map(String.init)

  /// A code may be added to the contract, none is renamed.
  @Test func theProgramHasEveryCode() {
    #expect(Set(Self.codes).subtracting(ExceptionCode.allCases.map(\.name)).isEmpty)
  }

  @Test(arguments: ExceptionCode.allCases.map(\.name))
  func everyCodeHasARaisingScenarioAndANearMiss(_ code: String) {
    let scenarios = Scenario.all.filter { $0.code == code }
    let isRaised = scenarios.contains { $0.raises && $0.tells(of: code) }
    #expect(isRaised, "no scenario raises \(code)")
    let misses = scenarios.filter(\.isNearMiss)
    #expect(!misses.isEmpty, "no near miss of \(code)")
    for miss in misses {
      #expect(!miss.tells(of: code), "\(miss.testDescription) raises \(code)")
    }
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

extension Scenario {
  /// Whether the code stands among the exceptions that must come out.
  fileprivate func tells(of code: String) -> Bool {
    let promised = promises.filter { $0.name == "exceptions.csv" }.map(\.table)
    let expected = expectedFiles.filter { $0.name == "exceptions.csv" }.map { file in
      let path = folder.appending(path: "expected/\(file.day)/\(file.name)")
      return Table((try? String(contentsOf: path, encoding: .utf8)) ?? "")
    }
    return (promised + expected).contains { table in
      table.project(["code"])?.contains([code]) == true
    }
  }
}
