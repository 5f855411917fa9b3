/// Claims that were paid and whose ground is gone: the parcel was found, what was charged too much
/// was credited as well, or is owed after all. Nothing is claimed any more, and all that was paid
/// is too much.
extension Desk {
  /// All claims that something may have been paid of; those without a ground have no amount.
  func paidClaims() -> [CarrierClaim] {
    guard hasClaims else { return [] }
    var claims = allCarrierClaims()
    if !isOrphan { addFoundParcels(to: &claims) }
    addGroundlessCharges(to: &claims)
    return claims
  }

  private func addFoundParcels(to claims: inout [CarrierClaim]) {
    for parcel in waybills where isFound(parcel) {
      if claims.contains(where: { $0.isOf(parcel) }) { continue }
      if let opening = circumstances.openingDay(shop), predates(parcel, opening) { continue }
      var claim = CarrierClaim(
        id: claimIdentity(of: parcel), ground: .parcelLost, carrier: parcel.carrier,
        waybill: parcel.waybill, amount: 0, currency: orderCurrency, deadline: nil,
        evidence: ClaimEvidence())
      claim.caseID = fileIndex(of: parcel).map { files[$0].caseID } ?? Text()
      claim.loseGround(freightOwed(by: claim))
      if isToldPaid(claim) || isBilledAsLost(parcel, claim) { claims.append(claim) }
    }
  }

  /// It has come, or the carrier that had lost it has it again.
  private func isFound(_ parcel: Waybill) -> Bool {
    parcel.conflict == nil && !parcel.isDamaged && lostOn(parcel.waybill) == nil
      && (parcel.deliveredAt != nil || parcel.status == .returned || wasLost(parcel)
        || receiver(of: parcel) != nil)
  }

  private func wasLost(_ parcel: Waybill) -> Bool {
    dossier.parcels.contains {
      $0.waybill == parcel.waybill && $0.carrier == parcel.carrier && $0.status == .lost
    }
  }

  /// The carrier has paid by a bill for a parcel that it said to be lost, or that came only after.
  private func isBilledAsLost(_ parcel: Waybill, _ claim: CarrierClaim) -> Bool {
    guard fees.contains(where: { $0.compensation < 0 && $0.compensates(claim) }) else {
      return false
    }
    if wasLost(parcel) { return true }
    guard let arrivedOn = parcel.deliveredAt.map(day) else { return false }
    return dossier.charges.contains { charge in
      charge.compensates(claim) && charge.amount < 0
        && charge.billedAt.map { day($0) < arrivedOn } ?? false
    }
  }

  private func addGroundlessCharges(to claims: inout [CarrierClaim]) {
    for line in fees where !line.isBeforeOpening {
      let id = claimIdentity(of: line)
      guard !claims.contains(where: { $0.id == id }) else { continue }
      var claim = CarrierClaim(
        id: id, ground: .feeOverbilled, carrier: line.carrier, waybill: line.waybill, amount: 0,
        currency: line.currency, deadline: nil, evidence: ClaimEvidence())
      claim.caseID = line.caseID
      if isToldPaid(claim) { claims.append(claim) }
    }
  }

  /// An account has money under the claim's name, or its carrier says that it has paid.
  private func isToldPaid(_ claim: CarrierClaim) -> Bool {
    dossier.settlements.contains { $0.pays(claim) }
      || results(of: claim.id, .carrierClaim).contains { $0.status == .paid }
  }
}
