extension FeeRule {
  /// A billed weight above the chargeable one by more than the tolerance gives the billed fee (in
  /// the billed zone, if that differs too).
  static let weight = FeeRule(code: .feeWeight, check: .weight) { audit, rateCards in
    guard audit.isFreightOver, let rate = audit.rate, let chargeable = audit.chargeableGrams,
      let expected = audit.expectedFreight
    else { return nil }
    let billedZone = audit.rateOfBilledZone(rateCards)
    let agreed = FeeSum.adding(chargeable, audit.terms.weightToleranceGrams)
    let billed: InlineArray<2, Int64?> = [
      audit.position.billedWeightGrams, audit.parcel.billedWeightGrams,
    ]
    for place in billed.indices {
      guard let grams = billed[place], grams > agreed else { continue }
      let byWeight = audit.explainsFreight(rate.freight(grams: grams, direction: audit.direction))
      let byBoth = billedZone.map {
        audit.explainsFreight($0.freight(grams: grams, direction: audit.direction))
      }
      guard byWeight || byBoth == true && !audit.isExplainedByZone(billedZone) else { continue }
      var notes: [Note] = [.weight(billedGrams: grams, agreedGrams: chargeable)]
      if !byWeight { notes.append(.zone(billed: audit.position.zone, agreed: audit.parcel.zone)) }
      return FeeExplanation(
        expected: expected, actual: audit.position.standing[.freight], cause: "weight",
        notes: notes + audit.surchargeNotes, checks: [audit.isWeighedBySize ? .dimensions : .weight]
      )
    }
    return nil
  }
}

extension FeeAudit {
  /// The parcel's size, not its scale, gives what may be charged: then the carrier's arithmetic of
  /// sizes is what is off (FA04).
  fileprivate var isWeighedBySize: Bool {
    guard let rate, let volumetric = rate.volumetricGrams(parcel.cubicMillimetres) else {
      return false
    }
    return volumetric >= parcel.weightGrams ?? 0
  }
}
