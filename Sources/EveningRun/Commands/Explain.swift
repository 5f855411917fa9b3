import LedgerStore
import Returns
import Settings

/// Everything on one case, order, waybill, transaction, ticket or exception (`backhaul explain`).
/// - Returns: one answer for the exception of that id, if there is one, then one per dossier the id
///   leads to.
/// - Throws: `RunFailure.configuration` where nothing is known of the id.
public func explain(workspace root: String, id: String) throws -> [[AnswerSection]] {
  let inquiry = try Inquiry(root)
  let answers = try inquiry.answers(on: id)
  if !answers.isEmpty { return answers }
  // Tables put an apostrophe before what a spreadsheet would run.
  let plain = id.hasPrefix("'") ? try inquiry.answers(on: String(id.dropFirst())) : []
  guard !plain.isEmpty else { throw RunFailure.configuration([try inquiry.unknown(id)]) }
  return plain
}

extension Inquiry {
  fileprivate func answers(on id: String) throws -> [[AnswerSection]] {
    let history = try ledger.read { try $0.exceptionHistory(Text(id)) }
    var answers: [[AnswerSection]] = []
    if let last = history.last {
      answers.append(ExceptionWording(self).sections(last, history))
    }
    for found in try find(id, exception: history.last) {
      answers.append(try ExplainedDossier(self, found).sections())
    }
    return answers
  }
}

extension Inquiry {
  /// What to say of an id that leads nowhere, with the known one it is most like.
  fileprivate func unknown(_ id: String) throws -> String {
    let known = try ledger.read { reader in
      try reader.cases(asOf: day).flatMap { [$0.caseID, $0.orderID] }
        + reader.exceptions(openBefore: day + 1).flatMap {
          [$0.id, $0.subject, $0.caseID, $0.orderID, $0.waybill, $0.txnID]
        }
    }
    let names = Set(known.map(\.string)).subtracting([""]).sorted()
    let near = nearName(to: id, among: names).map { "; did you mean \($0)?" } ?? ""
    return "\(id): no order, case, waybill, transaction, ticket or exception has this id in "
      + "\(workspace.path(workspace.ledger)), which reaches to \(day.string)\(near)\n"
      + "  copy an id from cases.csv, matches.csv, pending.csv or exceptions.csv; a file still in "
      + "the inbox is not known before the next run"
  }
}
