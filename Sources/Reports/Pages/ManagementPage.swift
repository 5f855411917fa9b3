import Insight
import Returns

/// The whole on one page: is it proven, what does it cost, what are the causes.
let managementPage = ReportPage(
  name: "management", title: Labels.managementTitle, shortTitle: Labels.management,
  about: Labels.managementAbout, owners: Owner.allCases, instructions: InstructionKind.allCases,
  trends: [
    Trend(figure: "at_stake", title: Labels.atStakeTrend, isMoney: true),
    Trend(figure: "open_exceptions", title: Labels.openExceptionTrend),
    Trend(figure: "open_cases", title: Labels.openCaseTrend),
    Trend(figure: "refund_missing", title: Labels.missingTrend, isMoney: true),
  ],
  listsRows: false,
  cards: { report in
    [
      report.moneyCard(
        Labels.atStakeTrend, report.figures.moneyAtStake.sorted,
        trend: "at_stake", link: "#decide", isBad: true),
      report.exceptionCard(Owner.allCases, link: "#decide"),
      report.countCard(
        Labels.newToday,
        report.figures.exceptionCount(.new) + report.figures.exceptionCount(.reopened),
        trend: "new_exceptions", link: "#decide"),
      report.countCard(
        Labels.resolvedToday,
        report.figures.exceptionCount(.resolved) + report.figures.exceptionCount(.decided),
        link: "exceptions.csv"),
      report.countCard(
        Labels.openCases, report.figures.openCaseCount, trend: "open_cases",
        link: "service.html#stages"),
      report.refundCard(
        Labels.refundsMissing, \.missing, trend: "refund_missing", link: "finance.html#money",
        isBad: true),
      report.disputeCard(link: "logistics.html#disputes"),
    ]
  },
  sections: [
    { $0.findings }, { $0.reasonsByMoney }, { $0.riskRegister }, { $0.plans }, { $0.improvements },
    { $0.outlook }, { $0.customersToLookAt }, { $0.satisfactionByGroup }, { $0.stepsByHours },
    { $0.causesByMoney }, { $0.agesByOwner(Owner.allCases) }, { $0.moneyByKind },
    { $0.statistics },
  ])

extension DayReport {
  /// The costliest root causes, a chart a currency.
  var causesByMoney: PageSection {
    let groups = exceptionFigures.causes.sorted(home: context.currency)
    let currencies = figures.exceptions { _ in true }.amounts.sorted.map(\.currency)
      .sorted { $0.precedes($1, home: context.currency) }
    var charts: Markup = ""
    for currency in currencies {
      let costly = groups.map { (group: $0, amount: $0.tally.amounts[currency]) }
        .filter { $0.amount > 0 }.sorted { $0.amount > $1.amount }.prefix(8)
      let bars = costly.map { entry in
        BarChart.Bar(
          label: [
            Wording.title(entry.group.code, language), CauseWording.words(entry.group, language),
          ].filter { !$0.isEmpty }.joined(separator: " · "),
          value: Double(entry.amount), shown: language.money(entry.amount, currency))
      }
      guard !bars.isEmpty else { continue }
      let unit = language.unit(currency)
      let chart = BarChart(
        title: Worded(unit, unit), description: Labels.causesLead,
        heads: (Labels.matter, Labels.amount), bars: Array(bars))
      charts += chart.figure(language).markup(id: "causes-\(currency.string)", language)
    }
    guard !charts.isEmpty else { return nothing("causes", Labels.causesByMoney) }
    return PageSection(
      id: "causes", title: Labels.causesByMoney, lead: Labels.causesLead.in(language),
      body: "<div class=\"pair\">\(charts)</div>\n", note: rest(0, "exceptions.csv"))
  }
}
