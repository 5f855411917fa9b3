extension ExceptionRule {
  /// The same freight is had back twice (FA17): the insurance pays an order more than once, a
  /// carrier compensates a case twice, or the insurance pays and another does too (domain.md 3e).
  static let payoutDuplicate = ExceptionRule(
    code: .payoutDuplicate, subject: .payouts
  ) { desk in
    let rows = desk.dossier.settlements
    let payouts = desk.views.payouts.sorted { a, b in
      (rows[a].settledAt, rows[a].txnID) < (rows[b].settledAt, rows[b].txnID)
    }
    var findings: [Finding] = []
    for (place, index) in payouts.enumerated() {
      let earlier = payouts[..<place].map { rows[$0] }
      guard let note = desk.earlierRecovery(than: rows[index], among: earlier) else { continue }
      let again = rows[index].paidAgain(after: earlier)
      guard again > 0 else { continue }
      var finding = desk.finding(.payoutDuplicate, settlement: rows[index], "payout")
      finding.expected = rows[index].amount - again
      finding.notes = [.audit(.payout), note]
      findings.append(finding)
    }
    return findings
  }
}

extension Desk {
  /// Who paid for the same before; nil where nobody did.
  fileprivate func earlierRecovery(than row: Settlement, among earlier: [Settlement]) -> Note? {
    guard row.type == .insurancePayout else {
      if let twin = earlier.first(where: row.isTwin) {
        return .recovered(from: .carrier, id: twin.txnID)
      }
      return earlier.first { $0.type == .insurancePayout }
        .map { .recovered(from: .insurance, id: $0.txnID) }
    }
    if let first = earlier.first {
      let bearer = first.type == .insurancePayout ? Bearer.insurance : .carrier
      return .recovered(from: bearer, id: first.txnID)
    }
    if let credit = compensationCharge { return .recovered(from: .carrier, id: credit) }
    let reimbursed = money.first { money in
      money.kind == .freightRefund && money.matched > 0
        && isPaid(money.due.expectation.caseID, by: row)
    }
    return reimbursed.map { .recovered(from: .merchant, id: $0.due.expectation.caseID) }
  }

  /// The insurer pays for what the shop gave back to the customer. Of an order that is known to be
  /// insured the shop gives back only what the insurer pays to the shop, or what is another case's.
  private func isPaid(_ caseID: Text, by payout: Settlement) -> Bool {
    !isFreightInsured && (namedCase(payout).map { $0 == caseID } ?? true)
  }

  /// The invoice on which the carrier already gave back freight of a return.
  private var compensationCharge: Text? {
    dossier.charges.first { charge in
      charge.type == .compensation && charge.amount < 0
        && waybills.contains { $0.waybill == charge.waybill && $0.direction == .return }
    }?.invoiceNo
  }
}

extension Settlement {
  /// What of it had been paid before. A carrier pays for the goods as well: of that only the
  /// freight that an insurer has paid, and that no other compensation has had again.
  fileprivate func paidAgain(after earlier: [Settlement]) -> Int64 {
    let repeats = earlier.contains(where: isTwin)
    guard type == .compensation, !repeats,
      let insured = earlier.first(where: { $0.type == .insurancePayout }),
      insured.currency == currency
    else { return amount }
    let before = earlier.reduce(Int64(0)) { sum, other in
      other.type == .compensation && other.currency == currency
        ? FeeSum.adding(sum, other.amount) : sum
    }
    return min(amount, insured.amount - before)
  }

  /// Two compensations of one case are two only where they differ.
  fileprivate func isTwin(of other: Settlement) -> Bool {
    type == .compensation && other.type == .compensation && other.amount == amount
      && !refundRef.isEmpty && other.refundRef == refundRef
  }
}
