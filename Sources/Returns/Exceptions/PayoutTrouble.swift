extension ExceptionRule {
  /// The same freight is had back twice (FA17): the insurance pays an order more than once, a
  /// carrier compensates a case twice, or the insurance pays and another does too (domain.md 3e).
  static let payoutDuplicate = ExceptionRule(
    code: .payoutDuplicate, subject: .payouts
  ) { desk in
    desk.repeatedPayouts().map { payout in
      var finding = desk.finding(.payoutDuplicate, settlement: payout.row, "payout")
      finding.expected = payout.row.amount - payout.again
      finding.notes = [.audit(.payout), payout.note]
      return finding
    }
  }
}

/// Money of an insurer or a carrier that had been paid before, in whole or in part.
struct RepeatedPayout {
  let row: Settlement
  let again: Int64
  /// Of that, what is beyond all that a claim of ours asked for.
  let beyondClaim: Int64
  let note: Note
}

extension Desk {
  /// In the order in which they were paid.
  func repeatedPayouts() -> [RepeatedPayout] {
    if views.payouts.isEmpty { return [] }
    let rows = views.payouts.map { dossier.settlements[$0] }.sorted { a, b in
      (a.settledAt, a.txnID) < (b.settledAt, b.txnID)
    }
    return rows.indices.compactMap { place in
      let (row, earlier) = (rows[place], Array(rows[..<place]))
      guard let claim = claimPaid(by: row) else {
        // Nobody else pays for an overcharge, or for a loss that is none.
        let others = earlier.filter { claimPaid(by: $0)?.isOfTrouble ?? true }
        let again = row.paidAgain(after: others, isTwin: others.contains(where: row.isTwin))
        return earlierRecovery(than: row, among: others).flatMap {
          again > 0 ? RepeatedPayout(row: row, again: again, beyondClaim: 0, note: $0) : nil
        }
      }
      return repeated(row, of: claim, after: earlier)
    }
  }

  /// Two payments of one claim are one too many only as far as they come to more than it asks for.
  private func repeated(
    _ row: Settlement, of claim: CarrierClaim, after earlier: [Settlement]
  ) -> RepeatedPayout? {
    let own = earlier.filter { $0.pays(claim) }
    if let first = own.first {
      let paid = own.reduce(row.amount) { FeeSum.adding($0, $1.amount) }
      let due = FeeSum.adding(standing(of: claim).due(of: claim), takenBack(of: claim))
      let beyond = min(row.amount, paid - due)
      if beyond > 0 {
        return RepeatedPayout(
          row: row, again: beyond, beyondClaim: beyond,
          note: .recovered(from: .carrier, id: first.txnID))
      }
    }
    guard claim.isOfTrouble,
      let insured = earlier.first(where: { $0.type == .insurancePayout })
    else { return nil }
    let again = row.paidAgain(after: earlier, isTwin: false)
    return again > 0
      ? RepeatedPayout(
        row: row, again: again, beyondClaim: 0,
        note: .recovered(from: .insurance, id: insured.txnID)) : nil
  }

  /// The claim of ours that a movement pays by its name.
  func claimPaid(by row: Settlement) -> CarrierClaim? {
    guard hasClaims, row.type == .compensation else { return nil }
    return paidClaims().first { row.pays($0) }
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

extension CarrierClaim {
  /// Of a parcel that is late, lost or damaged still.
  fileprivate var isOfTrouble: Bool { ground.isParcelTrouble && hasGround }
}

extension Settlement {
  /// What of it had been paid before. A carrier pays for the goods as well: of that only the
  /// freight that an insurer has paid, and that no other compensation has had again. An insurer
  /// pays again what a carrier has paid.
  fileprivate func paidAgain(after earlier: [Settlement], isTwin: Bool) -> Int64 {
    if type == .insurancePayout, !earlier.isEmpty,
      earlier.allSatisfy({ $0.type == .compensation && $0.currency == currency })
    {
      return min(amount, earlier.reduce(0) { FeeSum.adding($0, $1.amount) })
    }
    guard type == .compensation, !isTwin,
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
