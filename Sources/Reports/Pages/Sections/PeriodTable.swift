import Insight
import Returns

/// A key figure on the dates of a week or a month.
private struct PeriodFigure {
  let label: Worded
  /// One a date.
  let values: [Markup]
  let total: Markup
}

extension DayReport {
  /// A report of a week or a month: a date a row, so that a month fits a screen and a sheet.
  var periodSection: [PageSection] {
    guard let period else { return [] }
    let dates = history.days.indices.filter { place in
      period.first <= history.days[place] && history.days[place] <= period.last
    }
    let figures = [
      counts(Labels.newExceptionTrend, "new_exceptions", dates, isFlow: true),
      counts(Labels.resolvedToday, "resolved_exceptions", dates, isFlow: true),
      counts(Labels.openExceptions, "open_exceptions", dates, isFlow: false),
      counts(Labels.openCases, "open_cases", dates, isFlow: false),
      money(Labels.atStakeTrend, "at_stake", dates),
      money(Labels.missingTrend, "refund_missing", dates),
      money(Labels.disputedTrend, KeyFigure.inDispute, dates),
    ]
    let title = Labels.periodTitle(period.kind)
    let days = PageColumn<Int>(Labels.businessDate) { .day(history.days[dates[$0]]) }
    var table = PageTable(
      title,
      [days]
        + figures.map { figure in
          PageColumn(figure.label, .number, markup: { row, _ in figure.values[row] })
        }, Array(dates.indices))
    table.totals = [Markup(text: Labels.inPeriod.in(language))] + figures.map(\.total)
    return [
      PageSection(
        id: "period", title: title,
        lead: Labels.periodLead(isKnownNow: period.knowsLaterFacts).in(language),
        body: table.markup(language))
    ]
  }

  /// - Parameter isFlow: of what happens on a date; else of what is open at its end.
  private func counts(
    _ label: Worded, _ figure: String, _ dates: [Int], isFlow: Bool
  ) -> PeriodFigure {
    let series = history.series(figure)
    let values = dates.map { series[$0] }
    let known = values.compactMap(\.self)
    func shown(_ value: Int64?) -> Markup {
      Markup(text: value.map { language.text(.integer($0)) } ?? "")
    }
    return PeriodFigure(
      label: label, values: values.map(shown),
      total: shown(isFlow ? known.reduce(0, +) : known.last))
  }

  private func money(_ label: Worded, _ figure: String, _ dates: [Int]) -> PeriodFigure {
    let all = history.currencies(figure).map { currency in
      (currency: currency, series: history.series(figure, currency))
    }
    func shown(_ value: ([Int64?]) -> Int64?) -> Markup {
      var amounts = Amounts()
      for (currency, series) in all {
        if let amount = value(series) { amounts.add(amount, currency) }
      }
      return language.lines(amounts)
    }
    return PeriodFigure(
      label: label, values: dates.map { date in shown { $0[date] } },
      total: shown { series in dates.compactMap { series[$0] }.last })
  }
}
