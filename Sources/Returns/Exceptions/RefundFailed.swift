/// A refund that did not work.
struct FailedAttempt {
  /// The movement that says so.
  let toldBy: Settlement
  /// What was tried: the refund that came back, else the same movement.
  let tried: Settlement
}

extension Desk {
  /// A refund that failed or came back, and that no later one has replaced (R5.3): the reason why
  /// an expectation is open. It is the expectation's own trouble, known before its last day. Of
  /// several it is the one that was heard of last: what a person has sent again was known by then.
  func failedAttempt(at wanted: MoneyExpectation) -> Settlement? {
    failedAttempts(at: wanted).last?.toldBy
  }

  /// In the order in which they were heard of.
  func failedAttempts(at wanted: MoneyExpectation) -> [FailedAttempt] {
    guard wanted.kind.evidenceType == .refund else { return [] }
    guard !views.failedRefunds.isEmpty else { return [] }
    let resentOn = rulings.resentOn(wanted.id)
    // What was tried before a person promised something was not that.
    let promisedOn = rulings.compensations.first { $0.id == wanted.id }?.day
    return triedInVain(at: wanted)
      .filter { attempt in resentOn.map { day(attempt.toldBy.settledAt) > $0 } ?? true }
      .filter { attempt in promisedOn.map { day(attempt.toldBy.settledAt) >= $0 } ?? true }
      .sorted { $0.toldBy.wasHeard(before: $1.toldBy) }
  }

  /// All that failed at an expectation and that no later refund has replaced, sent again or not.
  func triedInVain(at wanted: MoneyExpectation) -> [FailedAttempt] {
    views.failedRefunds.compactMap { position in
      let tried = dossier.settlements[views.attempt(position)]
      let row = dossier.settlements[position]
      guard isAttempt(tried, at: wanted) || cameBackLater(row, tried, of: wanted) else {
        return nil
      }
      let isReplaced = views.refunds.contains {
        let other = dossier.settlements[$0]
        return other.settledAt >= row.settledAt && other.isSameMoney(as: row)
          && !other.isAnotherRow(than: tried)
      }
      return isReplaced ? nil : FailedAttempt(toldBy: firstWord(of: row, tried), tried: tried)
    }
  }

  /// Several sources may tell that a row of ours failed: it is the one failure of which the first
  /// spoke. What was paid under the row since, and came back, is another.
  private func firstWord(of row: Settlement, _ tried: Settlement) -> Settlement {
    guard let id = InstructionID(tried.refundRef) else { return row }
    let isPaid = tried.status == .succeeded
    var first = row
    for other in dossier.settlements
    where other.type == .refund && (other.status == .failed || other.status == .reversed)
      && other.amount == row.amount && other.currency == row.currency
      && InstructionID(other.refundRef) == id && !(isPaid && other.settledAt < tried.settledAt)
      && other.wasHeard(before: first)
    { first = other }
    return first
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

extension Settlement {
  fileprivate func wasHeard(before other: Settlement) -> Bool {
    (source.run, settledAt, txnID) < (other.source.run, other.settledAt, other.txnID)
  }

  /// Both name a row of ours, or a payment that they go back to, and not the same.
  fileprivate func isAnotherRow(than other: Settlement) -> Bool {
    if let id = InstructionID(refundRef), let wanted = InstructionID(other.refundRef) {
      return id != wanted
    }
    return !paymentRef.isEmpty && !other.paymentRef.isEmpty && paymentRef != other.paymentRef
  }
}
