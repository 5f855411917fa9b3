import Insight
import Returns

extension DayReport {
  /// Days of the past that stand before the forecast.
  private static let pastDays = 56

  /// Series with their forecasts, a chart each.
  var outlook: PageSection {
    guard let insight, !insight.trends.isEmpty else {
      return nothing("outlook", Labels.outlookTitle)
    }
    var charts: Markup = ""
    for trend in insight.trends where trend.points.contains(where: { $0.value != 0 }) {
      charts += chart(trend).figure(language)
        .markup(id: "outlook-\(trend.subject.name)", language)
    }
    return PageSection(
      id: "outlook", title: Labels.outlookTitle, lead: Labels.outlookLead.in(language),
      body: "<div class=\"pair\">\(charts)</div>\n", note: rest(0, "forecast.csv"))
  }

  private func chart(_ trend: TrendSeries) -> LineChart {
    let language = language
    let past = trend.points.suffix(Self.pastDays)
    let ahead = trend.forecast.points
    let days = past.map(\.day) + ahead.map { day + $0.ahead }
    let gap = [Double?](repeating: nil, count: past.count)
    let empty = [Double?](repeating: nil, count: ahead.count)
    func later(_ values: [Double]) -> [Double?] {
      // Nothing is ever less than nothing.
      gap + values.map { max(0, $0) }
    }
    var lines = [
      LineChart.Line(
        name: Labels.valueOfDay.in(language), values: past.map { Double($0.value) } + empty),
      LineChart.Line(
        name: Labels.meanOfSeven.in(language), values: past.map { $0.mean } + empty),
    ]
    var bands: [LineChart.Band] = []
    if !ahead.isEmpty {
      lines.append(
        LineChart.Line(
          name: Labels.forecastName.in(language), values: later(ahead.map(\.expected)),
          isEstimate: true))
      bands = [
        LineChart.Band(
          name: Labels.interval95.in(language), low: later(ahead.map(\.low95)),
          high: later(ahead.map(\.high95))),
        LineChart.Band(
          name: Labels.interval80.in(language), low: later(ahead.map(\.low80)),
          high: later(ahead.map(\.high80))),
      ]
    }
    let marks = past.enumerated().filter { $0.element.isChange }.map { place, point in
      LineChart.Mark(
        place: place,
        name: "\(language.shortDay(point.day)) \(Labels.levelChange.in(language))")
    }
    let isMoney = trend.currency != .none
    let name = Labels.series(trend.subject.name).in(language)
    let title = isMoney ? language.inUnits(name, of: trend.currency) : name
    let sentence = description(trend)
    return LineChart(
      title: Worded(title, title), description: Worded(sentence, sentence),
      days: days, lines: lines, bands: bands, marks: marks,
      shown: { value in
        isMoney
          ? language.money(Int128(value.rounded()), trend.currency)
          : language.decimal(value, places: 1)
      },
      axis: isMoney ? LineChart.moneyAxis(trend.currency) : LineChart.countAxis)
  }

  /// What the forecast is, and where it cannot be trusted.
  private func description(_ trend: TrendSeries) -> String {
    let forecast = trend.forecast
    let method = Labels.method(forecast.method.rawValue).in(language)
    let reason = forecast.reason.map { Labels.fallback($0.rawValue).in(language) }
    let changes = trend.changes.suffix(3).map { change -> String in
      let isMoney = trend.currency != .none
      func shown(_ value: Double) -> String {
        isMoney
          ? language.money(Int128(value.rounded()), trend.currency)
          : language.decimal(value, places: 1)
      }
      return language == .english
        ? "from \(shown(change.before)) to \(shown(change.after)) a day since "
          + language.day(change.since)
        : "自\(language.day(change.since))起由每日 \(shown(change.before)) 变为 \(shown(change.after))"
    }
    switch language {
    case .english:
      let why = reason.map { " (\($0))" } ?? ""
      let levels = changes.isEmpty ? "" : " Level: " + changes.joined(separator: "; ") + "."
      return "Forecast by: \(method)\(why).\(levels)"
    case .chinese:
      let why = reason.map { "（\($0)）" } ?? ""
      let levels = changes.isEmpty ? "" : "水平" + changes.joined(separator: "；") + "。"
      return "预测方法：\(method)\(why)。\(levels)"
    }
  }
}
