extension FeeRule {
  /// The charge names another zone than the parcel's, and that zone's rate gives the billed fee.
  static let zone = FeeRule(code: .feeZone, check: .zone) { audit, rateCards in
    guard audit.isFreightOff,
      let expected = audit.expectedFreight,
      audit.isExplainedByZone(audit.rateOfBilledZone(rateCards))
    else { return nil }
    let position = audit.position
    return FeeExplanation(
      expected: expected, actual: position.standing[.freight],
      cause: "zone \(audit.parcel.zone) billed as \(position.zone)",
      notes: [.zone(billed: position.zone, agreed: audit.parcel.zone)] + audit.surchargeNotes)
  }
}

extension FeeAudit {
  /// nil where the billed zone is not stated or is the agreed one.
  func rateOfBilledZone(_ rateCards: RateCards) -> Rate? {
    let agreed = parcel.zone
    guard !position.zone.isEmpty, !agreed.isEmpty, position.zone != agreed else { return nil }
    return rateCards.rate(position, zone: position.zone, on: day)
  }

  func isExplainedByZone(_ rate: Rate?) -> Bool {
    guard let rate, let chargeableGrams else { return false }
    let grams = rate.chargeableGrams(
      measured: parcel.weightGrams ?? chargeableGrams, volume: parcel.cubicMillimetres)
    if explainsFreight(rate.freight(grams: grams ?? chargeableGrams, direction: direction)) {
      return true
    }
    guard let pricedGrams, pricedGrams != chargeableGrams else { return false }
    return explainsFreight(rate.freight(grams: pricedGrams, direction: direction))
  }
}
