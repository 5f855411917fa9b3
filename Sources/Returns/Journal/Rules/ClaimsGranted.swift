extension JournalRule {
  /// What a carrier owes by its own word (R6.2): for a parcel what it granted, or paid, but for the
  /// freight that stands as owed by it already; for an overcharge what it paid back, but for what
  /// its bill is paid for it. What it paid beyond the claim is no gain before a person keeps it.
  static let claimsGranted = JournalRule(.claims) { desk, _, entries in
    for claim in desk.allCarrierClaims() {
      let standing = desk.standing(of: claim)
      let paid = min(standing.paid, claim.amount)
      let amount =
        claim.ground.isParcelTrouble
        ? max(standing.granted, paid) - desk.freightOwed(by: claim)
        : paid - desk.paidBack(by: claim)
      guard amount > 0 else { continue }
      let answer = desk.results(of: claim.id, .carrierClaim).first { $0.status != .acknowledged }
      entries.append(
        JournalEntry(
          claim.ground.isAboutGoods ? .goodsOfCarrier : .lateFreightOfCarrier, amount,
          claim.currency, on: answer.map { desk.day($0.at) }, caseID: claim.caseID,
          orderID: desk.dossier.orderID, counterparty: claim.carrier, subject: claim.waybill,
          source: answer?.source))
    }
  }
}

extension Desk {
  /// What of an overcharge its carrier is paid on the bill, as it has paid it back.
  fileprivate func paidBack(by claim: CarrierClaim) -> Int64 {
    fees.reduce(0) {
      claimIdentity(of: $1) == claim.id && $1.currency == claim.currency
        ? FeeSum.adding($0, $1.paidBack) : $0
    }
  }
}

extension ExceptionCode {
  fileprivate var isAboutGoods: Bool { self == .parcelLost || self == .parcelDamaged }
}
