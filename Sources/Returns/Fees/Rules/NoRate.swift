extension FeeRule {
  /// There are rate cards, and none fits the carrier, the zone, the day and the currency: payable
  /// as billed.
  static let noRate = FeeRule(code: .feeNoRate, check: .rate) { audit, rateCards in
    let position = audit.position
    guard audit.hasRateCard, audit.rate == nil else { return nil }
    let extra = audit.surcharges.standing
    let isSurchargeOpen = extra > 0 && !audit.terms.agreesAllSurcharges
    guard position.standing[.freight] > 0 || isSurchargeOpen else { return nil }
    let zone = audit.parcel.zone.isEmpty ? position.zone : audit.parcel.zone
    var notes: [Note] = [.zone(billed: position.zone, agreed: audit.parcel.zone)]
    if let other = rateCards.rate(carrier: position.carrier, zone: zone, on: audit.day) {
      notes.append(.currencies(expected: other.currency, found: position.currency))
    }
    // A price in another currency is a fault of the statement, not of the rate cards (FA15).
    return FeeExplanation(
      expected: nil, actual: FeeSum.adding(position.standing[.freight], extra),
      cause: "zone \(zone) no rate", notes: notes, checks: notes.count > 1 ? [.statement] : [])
  }
}
