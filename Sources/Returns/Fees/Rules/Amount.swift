extension FeeRule {
  /// Freight dearer than the rate card says, for no reason the bill states.
  static let overbilled = FeeRule(code: .feeOverbilled, check: .rate) { audit, _ in
    guard audit.isFreightOver, let expected = audit.expectedFreight else { return nil }
    return FeeExplanation(
      expected: expected, actual: audit.position.standing[.freight],
      cause: "overbilled \(audit.freightVariance)", notes: audit.surchargeNotes)
  }

  /// Freight cheaper than the rate card says. Freight that a credit lowered is what was meant.
  static let underbilled = FeeRule(code: .feeUnderbilled, check: .rate) { audit, _ in
    guard audit.isFreightUnder, !audit.position.credited.contains(.freight),
      let expected = audit.expectedFreight
    else { return nil }
    return FeeExplanation(
      expected: expected, actual: audit.position.standing[.freight],
      cause: "underbilled \(-audit.freightVariance)")
  }
}
