/// Claims that were paid and whose ground is gone: what was charged too much was credited as well,
/// or is owed after all. Nothing is claimed any more, and all that was paid is too much.
extension Desk {
  /// All claims that something may have been paid of; those without a ground have no amount.
  func paidClaims() -> [CarrierClaim] {
    guard hasClaims else { return [] }
    var claims = allCarrierClaims()
    addGroundlessCharges(to: &claims)
    return claims
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
