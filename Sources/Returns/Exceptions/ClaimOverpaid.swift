extension ExceptionRule {
  /// A carrier pays more than was claimed, or granted, by its answers or on its bills, or for what
  /// it owes no more: it may have paid twice. What comes into an account once more is a finding of
  /// its own.
  static let claimOverpaid = ExceptionRule(code: .payoutDuplicate, subject: .claims) { desk in
    desk.claimsOverpaid().map { claim, excess in
      let standing = desk.standing(of: claim)
      let found = claim.hasGround ? nil : desk.waybills.first(where: claim.isOf)
      let foundOn = found?.latest.happenedAt.map(desk.day)
      let invoice = desk.fees.first { desk.claimIdentity(of: $0) == claim.id }?.invoiceNo
      var finding = desk.finding(
        .payoutDuplicate, desk.overpaidIdentity(of: claim),
        subject: claim.waybill.isEmpty ? invoice ?? Text() : claim.waybill,
        openedOn: [desk.lastPaidOn(claim), foundOn].compactMap(\.self).max() ?? desk.asOf)
      finding.caseID = claim.caseID
      finding.waybill = claim.waybill
      finding.expected = standing.paid - excess
      finding.actual = standing.paid
      finding.currency = claim.currency
      finding.notes = [.audit(.payout)]
      if let found { finding.notes.append(.lastSeen(found.status, foundOn)) }
      if claim.waybill.isEmpty, let invoice { finding.notes.append(.namesNoParcel(invoice)) }
      return finding
    }
  }
}

extension Desk {
  fileprivate func overpaidIdentity(of claim: CarrierClaim) -> UInt64 {
    circumstances.identity(
      "claim overpaid", shop: shop, claim.waybill, claim.carrier, Int64(bitPattern: claim.id))
  }

  /// Claims, and what was paid beyond them that no further movement of money shows.
  fileprivate func claimsOverpaid() -> [(claim: CarrierClaim, excess: Int64)] {
    var found: [(claim: CarrierClaim, excess: Int64)] = []
    for claim in paidClaims() {
      let excess = standing(of: claim).excess(over: claim)
      guard excess > 0 else { continue }
      let shown = repeatedPayouts().reduce(Int64(0)) { sum, payout in
        payout.row.pays(claim) ? FeeSum.adding(sum, payout.beyondClaim) : sum
      }
      if excess > shown { found.append((claim, excess - shown)) }
    }
    return found
  }

  func lastPaidOn(_ claim: CarrierClaim) -> Day? {
    var days = results(of: claim.id, .carrierClaim).filter { $0.status == .paid }.map { day($0.at) }
    days += dossier.settlements.filter { $0.pays(claim) }.map { day($0.settledAt) }
    for charge in dossier.charges where charge.compensates(claim) && charge.amount < 0 {
      if let billedAt = charge.billedAt { days.append(day(billedAt)) }
    }
    return days.max()
  }

  /// What a person keeps of what was paid beyond a claim: a gain.
  func keptBeyondClaim(_ finding: Finding, _ amount: Int64, on day: Day) -> JournalEntry? {
    guard finding.txnID.isEmpty,
      let claim = paidClaims().first(where: { overpaidIdentity(of: $0) == finding.identity })
    else { return nil }
    return JournalEntry(
      .compensationKept, amount, finding.currency, on: day, caseID: claim.caseID,
      orderID: dossier.orderID, counterparty: claim.carrier, subject: claim.waybill)
  }
}

extension Charge {
  /// It takes money for a claim's parcel off a bill.
  func compensates(_ claim: CarrierClaim) -> Bool {
    type == .compensation && waybill == claim.waybill && carrier == claim.carrier
  }
}
