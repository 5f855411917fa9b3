import Insight
import Returns

/// Matters that are named on top of a page; what is beyond is summed up.
private let decidedRows = 15

extension DayReport {
  /// What waits for a decision: open exceptions by their root cause.
  func toDecide(_ page: ReportPage) -> PageSection {
    let all = Array(exceptionFigures.causes.sorted(home: context.currency).enumerated())
    let own = all.filter { page.owners.contains($0.element.code.owner) }
    guard !own.isEmpty else {
      return PageSection(
        id: "decide", title: Labels.toDecide,
        body: "<p class=\"quiet\">\(Labels.nothingToDecide.in(language))</p>\n")
    }
    let anchors = Set(listed(page.owners).map { $0.finding.causeKey })
    let more = page.owners.count > 1
    var columns: [PageColumn<(offset: Int, element: CauseGroup)>] = [
      PageColumn(Labels.matter, .prose) { entry, language in
        name(entry.element, entry.offset, anchors, page)
      }
    ]
    if more {
      columns.append(
        PageColumn(Labels.owner) { .string(Labels.word($0.element.code.owner.name, language)) })
    }
    columns += [
      PageColumn(Labels.count, .number) { .count($0.element.tally.count) },
      PageColumn(Labels.newToday, .number) { .count($0.element.new) },
      PageColumn(Labels.amount, .number, markup: { $1.lines($0.element.tally.amounts) }),
      PageColumn(Labels.oldest, .number) { .string(Labels.days(age($0.element), language)) },
      PageColumn(Labels.firstDue) { Cell($0.element.due) },
    ]
    var table = PageTable(Labels.toDecide, columns, Array(own.prefix(decidedRows)))
    table.totals = totals(own.map(\.element), withOwner: more)
    let further = own.count - decidedRows
    return PageSection(
      id: "decide", title: Labels.toDecide, lead: Labels.decideLead.in(language),
      body: table.markup(language),
      note: further > 0
        ? Labels.furtherMatters(further, language) + (language == .english ? " " : "")
          + rest(0, "exceptions.csv")
        : rest(0, "exceptions.csv"))
  }

  private func age(_ group: CauseGroup) -> Int { max(0, day - group.oldest) }

  /// The matter in words, with a link to its rows.
  private func name(
    _ group: CauseGroup, _ place: Int, _ anchors: Set<CauseKey>, _ page: ReportPage
  ) -> Markup {
    let severity = group.code.severity.name
    let isListed = page.listsRows && anchors.contains(group.key)
    let target = isListed ? "#g\(place)" : page.listsRows ? "exceptions.csv" : home(group, place)
    return """
      <a href="\(target)">\(Wording.title(group.code, language))</a> \
      \(Markup(text: CauseWording.words(group, language))) \
      <span class="\(Markup(safe: severity))">\(Labels.word(severity, language))</span>
      """
  }

  /// Where a page that lists rows has those of the group.
  private func home(_ group: CauseGroup, _ place: Int) -> String {
    guard
      let page = reportPages.first(where: {
        $0.listsRows && $0.owners.contains(group.code.owner)
      }), listed(page.owners).contains(where: { $0.finding.causeKey == group.key })
    else { return "exceptions.csv" }
    return "\(page.file)#g\(place)"
  }

  private func totals(_ groups: [CauseGroup], withOwner: Bool) -> [Markup] {
    let sum = groups.reduce(into: Tally()) { $0.merge($1.tally) }
    let new = groups.reduce(0) { $0 + $1.new }
    let oldest = groups.map(age).max() ?? 0
    return [Markup(text: Labels.total.in(language))] + (withOwner ? [""] : [])
      + [
        Markup(text: language.number(sum.count)), Markup(text: language.number(new)),
        language.lines(sum.amounts), Markup(text: Labels.days(oldest, language)), "",
      ]
  }

  /// The rows that a page lists: the most urgent of its owners.
  func listed(_ owners: [Owner]) -> [ExceptionRow] {
    Array(
      exceptions.lazy.filter { $0.status.isOpen && owners.contains($0.finding.code.owner) }
        .prefix(listedRows))
  }
}

/// What makes rows one matter.
struct CauseKey: Hashable {
  let code: ExceptionCode
  let cause: Text
}

extension CauseGroup {
  var key: CauseKey { CauseKey(code: code, cause: cause) }
}

extension Finding {
  var causeKey: CauseKey { CauseKey(code: code, cause: cause) }
}
