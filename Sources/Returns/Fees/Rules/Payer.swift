extension FeeRule {
  /// The manifest says that the sender paid at the counter or the receiver at the door, and the
  /// shop's account is charged again.
  static let paidByOthers = FeeRule(code: .feeOverbilled, check: .priceOrPayer) { audit, _ in
    let standing = audit.allStanding
    guard audit.isPaidByOthers, standing > 0, let agreed = audit.parcel.terms else { return nil }
    return FeeExplanation(
      expected: 0, actual: standing, cause: "payer",
      notes: [.payer(agreed: agreed, billed: audit.position.terms)])
  }

  /// A return that is billed what the same parcel costs on its way out, though the card has a price
  /// for returns.
  static let asForward = FeeRule(code: .feeOverbilled, check: .priceOrPayer) { audit, _ in
    guard audit.isFreightOver, audit.direction == .return || audit.direction == .returnToCustomer,
      let rate = audit.rate, rate.returnBasisPoints != 10_000, let grams = audit.pricedGrams,
      let expected = audit.expectedFreight,
      audit.explainsFreight(rate.freight(grams: grams, direction: .outbound))
    else { return nil }
    return FeeExplanation(
      expected: expected, actual: audit.position.standing[.freight], cause: "return as forward",
      notes: audit.surchargeNotes)
  }
}
