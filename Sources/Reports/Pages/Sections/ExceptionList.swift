import Insight
import Returns

extension DayReport {
  /// The open exceptions of some owners, by their root cause, in the order in which the top of the
  /// page names them.
  func exceptionList(_ owners: [Owner]) -> PageSection {
    let rows = listed(owners)
    let byCause = Dictionary(grouping: rows) { $0.finding.causeKey }
    var groups: [RowGroup<ExceptionRow>] = []
    for (place, group) in exceptionFigures.causes.sorted(home: context.currency).enumerated() {
      guard owners.contains(group.code.owner), let own = byCause[group.key] else { continue }
      groups.append(RowGroup(anchor: "g\(place)", head: head(group), rows: own))
    }
    var table = PageTable(Labels.exceptions, exceptionColumns, groups: groups)
    table.anchor = { "x-\($0.exceptionID)" }
    let open = figures.exceptions { owners.contains($0.owner) }.count
    return section(
      "exceptions", table.caption, table, lead: Labels.exceptionsLead.in(language),
      further: open - rows.count,
      files: ["exceptions.csv"] + (owners.contains(.compliance) ? ["law_report.csv"] : []))
  }

  private func head(_ group: CauseGroup) -> Markup {
    let severity = group.code.severity.name
    let words = [
      CauseWording.words(group, language),
      Labels.rowCount(group.tally.count, language),
      language.money(group.tally.amounts),
    ]
    return """
      \(Wording.title(group.code, language)) \
      <span class="quiet">\(words.filter { !$0.isEmpty }.joined(separator: " · "))</span> \
      <span class="\(Markup(safe: severity))">\(Labels.word(severity, language))</span>
      """
  }

  private var exceptionColumns: [PageColumn<ExceptionRow>] {
    [
      PageColumn(Labels.subject, .prose) { row, language in
        let subject = row.finding.subject.string
        let status: Markup =
          row.status == .open
          ? "" : " <span class=\"tag plain\">\(Labels.word(row.status.name, language))</span>"
        return """
          <p>\(subject)\(status)</p><p class="quiet"><code>\(row.exceptionID)</code></p>
          """
      },
      PageColumn(Labels.difference, .number) { row, language in
        guard let difference = row.finding.difference else { return "" }
        return Markup(text: language.money(Int128(difference), row.finding.currency))
      },
      PageColumn(Labels.due) { Cell($0.finding.dueOn) },
      PageColumn(Labels.age, .number) { .count($0.ageDays) },
      PageColumn(Labels.explanation, .sentence) { row, language in
        """
        <p>\(Wording.explanation(row.finding, language))</p>\
        <p class="quiet">→ \(Wording.suggestedAction(row.finding, language))</p>
        """
      },
    ]
  }

  /// How old what is open is, owner by owner.
  func agesByOwner(_ owners: [Owner]) -> PageSection {
    let bars = owners.map { owner -> StackedBars.Bar in
      let counts = AgeBand.allCases.map { exceptionFigures.count(owner, $0) }
      return StackedBars.Bar(
        label: Labels.word(owner.name, language), values: counts.map(Double.init),
        shown: language.number(counts.reduce(0, +)), parts: counts.map(language.number))
    }.filter { $0.values.contains { $0 > 0 } }
    guard !bars.isEmpty else { return nothing("ages", Labels.agesTitle) }
    let chart = StackedBars(
      title: Labels.agesTitle, description: Labels.agesLead, label: Labels.owner,
      parts: AgeBand.allCases.map { Labels.band($0, language) }, bars: bars)
    return PageSection(
      id: "ages", title: Labels.agesTitle,
      body: chart.figure(language, isOnlyOne: true).markup(id: "ages-chart", language))
  }
}
