import Insight
import Returns

extension DayReport {
  var riskRegister: PageSection {
    let context = context
    let language = language
    let risks = insight?.risks ?? []
    let table = PageTable(
      Labels.riskTitle,
      [
        PageColumn<Risk>(Labels.risk, .prose) { risk in
          let subject =
            risk.kind == .serialReturner
            ? context.customer(risk.subject, of: risk.shop) : risk.subject.string
          let name = InsightWording.risk(risk.kind).in(language)
          let gap = language == .english ? ": " : "："
          return .string(subject.isEmpty ? name : name + gap + subject)
        },
        PageColumn(Labels.grade) { .string(InsightWording.grade($0.grade).in(language)) },
        PageColumn(Labels.probabilityImpact) { .string("\($0.probability) × \($0.impact)") },
        PageColumn(Labels.change) { .string(InsightWording.change($0.change).in(language)) },
        PageColumn(Labels.loss, .number) { risk in
          risk.currency == .none ? .empty : .amount(risk.loss, risk.currency)
        },
        PageColumn(Labels.evidence, .sentence) { .string(InsightWording.evidence($0, context)) },
        PageColumn(Labels.response, .sentence) {
          .string(InsightWording.response($0.kind).in(language))
        },
        PageColumn(Labels.owner) { .string(Labels.word($0.owner.name, language)) },
        PageColumn(Labels.due) { .day($0.dueOn) },
      ], Array(risks.prefix(listedRows)))
    var section = section(
      "risks", table, lead: Labels.riskLead.in(language),
      further: risks.count - min(risks.count, listedRows), file: "risk_register.csv")
    section.isWide = true
    return section
  }

  /// Plans in force, and those that ended in the last four weeks, with their timelines.
  var plans: PageSection {
    let context = context
    let language = language
    let since = day + -AnalysisWindow.days
    let runs = (insight?.plans ?? []).filter { $0.end.map { $0 > since } ?? true }
    guard !runs.isEmpty else {
      return PageSection(
        id: "plans", title: Labels.plansTitle,
        body: "<p class=\"quiet\">\(Labels.noPlan.in(language))</p>\n")
    }
    let groups = runs.map { run in
      let title = InsightWording.text(run.plan.title, language)
      let summary = InsightWording.summary(run, context)
      return RowGroup(
        head: "\(title) · \(summary)", rows: PlanEventRow.rows([run]))
    }
    let table = PageTable(
      Labels.plansTitle,
      [
        PageColumn<PlanEventRow>(Labels.businessDate) { .day($0.event.day) },
        PageColumn(Labels.event) { .string(InsightWording.event($0.event.kind).in(language)) },
        PageColumn(Labels.level, .number) { .count($0.event.level) },
        PageColumn(Labels.figure, .prose) { row in
          let metric = row.run.plan.metric
          let name = InsightWording.metric(metric).in(language)
          let gap = language == .english ? " " : "："
          return .string(name + gap + InsightWording.value(row.event.value, of: metric, language))
        },
        PageColumn(Labels.steps, .sentence) {
          .string(InsightWording.explanation($0.run, $0.event, context))
        },
      ], groups: groups)
    return section("plans", Labels.plansTitle, table, files: ["plans.csv"])
  }

  var improvements: PageSection {
    let language = language
    func value(_ amount: Int64?, _ row: ImprovementRow) -> Cell {
      amount.map { .string(InsightWording.value($0, of: row.item.metric, language)) } ?? .empty
    }
    let table = PageTable(
      Labels.improvementsTitle,
      [
        PageColumn<ImprovementRow>(Labels.improvement, .prose) {
          .string(InsightWording.text($0.item.title, language))
        },
        PageColumn(Labels.figure, .prose) {
          .string(InsightWording.metric($0.item.metric).in(language))
        },
        PageColumn(Labels.baseline, .number) { value($0.baseline, $0) },
        PageColumn(Labels.target, .number) { value($0.item.target, $0) },
        PageColumn(Labels.currentValue, .number) { value($0.current, $0) },
        PageColumn(Labels.status) { .string(InsightWording.status($0.status).in(language)) },
        PageColumn(Labels.owner) { .string(Labels.word($0.item.owner.name, language)) },
        PageColumn(Labels.due) { Cell($0.item.dueOn) },
      ], insight?.improvements ?? [])
    return section("improvements", table, file: "improvements.csv")
  }
}
