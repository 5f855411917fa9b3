public import Insight
import Returns

/// A driver at its place in the list.
public struct DriverRow: Sendable {
  public let rank: Int
  public let driver: Driver

  public init(rank: Int, _ driver: Driver) {
    self.rank = rank
    self.driver = driver
  }
}

private let causeWords = Words<DriverCause>()
private let groundWords = Words<Driver.Ground>()

/// `drivers.csv`: what stands out over the last twelve weeks, the dearest first; behind them what
/// most likely only reflects one of them.
public let driversTable = TableKind<DriverRow>(
  "drivers",
  [
    TableColumn("rank") { row, _ in .count(row.rank) },
    TableColumn("dimension") { row, _ in dimensionWords[row.driver.dimension] },
    TableColumn("value") { row, _ in .text(row.driver.value) },
    TableColumn("cause") { row, _ in causeWords[row.driver.cause] },
    TableColumn("ground") { row, _ in groundWords[row.driver.ground] },
    TableColumn("since") { row, _ in Cell(row.driver.since) },
    TableColumn("cases") { row, _ in .count(row.driver.cases) },
    TableColumn("base") { row, _ in .count(row.driver.base) },
    TableColumn("rate_pct") { row, _ in .percent(row.driver.rate) },
    TableColumn("compared_cases") { row, _ in .count(row.driver.casesBefore) },
    TableColumn("compared_base") { row, _ in .count(row.driver.baseBefore) },
    TableColumn("compared_rate_pct") { row, _ in .percent(row.driver.rateBefore) },
    TableColumn("expected") { row, _ in .decimal(row.driver.expected) },
    TableColumn("excess") { row, _ in .decimal(row.driver.excess) },
    TableColumn("excess_cost") { row, _ in .amount(row.driver.cost, row.driver.currency) },
    TableColumn("currency") { row, _ in .currency(row.driver.currency) },
    TableColumn("q_millionths") { row, _ in .millionths(row.driver.qValue) },
    TableColumn("reflects") { row, _ in .count(row.driver.reflects.map { $0 + 1 }) },
    TableColumn("explanation") { row, context in
      .string(InsightWording.sentence(row.driver, context.language))
    },
  ])
