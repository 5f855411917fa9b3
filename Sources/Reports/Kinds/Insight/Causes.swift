public import Insight
import Returns

/// `causes.csv`: reasons of the last four weeks, the dearest first of each currency.
public let causesTable = TableKind<CauseRow>(
  "causes",
  [
    TableColumn("currency") { row, _ in .currency(row.money.currency) },
    TableColumn("rank") { row, _ in .count(row.rank) },
    TableColumn("reason") { row, _ in reasonNameWords[row.reason] },
    TableColumn("family") { row, _ in familyNameWords[row.reason.family] },
    TableColumn("cases") { row, _ in .integer(row.money.cases) },
    TableColumn("units") { row, _ in .integer(row.money.units) },
    TableColumn("refunds") { row, _ in .amount(row.money.refunds, row.money.currency) },
    TableColumn("freight") { row, _ in .amount(row.money.freight, row.money.currency) },
    TableColumn("cost") { row, _ in .amount(row.money.total, row.money.currency) },
    TableColumn("share_pct") { row, _ in .percent(row.share) },
    TableColumn("sold_lines") { row, _ in .count(row.sold) },
    TableColumn("rate_pct") { row, _ in .percent(row.rate) },
    TableColumn("rate_before_pct") { row, _ in .percent(row.rateBefore) },
  ])

private let periodWords = Words<DescriptiveRow.Period>()

/// `descriptive.csv`: counts, rates and money of the date, its week and its month by every
/// dimension (R8.2.2a).
public let descriptiveTable = TableKind<DescriptiveRow>(
  "descriptive",
  [
    TableColumn("period") { row, _ in periodWords[row.period] },
    TableColumn("dimension") { row, _ in dimensionWords[row.dimension] },
    TableColumn("value") { row, _ in .text(row.value) },
    TableColumn("currency") { row, _ in .currency(row.money.currency) },
    TableColumn("sold_lines") { row, _ in .count(row.sold) },
    TableColumn("cases") { row, _ in .count(row.cases) },
    TableColumn("units") { row, _ in .integer(row.money.units) },
    TableColumn("rate_pct") { row, _ in row.sold > 0 ? .percent(row.rate.share) : .empty },
    TableColumn("rate_low_pct") { row, _ in row.sold > 0 ? .percent(row.rate.low) : .empty },
    TableColumn("rate_high_pct") { row, _ in row.sold > 0 ? .percent(row.rate.high) : .empty },
    TableColumn("refunds") { row, _ in .amount(row.money.refunds, row.money.currency) },
    TableColumn("freight") { row, _ in .amount(row.money.freight, row.money.currency) },
  ])
