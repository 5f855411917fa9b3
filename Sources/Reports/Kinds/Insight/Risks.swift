public import Insight
import Returns

private let familyWords = Words<RiskFamily>()
private let kindWords = Words<RiskKind>()
private let gradeWords = Words<Risk.Grade>()
private let changeWords = Words<Risk.Change>()

/// A risk of the register, or one that has gone since the date before.
public enum RiskLine: Sendable {
  case open(Risk)
  case ended(KnownRisk)

  var risk: Risk? {
    if case .open(let risk) = self { risk } else { nil }
  }

  var id: String {
    switch self {
    case .open(let risk): risk.id
    case .ended(let risk): risk.id
    }
  }
}

/// `risk_register.csv`: risks with their grade, the gravest first, compared with the register of the
/// business date before (R9.1 to R9.3).
public let riskRegisterTable = TableKind<RiskLine>(
  "risk_register",
  [
    TableColumn("risk_id") { row, context in .string(row.shownID(context)) },
    TableColumn("family") { row, _ in familyWords[row.risk?.kind.family] },
    TableColumn("kind") { row, _ in kindWords[row.risk?.kind] },
    TableColumn("subject") { row, context in
      .string(row.risk.map { context.subject(of: $0) } ?? "")
    },
    TableColumn("probability") { row, _ in .count(row.risk?.probability) },
    TableColumn("impact") { row, _ in .count(row.risk?.impact) },
    TableColumn("score") { row, _ in .count(row.risk?.score) },
    TableColumn("grade") { row, _ in gradeWords[row.risk?.grade] },
    TableColumn("change") { row, _ in changeWords[row.risk?.change ?? .ended] },
    TableColumn("loss") { row, _ in
      row.risk.map { .amount($0.loss, $0.currency) } ?? .empty
    },
    TableColumn("currency") { row, _ in row.risk.map { .currency($0.currency) } ?? .empty },
    TableColumn("count") { row, _ in .count(row.risk?.count) },
    TableColumn("base") { row, _ in .count(row.risk?.base) },
    TableColumn("expected") { row, _ in .count(row.risk?.expected) },
    TableColumn("first_seen") { row, _ in
      switch row {
      case .open(let risk): .day(risk.firstDay)
      case .ended(let risk): .day(risk.firstDay)
      }
    },
    TableColumn("owner") { row, _ in ownerWords[row.risk?.owner] },
    TableColumn("due_on") { row, _ in Cell(row.risk?.dueOn) },
    TableColumn("evidence") { row, context in
      .string(row.risk.map { InsightWording.evidence($0, context) } ?? "")
    },
    TableColumn("response") { row, context in
      .string(row.risk.map { InsightWording.response($0.kind).in(context.language) } ?? "")
    },
  ])

extension RiskLine {
  /// A customer's id may be personal.
  fileprivate func shownID(_ context: ReportContext) -> String {
    context.masksPersonalData && id.hasPrefix(RiskKind.serialReturner.name)
      ? Masking.freeText(id) : id
  }
}

extension ReportContext {
  func subject(of risk: Risk) -> String {
    risk.kind == .serialReturner ? masked(risk.subject) : risk.subject.string
  }
}
