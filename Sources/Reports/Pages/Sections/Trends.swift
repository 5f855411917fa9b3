import Insight
import Returns

/// A key figure along the dates that were run.
struct Trend: Sendable {
  /// As the ledger keeps it: `open_exceptions`.
  let figure: String
  let title: Worded
  /// Amounts of each currency, instead of a count.
  var isMoney = false
}

/// Dates that a trend looks back on.
let trendDays = 30

extension DayReport {
  func trends(_ page: ReportPage) -> PageSection {
    guard history.days.count > 1 else {
      return PageSection(
        id: "trends", title: Labels.trends,
        body: "<p class=\"quiet\">\(Labels.noTrendYet.in(language))</p>\n")
    }
    var charts: Markup = ""
    for (place, trend) in page.trends.enumerated() {
      let currencies = trend.isMoney ? history.currencies(trend.figure) : [.none]
      for currency in currencies
      where history.series(trend.figure, currency).suffix(trendDays).contains(where: {
        $0 ?? 0 != 0
      }) {
        let chart = chart(trend, currency)
        let id = trend.isMoney ? "trend\(place)-\(currency.string)" : "trend\(place)"
        charts += chart.figure(language).markup(id: id, language)
      }
    }
    return PageSection(
      id: "trends", title: Labels.trends, body: "<div class=\"pair\">\(charts)</div>\n")
  }

  /// A report of a week or a month: its dates side by side.
  var periodSection: [PageSection] {
    guard let period else { return [] }
    let days = history.days.filter { period.first <= $0 && $0 <= period.last }
    var rows: [(label: Worded, figure: String, currency: Currency, isFlow: Bool)] = [
      (Labels.newExceptionTrend, "new_exceptions", .none, true),
      (Labels.resolvedToday, "resolved_exceptions", .none, true),
      (Labels.openExceptions, "open_exceptions", .none, false),
      (Labels.openCases, "open_cases", .none, false),
    ]
    for (label, figure) in [
      (Labels.atStakeTrend, "at_stake"), (Labels.missingTrend, "refund_missing"),
      (Labels.disputedTrend, KeyFigure.inDispute),
    ] {
      rows += history.currencies(figure).map { (label, figure, $0, false) }
    }
    func shown(_ value: Int64?, _ currency: Currency) -> Cell {
      guard let value else { return .empty }
      return currency == .none ? .integer(value) : .amount(value, currency)
    }
    let values = rows.map { row in
      let series = history.series(row.figure, row.currency)
      return zip(history.days, series).filter { days.contains($0.0) }.map(\.1)
    }
    var columns = [
      PageColumn<Int>(Labels.keyFigures, .prose) { .string(rows[$0].label.in(language)) }
    ]
    for (place, day) in days.enumerated() {
      let head = language.shortDay(day)
      columns.append(
        PageColumn(Worded(head, head), .number) { shown(values[$0][place], rows[$0].currency) })
    }
    columns.append(
      PageColumn(Labels.inPeriod, .number) { row in
        let known = values[row].compactMap(\.self)
        return shown(
          rows[row].isFlow ? known.reduce(0, +) : known.last, rows[row].currency)
      })
    let table = PageTable(Labels.periodTitle(period.kind), columns, Array(rows.indices))
    return [
      PageSection(
        id: "period", title: Labels.periodTitle(period.kind), lead: Labels.periodLead.in(language),
        body: """
          <div class="scroll" tabindex="0" role="region" aria-labelledby="period-title">\
          \(table.markup(language))</div>

          """)
    ]
  }

  private func chart(_ trend: Trend, _ currency: Currency) -> LineChart {
    let values = history.series(trend.figure, currency).suffix(trendDays)
    let days = history.days.suffix(trendDays)
    let language = language
    let title = trend.title.in(language)
    let name = trend.isMoney ? language.inUnits(title, of: currency) : title
    let shown: (Double) -> String = { value in
      let amount = Int128(value.rounded())
      return trend.isMoney
        ? language.money(amount, currency) : PlainText.grouped(amount, decimals: 0)
    }
    let axis: ((Double) -> String)? = trend.isMoney ? LineChart.moneyAxis(currency) : nil
    // The line begins and ends where something is known, which is not always the first date.
    let known = zip(days, values).compactMap { day, value in value.map { (day: day, value: $0) } }
    let sentence = Labels.fromTo(
      known.first.map { shown(Double($0.value)) } ?? "–",
      known.last.map { shown(Double($0.value)) } ?? "–",
      known.first.map { language.day($0.day) } ?? "",
      known.last.map { language.day($0.day) } ?? "", language)
    return LineChart(
      title: Worded(name, name), description: Worded(sentence, sentence),
      stepLabel: Labels.businessDate, steps: days.map(language.shortDay),
      lines: [LineChart.Line(name: name, values: values.map { $0.map(Double.init) })],
      shown: shown, axis: axis, isWhole: !trend.isMoney)
  }

  /// Where a figure has gone, the size of a word.
  func spark(_ figure: String, _ currency: Currency = .none) -> Markup {
    Sparkline(
      values: history.series(figure, currency).suffix(trendDays).map { $0.map(Double.init) }
    )
    .markup
  }
}
