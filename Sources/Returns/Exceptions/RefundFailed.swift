extension Desk {
  /// A refund that failed or came back, and that no later one has replaced (R5.3): the reason why
  /// an expectation is open. It is the expectation's own trouble, known before its last day.
  func failedAttempt(at wanted: MoneyExpectation) -> Settlement? {
    guard wanted.kind.evidenceType == .refund else { return nil }
    guard !views.failedRefunds.isEmpty else { return nil }
    let resentOn = rulings.resentOn(wanted.id)
    // What was tried before a person promised something was not that.
    let promisedOn = rulings.compensations.first { $0.id == wanted.id }?.day
    let isSoleCase = Set(files.map(\.caseID)).count == 1
    return views.failedRefunds.map { dossier.settlements[$0] }
      .filter { row in
        if let id = InstructionID(row.refundRef) { return id.subject == wanted.id }
        return row.refundRef == wanted.caseID
          || (isSoleCase && !namesCase(row.refundRef) && row.amount == wanted.amount)
      }
      .filter { row in resentOn.map { day(row.settledAt) > $0 } ?? true }
      .filter { row in promisedOn.map { day(row.settledAt) >= $0 } ?? true }
      .filter { row in
        !views.refunds.contains {
          let other = dossier.settlements[$0]
          return other.settledAt >= row.settledAt && other.isSameMoney(as: row)
        }
      }
      .max { ($0.settledAt, $1.txnID) < ($1.settledAt, $0.txnID) }
  }
}
