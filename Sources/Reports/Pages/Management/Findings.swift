import Insight
import Returns

extension DayReport {
  /// What stands out, the dearest first, each with what to do and the figures that say so.
  var findings: PageSection {
    guard let insight, insight.firstDay != nil else { return nothing("findings", Labels.findings) }
    let suggestions = insight.suggestions
    guard !suggestions.isEmpty else {
      return PageSection(
        id: "findings", title: Labels.findings,
        body: "<p>\(Labels.nothingStandsOut.in(language))</p>\n", note: rest(0, "drivers.csv"))
    }
    let rows = suggestions.prefix(listedRows).enumerated()
      .map { SuggestionRow(rank: $0.offset + 1, suggestion: $0.element) }
    let context = context
    let table = PageTable(
      Labels.findings,
      [
        PageColumn<SuggestionRow>(Labels.rankLabel, .number) { .count($0.rank) },
        PageColumn(Labels.whatStandsOut, .sentence) {
          .string(InsightWording.figures($0.suggestion.ground, context))
        },
        PageColumn(Labels.cost, .number) { row in
          row.suggestion.currency == .none
            ? .empty : .amount(row.suggestion.cost, row.suggestion.currency)
        },
        PageColumn(Labels.action, .sentence) {
          .string(InsightWording.advice($0.suggestion.ground).in(context.language))
        },
      ], rows)
    var section = section(
      "findings", table, lead: Labels.findingsLead.in(language),
      further: suggestions.count - rows.count, file: "suggestions.csv")
    section.body += reflections(insight.drivers)
    section.isWide = true
    return section
  }

  /// What shows the same trouble from another side.
  private func reflections(_ drivers: [Driver]) -> Markup {
    let own = drivers.filter { $0.reflects != nil }
    guard !own.isEmpty else { return "" }
    let names = own.prefix(12).map { InsightWording.subject($0, language) }
    let lead = Labels.reflectsLead.in(language)
    let list = language.list(names)
    let words = language == .english ? "\(lead) \(list). " : "\(lead)\(list)。"
    return "<p class=\"quiet\">\(words)\(rest(0, "drivers.csv"))</p>\n"
  }

  /// Reasons with their money and their base rates.
  var reasonsByMoney: PageSection {
    let language = language
    func rate(_ value: Int64?) -> Cell {
      .string(value.map { InsightWording.percent($0, language) } ?? "–")
    }
    let table = PageTable(
      Labels.reasonsByMoney,
      [
        PageColumn<CauseRow>(Labels.reason) { .string(Labels.reason($0.reason).in(language)) },
        PageColumn(Labels.caseLines, .number) { .integer($0.money.cases) },
        PageColumn(Labels.refundsSum, .number) { .amount($0.money.refunds, $0.money.currency) },
        PageColumn(Labels.freightSum, .number) { .amount($0.money.freight, $0.money.currency) },
        PageColumn(Labels.cost, .number) { .amount($0.money.total, $0.money.currency) },
        PageColumn(Labels.shareOfCost, .number) { rate($0.share) },
        PageColumn(Labels.rateNow, .number) { rate($0.rate) },
        PageColumn(Labels.rateBefore, .number) { rate($0.rateBefore) },
      ], insight?.causes ?? [])
    return section(
      "reasons", table, lead: Labels.reasonsLead.in(language),
      file: "causes.csv", "descriptive.csv")
  }

  /// Customers whose history a person should look at.
  var customersToLookAt: PageSection {
    let context = context
    let language = language
    let all = (insight?.customers ?? []).filter { $0.advice != .none }
    let table = PageTable(
      Labels.customersTitle,
      [
        PageColumn<CustomerScore>(Labels.customer) {
          .string(context.customer($0.customerID, of: $0.shop))
        },
        PageColumn(Labels.score, .number) { .count($0.score) },
        PageColumn(Labels.ordersLabel, .number) { .count($0.orders) },
        PageColumn(Labels.ordersWithCase, .number) { .count($0.returned) },
        PageColumn(Labels.caseLines, .number) { .count($0.cases) },
        PageColumn(Labels.cost, .number) { .amount($0.cost, $0.currency) },
        PageColumn(Labels.kept, .number) { .amount($0.kept, $0.currency) },
        PageColumn(Labels.why, .sentence) { .string(InsightWording.reasons($0, language)) },
      ], Array(all.prefix(listedRows)))
    return section(
      "customers", table, lead: Labels.customersLead.in(language),
      further: all.count - min(all.count, listedRows), file: "customer_scores.csv")
  }
}
