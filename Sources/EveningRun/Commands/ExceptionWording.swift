import LedgerStore
import Reports
import Returns

/// Words exceptions for people who ask after them.
struct ExceptionWording {
  typealias Row = AnswerSection.Row
  let inquiry: Inquiry

  init(_ inquiry: Inquiry) { self.inquiry = inquiry }

  /// Values that are sentences.
  static let layout = AnswerSection.Layout.lines(below: ["why", "do", "nearest"])

  /// One exception and its life, whatever it is about.
  func sections(
    _ last: LedgerStore.ExceptionRow, _ history: [LedgerStore.ExceptionRow]
  ) -> [AnswerSection] {
    let versions = history.map { version -> Row in
      [
        ("date", version.day.string), ("version", "\(version.version)"),
        ("status", version.status.string), ("code", version.code.name),
        ("expected", version.expected.map { amountWords($0, version.currency) } ?? ""),
        ("actual", version.actual.map { amountWords($0, version.currency) } ?? ""),
      ]
    }
    return [
      AnswerSection("Exception", [row(of: last)], Self.layout),
      AnswerSection("History", versions),
    ]
  }

  /// An exception as the ledger remembers it.
  func row(of last: LedgerStore.ExceptionRow) -> Row {
    var row = facts(last.id.string, last.code, last)
    if let remembered = last.remembered(policyShop: inquiry.policyShop) {
      row += sentences(remembered.finding)
    }
    return row
  }

  /// A finding of this very answer.
  /// - Parameter life: the ledger's latest version of it.
  func row(of finding: Finding, life: LedgerStore.ExceptionRow?) -> Row {
    facts(publicID(finding.identity), finding.code, life, finding) + sentences(finding)
  }

  private func facts(
    _ id: String, _ code: ExceptionCode, _ life: LedgerStore.ExceptionRow?,
    _ finding: Finding? = nil
  ) -> Row {
    let since = life?.openedOn ?? finding?.openedOn
    return [
      ("exception", id), ("code", code.name), ("severity", code.severity.name),
      ("owner", code.owner.name), ("status", life.map(status) ?? "not in the last run"),
      ("since", since?.string ?? ""), ("closed", life?.closedOn?.string ?? ""),
      ("about", (life?.subject ?? finding?.subject)?.string ?? ""),
      ("shop", life?.shopID.string ?? ""),
    ]
  }

  /// A version of an earlier day that still stands is `open` by now.
  private func status(_ life: LedgerStore.ExceptionRow) -> String {
    life.closedOn == nil && life.day < inquiry.day ? "open" : life.status.string
  }

  private func sentences(_ finding: Finding) -> Row {
    var row: Row = [
      ("why", Wording.explanation(finding, inquiry.language)),
      ("do", Wording.suggestedAction(finding, inquiry.language)),
    ]
    for note in finding.notes {
      if case .nearest(let candidate, let field, let expected, let value) = note {
        row.append(("nearest", "\(candidate): \(field): \(expected) vs \(value)"))
      }
    }
    return row
  }
}
