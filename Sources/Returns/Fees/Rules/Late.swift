extension FeeRule {
  /// Delivered after the promised day by a carrier that then waives (a part of) its freight, and
  /// billed as if it had been in time.
  static let late = FeeRule(code: .feeOverbilled, check: .late) { audit, _ in
    guard audit.waybill.isLate, audit.isFreightOver, let rate = audit.rate,
      rate.lateBasisPoints > 0, let grams = audit.pricedGrams,
      let expected = audit.expectedFreight
    else { return nil }
    let billed = audit.position.standing[.freight]
    guard billed <= rate.freight(grams: grams, direction: audit.direction) else { return nil }
    return FeeExplanation(
      expected: expected, actual: billed, cause: "late delivery", notes: audit.surchargeNotes)
  }
}
