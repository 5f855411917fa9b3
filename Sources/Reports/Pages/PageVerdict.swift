import Insight
import Returns

/// What the date's figures are worth, in one word and in money.
struct PageVerdict {
  enum Kind: String {
    /// The proof closes, and every source has reported as far as it had to.
    case complete
    /// The proof closes over what came; a source is late, a file was set aside, or none of a file's
    /// rows could be taken.
    case unproven
    /// The proof does not close.
    case incomplete

    /// A drawing within 24 by 24: a tick, a question mark, a cross.
    var sign: String {
      switch self {
      case .complete: "M7 12.5l3.4 3.4L17 8.8"
      case .unproven: "M9.2 9.4a2.9 2.9 0 1 1 4.2 2.6c-1 .5-1.4 1-1.4 2.1M12 17.2v.1"
      case .incomplete: "M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6"
      }
    }
  }

  let kind: Kind
  private let report: DayReport
  private let setAside: Int
  private let rejectedWhole: Int

  init(_ report: DayReport) {
    self.report = report
    setAside = report.intake.count { $0.status == .held || $0.status == .refused }
    rejectedWhole = report.intake.count(where: \.isRejectedWhole)
    if report.proof.verdict == .incomplete {
      kind = .incomplete
    } else if setAside + rejectedWhole > 0 || report.work.unproven.count > 0
      || Self.hasLateSource(report)
    {
      kind = .unproven
    } else {
      kind = .complete
    }
  }

  private static func hasLateSource(_ report: DayReport) -> Bool {
    report.figures.exceptions { $0 == .sourceLate }.count > 0
  }

  var title: Worded {
    switch kind {
    case .complete: Labels.complete
    case .unproven: Labels.unproven
    case .incomplete: Labels.incomplete
    }
  }

  /// What the word rests on, and what nobody looked for.
  func detail(_ language: ReportLanguage) -> String {
    let undelivered = report.undelivered.map { Labels.undelivered($0, language) }
    return ([ground(language)] + undelivered).joined(separator: language == .english ? " " : "")
  }

  private func ground(_ language: ReportLanguage) -> String {
    switch kind {
    case .complete: return Labels.completeDetail.in(language)
    case .incomplete:
      return Labels.incompleteDetail(report.proof.residualCount, residuals(language), language)
    case .unproven:
      return Labels.unprovenDetail(
        report.work.unproven, sources: report.work.lateSources.map(\.string),
        late: report.figures.exceptions { $0 == .sourceLate }.count, setAside: setAside,
        rejectedWhole: rejectedWhole, language)
    }
  }

  /// What the proof leaves over, without signs.
  private func residuals(_ language: ReportLanguage) -> String {
    var sums: [Currency: Int128] = [:]
    for movement in report.proof.expectations where movement.residual != 0 {
      sums[movement.currency, default: 0] += Int128(movement.residual.magnitude)
    }
    return language.list(
      sums.sorted { $0.key < $1.key }.map { language.money($0.value, $0.key) })
  }

  /// What customers were to pay, what was to go back to them, and all else, and what became of it:
  /// a row a currency each, for what comes in and what goes out is no sum.
  func money(_ language: ReportLanguage) -> Markup {
    struct Line {
      let flow: MoneyFlow
      let currency: Currency
      var figures = DayFigures.MoneyFigures()
    }
    var lines: [Line] = []
    for (group, figures) in report.figures.moneyByKind {
      let flow = MoneyFlow(group.kind)
      let place = lines.firstIndex { $0.flow == flow && $0.currency == group.currency }
      if place == nil { lines.append(Line(flow: flow, currency: group.currency)) }
      lines[place ?? lines.count - 1].figures.merge(figures)
    }
    guard !lines.isEmpty else { return "" }
    lines.sort { ($0.flow.rawValue, $0.currency) < ($1.flow.rawValue, $1.currency) }
    let table = PageTable(
      Labels.moneyTitle,
      [
        PageColumn<Line>(Labels.moneyTitle, .prose) { line in
          let flow = line.flow.words.in(language)
          return .string(
            language == .english
              ? language.list([flow, language.unit(line.currency)])
              : language.inUnits(flow, of: line.currency))
        }
      ] + report.moneyColumns(\.currency, \.figures), lines)
    return table.markup(language)
  }
}
