import Insight
import Returns

extension DayReport {
  var satisfactionByGroup: PageSection {
    let language = language
    func share(_ interval: WilsonInterval) -> Cell {
      guard interval.trials > 0 else { return .empty }
      let (low, high) = (
        InsightWording.percent(interval.low, language),
        InsightWording.percent(interval.high, language)
      )
      return .string("\(InsightWording.percent(interval.share, language)) (\(low) – \(high))")
    }
    let questions = SurveyQuestion.allCases.map { question in
      PageColumn<SatisfactionRow>(InsightWording.question(question), .number) { row in
        row.mean(question).map { .string(PlainText.grouped(Int128($0), decimals: 2)) } ?? .empty
      }
    }
    let table = PageTable(
      Labels.satisfactionTitle,
      [
        PageColumn<SatisfactionRow>(Labels.group, .prose) { row in
          let name = InsightWording.dimension(row.dimension).in(language)
          if row.dimension == .all { return .string(name) }
          let value =
            switch row.dimension {
            case .reason:
              Reason(name: row.value.string).map { Labels.reason($0).in(language) }
                ?? row.value.string
            case .channel: InsightWording.channel(row.value.string).in(language)
            default: row.value.string
            }
          return .string("\(name) \(value)")
        },
        PageColumn(Labels.answered, .number) { .count($0.answered) },
        PageColumn(Labels.responseRate, .number) { share($0.response) },
        PageColumn(Labels.csat, .number) { share($0.satisfaction) },
      ] + questions,
      // Of those who were asked and have not answered the total is enough.
      (insight?.satisfaction ?? []).filter { $0.dimension == .all || $0.answered > 0 })
    return section("satisfaction", table, file: "satisfaction.csv")
  }

  var stepsByHours: PageSection {
    let language = language
    let rows = (insight?.service ?? []).filter { $0.count > 0 || $0.breaches > 0 || $0.opened > 0 }
    let table = PageTable(
      Labels.hoursTitle,
      [
        PageColumn<ServiceFigure>(Labels.step, .prose) {
          .string(InsightWording.step($0.name).in(language))
        },
        PageColumn(Labels.finished, .number) { .count($0.count) },
        PageColumn(Labels.half, .number) { .count($0.p50) },
        PageColumn(Labels.nineOfTen, .number) { .count($0.p90) },
        PageColumn(Labels.almostAll, .number) { .count($0.p99) },
        PageColumn(Labels.tooLate, .number) { .count($0.breaches) },
        PageColumn(Labels.breachRate, .number) {
          .string($0.breachRate.map { InsightWording.percent($0, language) } ?? "")
        },
      ], rows)
    return section("hours", table, file: "service_figures.csv")
  }

  /// The statistics behind the sentences.
  var statistics: PageSection {
    let language = language
    // A test that was refused has no figures.
    func figure(
      _ label: Worded, _ shown: @escaping (Association) -> String
    ) -> PageColumn<Association> {
      PageColumn(label, .number) { .string($0.verdict == .refused ? "–" : shown($0)) }
    }
    let tests = PageTable(
      Labels.statisticsTitle,
      [
        PageColumn<Association>(Labels.test, .prose) {
          .string(InsightWording.dimension($0.dimension).in(language))
        },
        PageColumn(Labels.sample, .number) { .count($0.sample) },
        figure(Labels.chiSquare) { language.decimal($0.chiSquare, places: 2) },
        figure(Labels.degrees) { language.number($0.degrees) },
        figure(Labels.pValue) { language.decimal($0.pValue, places: 6) },
        figure(Labels.qValue) { language.decimal($0.qValue, places: 6) },
        figure(Labels.cramersV) { language.decimal($0.cramersV, places: 2) },
        PageColumn(Labels.verdict, .prose) { test in
          let verdict =
            switch test.verdict {
            case .refused where test.isSmall: Labels.smallSample
            case .refused: Labels.refusedTest
            case .tested: test.isFound ? Labels.related : Labels.unrelated
            }
          return .string(verdict.in(language))
        },
      ], insight?.associations ?? [])
    var section = section(
      "statistics", tests, lead: Labels.statisticsLead.in(language),
      file: "associations.csv", "cleaning.csv")
    let trends = insight?.trends ?? []
    guard !trends.isEmpty else { return section }
    let forecasts = PageTable(
      Labels.forecastName,
      [
        PageColumn<TrendSeries>(Labels.series, .prose) {
          .string(Labels.series($0.subject.name).in(language))
        },
        PageColumn(Labels.method) {
          .string(Labels.method($0.forecast.method.rawValue).in(language))
        },
        PageColumn(Labels.reason) { trend in
          trend.forecast.reason.map { .string(Labels.fallback($0.rawValue).in(language)) } ?? .empty
        },
        PageColumn(Labels.error, .number) { trend in
          trend.forecast.mase.map { .string(language.decimal($0, places: 2)) } ?? .empty
        },
        PageColumn(Labels.naiveError, .number) { trend in
          trend.forecast.naiveMASE.map { .string(language.decimal($0, places: 2)) } ?? .empty
        },
      ], trends)
    section.body += forecasts.markup(language)
    return section
  }

  /// Customers whom service calls and asks how it went.
  var callList: PageSection {
    let context = context
    let calls = insight?.calls ?? CallList()
    let table = PageTable(
      Labels.callTitle,
      [
        PageColumn<CallRow>(Labels.customer) {
          .string(context.customer($0.customerID, of: $0.shop))
        },
        PageColumn(Labels.ordersLabel, .number) { .count($0.orders) },
        PageColumn(Labels.sold, .number) { .amount($0.sold, $0.currency) },
        PageColumn(Labels.caseLines, .number) { .count($0.cases) },
        PageColumn(Labels.cost, .number) { .amount($0.cost, $0.currency) },
        PageColumn(Labels.lastCase) { .day($0.lastCase) },
        PageColumn(Labels.advice) {
          .string(InsightWording.advice($0.advice).in(context.language))
        },
      ], Array(calls.rows.prefix(listedRows)))
    var section = section(
      "calls", table, lead: Labels.callLead.in(language),
      further: max(0, calls.rows.count - listedRows), file: "call_list.csv")
    if calls.leftOut > 0 {
      section.note = Labels.furtherCalls(calls.leftOut, language) + section.note
    }
    return section
  }
}
