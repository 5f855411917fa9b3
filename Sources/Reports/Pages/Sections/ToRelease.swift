import Returns

extension DayReport {
  /// The batches of the date: what leaves when somebody releases it.
  func toRelease(_ page: ReportPage) -> PageSection {
    let own = batches.filter { page.instructions.contains($0.kind) }
    guard !own.isEmpty else {
      return PageSection(
        id: "release", title: Labels.toRelease,
        body: "<p class=\"quiet\">\(Labels.nothingToRelease.in(language))</p>\n")
    }
    let table = PageTable(
      Labels.toRelease,
      [
        PageColumn(Labels.batch) { batch, language in
          Markup(text: Labels.instruction(batch.kind).in(language))
        },
        PageColumn(Labels.file) { batch, _ in "<a href=\"\(batch.file)\">\(batch.file)</a>" },
        PageColumn(Labels.rows, .number) { .count($0.rows) },
        PageColumn(Labels.amount, .number) { batch in
          .string(language.list(batch.totals.map { language.money($0.amount, $0.currency) }))
        },
      ], own)
    return PageSection(
      id: "release", title: Labels.toRelease, lead: Labels.releaseLead.in(language),
      body: table.markup(language))
  }
}
