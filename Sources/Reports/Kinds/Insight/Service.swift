public import Insight
import Returns

/// `service_figures.csv`: how long steps and tickets take, in hours, over the last four weeks, and
/// what of it is late (R7.2).
public let serviceFiguresTable = TableKind<ServiceFigure>(
  "service_figures",
  [
    TableColumn("group") { row, _ in dimensionWords[row.dimension] },
    TableColumn("name") { row, _ in .text(row.name) },
    TableColumn("done") { row, _ in .count(row.count) },
    TableColumn("p50_hours") { row, _ in .count(row.p50) },
    TableColumn("p90_hours") { row, _ in .count(row.p90) },
    TableColumn("p99_hours") { row, _ in .count(row.p99) },
    TableColumn("opened") { row, _ in .count(row.opened) },
    TableColumn("unanswered") { row, _ in .count(row.unanswered) },
    TableColumn("breaches_open") { row, _ in .count(row.breaches) },
    TableColumn("breach_rate_pct") { row, _ in row.breachRate.map { .percent($0) } ?? .empty },
  ])

/// `satisfaction.csv`: what customers answered over the last four weeks, with intervals of 95 %
/// (R7.1).
public let satisfactionTable = TableKind<SatisfactionRow>(
  "satisfaction", satisfactionColumns)

private let satisfactionColumns: [TableColumn<SatisfactionRow>] = {
  var columns: [TableColumn<SatisfactionRow>] = [
    TableColumn("dimension") { row, _ in dimensionWords[row.dimension] },
    TableColumn("value") { row, _ in .text(row.value) },
    TableColumn("invited") { row, _ in .count(row.invited) },
    TableColumn("answered") { row, _ in .count(row.answered) },
  ]
  columns += intervalColumns("response") { $0.response }
  columns += intervalColumns("csat") { $0.satisfaction }
  for question in SurveyQuestion.allCases {
    columns.append(
      TableColumn("\(question.name)_mean") { row, _ in
        row.mean(question).map { .amount($0, .none) } ?? .empty
      })
    columns += intervalColumns("\(question.name)_top") { $0.top(question) }.prefix(1)
  }
  columns.append(TableColumn("reasons_given") { row, _ in .count(row.reasonsGiven) })
  columns.append(TableColumn("reasons_differing") { row, _ in .count(row.reasonsDiffering) })
  return columns
}()

/// A share and the ends of its interval; empty where nothing was asked.
private func intervalColumns(
  _ name: String, _ interval: @escaping @Sendable (SatisfactionRow) -> WilsonInterval
) -> [TableColumn<SatisfactionRow>] {
  func column(
    _ suffix: String, _ value: @escaping @Sendable (WilsonInterval) -> Double
  ) -> TableColumn<SatisfactionRow> {
    TableColumn(name + suffix) { row, _ in
      let own = interval(row)
      return own.trials > 0 ? .percent(value(own)) : .empty
    }
  }
  return [
    column("_pct") { $0.share }, column("_low_pct") { $0.low }, column("_high_pct") { $0.high },
  ]
}
