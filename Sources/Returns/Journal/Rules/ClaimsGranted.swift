extension JournalRule {
  /// What a carrier owes by its own word for a parcel (R6.2): what it granted, or paid, but for the
  /// freight that stands as owed by it already. What it paid beyond the claim is no gain before a
  /// person keeps it.
  static let claimsGranted = JournalRule(.claims) { desk, _, entries in
    for claim in desk.allCarrierClaims() where claim.ground.isParcelTrouble {
      let standing = desk.standing(of: claim)
      let amount =
        max(standing.granted, min(standing.paid, claim.amount)) - desk.freightOwed(by: claim)
      guard amount > 0 else { continue }
      let answer = desk.results(of: claim.id, .carrierClaim).first { $0.status != .acknowledged }
      entries.append(
        JournalEntry(
          claim.ground == .parcelLate ? .lateFreightOfCarrier : .goodsOfCarrier, amount,
          claim.currency, on: answer.map { desk.day($0.at) }, caseID: claim.caseID,
          orderID: desk.dossier.orderID, counterparty: claim.carrier, subject: claim.waybill,
          source: answer?.source))
    }
  }
}
