extension Desk {
  /// A refund that failed or came back, and that no later one has replaced (R5.3): the reason why
  /// an expectation is open. It is the expectation's own trouble, known before its last day.
  func failedAttempt(at wanted: MoneyExpectation) -> Settlement? {
    guard wanted.kind.evidenceType == .refund else { return nil }
    guard !views.failedRefunds.isEmpty else { return nil }
    let resentOn = rulings.resentOn(wanted.id)
    // What was tried before a person promised something was not that.
    let promisedOn = rulings.compensations.first { $0.id == wanted.id }?.day
    return views.failedRefunds
      .filter { isAttempt(dossier.settlements[views.attempt($0)], at: wanted) }
      .map { dossier.settlements[$0] }
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

  /// Whether a refund that failed was meant for an expectation. One that names the case alone, or
  /// nothing where there is one case only, is that of its amount; what equals none of a case's
  /// refunds may have been for any of them. What names none of several cases is judged by its
  /// amount alone.
  func isAttempt(_ row: Settlement, at wanted: MoneyExpectation) -> Bool {
    if let id = InstructionID(row.refundRef) { return id.subject == wanted.id }
    let isNamed = row.refundRef == wanted.caseID
    let isSoleCase = Set(files.map(\.caseID)).count == 1
    guard isNamed || !namesCase(row.refundRef) else { return false }
    guard isNamed || isSoleCase else { return isAttemptByAmount(row, at: wanted) }
    let alike = money.filter { standing in
      let other = standing.due.expectation
      return standing.kind.evidenceType == .refund && other.caseID == wanted.caseID
        && other.currency == row.currency
        && (other.amount == row.amount || standing.open == row.amount)
    }
    return alike.isEmpty
      ? isNamed : alike.contains { $0.due.expectation.id == wanted.id }
  }

  /// Whether a refund that names only the order equals one expectation of its cases, or those
  /// together that one movement would cover (a bundle), as matching would have it (design: section
  /// 6, passes 4 and 5).
  private func isAttemptByAmount(_ row: Settlement, at wanted: MoneyExpectation) -> Bool {
    let owed = money.filter { standing in
      standing.kind.evidenceType == .refund && standing.due.expectation.currency == row.currency
    }
    let equal = owed.filter {
      $0.due.expectation.amount == row.amount || $0.open == row.amount
    }
    if !equal.isEmpty { return equal.count == 1 && equal[0].due.expectation.id == wanted.id }
    let search = SubsetSearch(
      Array(owed.indices), target: row.amount, amount: { owed[$0].due.expectation.amount },
      alike: { _, _ in false })
    guard case .unique(let members) = search.answer(limit: policy.matching.searchLimit) else {
      return false
    }
    return members.contains { owed[$0].due.expectation.id == wanted.id }
  }
}
