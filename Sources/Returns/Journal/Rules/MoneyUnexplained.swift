extension JournalRule {
  /// Refunds that no expectation took, and chargebacks: they have left the account all the same.
  static let moneyUnexplained = JournalRule(.outflows) { desk, outcome, entries in
    let rows = desk.dossier.settlements
    for index in desk.views.refunds {
      let row = rows[index]
      if outcome.opening.contains(where: { $0.evidenceID == row.txnID }) { continue }
      let rest = row.amount - desk.taken(of: index, by: outcome.matches)
      if rest > 0 { entries.append(desk.entry(.unexplainedRefund, rest, row)) }
    }
    for index in desk.views.chargebacks {
      entries.append(desk.entry(.chargeback, desk.views.standing(index, rows), rows[index]))
    }
  }
}

extension Desk {
  /// What matches took of a refund. Rows of one number are filled in their order.
  fileprivate func taken(of index: Int, by matches: [Match]) -> Int64 {
    let rows = dossier.settlements
    let row = rows[index]
    var taken = matches.reduce(into: Int64(0)) { sum, match in
      if match.kind.evidenceType == .refund, match.evidenceID == row.txnID,
        match.currency == row.currency || movement(of: match)?.currency == row.currency
      {
        sum += match.actual
      }
    }
    for other in views.refunds {
      if other == index { break }
      if rows[other].txnID == row.txnID, rows[other].currency == row.currency {
        taken -= min(taken, rows[other].amount)
      }
    }
    return min(taken, row.amount)
  }

  func entry(_ kind: JournalKind, _ amount: Int64, _ row: Settlement) -> JournalEntry {
    let caseID = namedCase(row) ?? Text()
    return JournalEntry(
      kind, amount, row.currency, on: day(row.settledAt), caseID: caseID, orderID: row.orderID,
      counterparty: row.accountID, subject: row.txnID, source: row.source)
  }
}
