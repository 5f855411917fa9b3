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

  private func chart(_ trend: Trend, _ currency: Currency) -> LineChart {
    let values = history.series(trend.figure, currency).suffix(trendDays)
    let days = Array(history.days.suffix(trendDays))
    let language = language
    let title = trend.title.in(language)
    let name = trend.isMoney ? language.inUnits(title, of: currency) : title
    let shown: (Double) -> String = { value in
      let amount = Int128(value.rounded())
      return trend.isMoney
        ? language.money(amount, currency) : PlainText.grouped(amount, decimals: 0)
    }
    // The line begins and ends where something is known, which is not always the first date.
    let known = zip(days, values).compactMap { day, value in value.map { (day: day, value: $0) } }
    let sentence = Labels.fromTo(
      known.first.map { shown(Double($0.value)) } ?? "–",
      known.last.map { shown(Double($0.value)) } ?? "–",
      known.first.map { language.day($0.day) } ?? "",
      known.last.map { language.day($0.day) } ?? "", language)
    return LineChart(
      title: Worded(name, name), description: Worded(sentence, sentence),
      days: days,
      lines: [LineChart.Line(name: name, values: values.map { $0.map(Double.init) })],
      shown: shown,
      axis: trend.isMoney ? LineChart.moneyAxis(currency) : LineChart.countAxis)
  }

  /// Where a figure has gone, the size of a word.
  func spark(_ figure: String, _ currency: Currency = .none) -> Markup {
    Sparkline(
      days: history.days.suffix(trendDays),
      values: history.series(figure, currency).suffix(trendDays).map { $0.map(Double.init) }
    ).markup
  }
}
