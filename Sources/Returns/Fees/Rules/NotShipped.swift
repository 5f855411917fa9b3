extension FeeRule {
  /// A label that was made and never used, as far as the carrier's own records go: nothing is
  /// payable until it picks the parcel up.
  static let notShipped = FeeRule(code: .feeOverbilled, check: .notShipped) { audit, _ in
    let standing = audit.allStanding
    guard audit.isNeverShipped, standing > 0 else { return nil }
    return FeeExplanation(expected: 0, actual: standing, cause: "never shipped")
  }
}
