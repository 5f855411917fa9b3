/// How decisions change what money is expected, and what may be its evidence.
extension Desk {
  /// `set_amount`: a person says what is expected; nothing, where it is 0.
  func rule(_ dues: inout [MoneyDue]) {
    for index in dues.indices {
      let id = dues[index].expectation.id
      // What a person gave up is not given up again by itself.
      if rulings.writtenOff(of: id) > 0 { dues[index].expectation.tolerance = 0 }
      guard let ruling = rulings.amounts.last(where: { $0.expectation == id }) else { continue }
      dues[index].expectation.amount = ruling.amount
    }
    dues.removeAll { $0.expectation.amount <= 0 }
  }

  /// What a person set the refund of a case line to (`set_amount`); nil where nobody did.
  func ruledRefund(of file: CaseFile) -> Int64? {
    guard !rulings.amounts.isEmpty else { return nil }
    let id = expectedIdentity("refund", of: file)
    return rulings.amounts.last { $0.expectation == id }?.amount
  }

  /// `resend`: the new attempt gets the days that the first one had.
  func withNewAttempt(_ due: MoneyDue, _ lastDay: Day) -> Day {
    guard let resentOn = rulings.resentOn(due.expectation.id) else { return lastDay }
    let days = due.file.map { files[$0].terms.refundDays } ?? policy.terms.refundDays
    return max(lastDay, resentOn + days)
  }

  /// `unmatch`: what a person took off a match is not guessed about again.
  func free(_ positions: [Int]) -> [Int] {
    guard !rulings.heldBack.isEmpty else { return positions }
    return positions.filter { !rulings.heldBack.contains(dossier.settlements[$0].txnID) }
  }

  /// What movements name that a person matched: it may be the case of another order, from which
  /// they came, and is no reason to guess whose money they are but for the person.
  func givenAway(_ dues: [MoneyDue]) -> [Text] {
    guard !dossier.decisions.isEmpty else { return [] }
    var names: [Text] = []
    for decision in dossier.decisions where decision.action == .match {
      for row in dossier.settlements
      where !row.refundRef.isEmpty && row.txnID.string == decision.target
        && !dues.contains(where: { $0.expectation.references.contains(row.reference) })
      { names.append(row.reference) }
    }
    return names
  }

  /// Adds the money held back to what nobody took.
  func leave(_ positions: [Int], in matching: inout MoneyMatching) {
    guard !rulings.heldBack.isEmpty else { return }
    for position in positions
    where rulings.heldBack.contains(dossier.settlements[position].txnID) {
      matching.leftovers.append(
        LeftoverMoney(
          evidence: position, part: dossier.settlements[position].amount, leftover: .unentitled,
          nearest: []))
    }
  }
}

extension MoneyRule {
  /// `compensate`: what a person promised the customer on top, paid within `refund_days`.
  static let compensation = MoneyRule(
    kind: .compensation, subject: .rulings,
    expect: { desk, dues in
      for promise in desk.rulings.compensations {
        let file = desk.files.firstIndex { $0.caseID == promise.caseID }
        let days = file.map { desk.files[$0].terms.refundDays } ?? desk.policy.terms.refundDays
        let expectation = MoneyExpectation(
          id: promise.id, kind: .compensation, caseID: promise.caseID,
          references: [promise.caseID],
          paymentRef: desk.dossier.lines.first?.paymentRef ?? Text(), amount: promise.amount,
          currency: desk.orderCurrency, tolerance: 0,
          lineNo: file.flatMap { desk.files[$0].application.lineNo })
        dues.append(MoneyDue(expectation: expectation, dueOn: promise.day + days, file: file))
      }
    },
    evidence: { desk, positions in positions += desk.views.refunds },
    missing: .refundMissing, short: .refundShort, over: .refundOver)
}
