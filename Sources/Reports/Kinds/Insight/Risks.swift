public import Insight
public import Returns

private let familyWords = Words<RiskFamily>()
private let kindWords = Words<RiskKind>()
private let gradeWords = Words<Risk.Grade>()
private let changeWords = Words<Risk.Change>()

/// A risk of the register, or one that has gone since the date before.
public struct RiskLine: Sendable {
  public let rank: Int
  /// nil: it has gone.
  let risk: Risk?
  let ended: KnownRisk?

  var id: String { risk?.id ?? ended?.id ?? "" }

  /// The gravest first, behind them those that have gone.
  public static func rows(_ risks: [Risk], ended: [KnownRisk]) -> [RiskLine] {
    risks.enumerated().map { RiskLine(rank: $0.offset + 1, risk: $0.element, ended: nil) }
      + ended.enumerated().map {
        RiskLine(rank: risks.count + $0.offset + 1, risk: nil, ended: $0.element)
      }
  }
}

/// `risk_register.csv`: risks with their grade, the gravest first, compared with the register of
/// the business date before (R9.1 to R9.3).
public let riskRegisterTable = TableKind<RiskLine>(
  "risk_register",
  [
    TableColumn("rank") { row, _ in .count(row.rank) },
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
    TableColumn("first_seen") { row, _ in Cell(row.risk?.firstDay ?? row.ended?.firstDay) },
    TableColumn("owner") { row, _ in ownerWords[row.risk?.owner] },
    TableColumn("due_on") { row, _ in Cell(row.risk?.dueOn) },
    TableColumn("evidence") { row, context in
      .string(row.risk.map { InsightWording.evidence($0, context) } ?? "")
    },
    TableColumn("response") { row, context in
      .string(row.risk.map { InsightWording.response($0.kind).in(context.language) } ?? "")
    },
    TableColumn("shop_id") { row, _ in .text(row.risk?.shop ?? Text()) },
  ])

extension RiskLine {
  /// A customer's id may be personal.
  fileprivate func shownID(_ context: ReportContext) -> String {
    guard let risk, risk.kind == .serialReturner else { return id }
    return risk.id(naming: context.masked(risk.subject))
  }
}

extension ReportContext {
  func subject(of risk: Risk) -> String {
    risk.kind == .serialReturner ? masked(risk.subject) : risk.subject.string
  }
}
