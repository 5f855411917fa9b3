extension FeeRule {
  /// Packaging or surcharges above what the rate card agrees. Freight that is dearer than expected
  /// is another matter and comes first: the surcharges then are notes on it.
  static let surcharge = FeeRule(code: .feeSurcharge) { audit, _ in
    let (standing, agreed) = audit.surcharges
    guard !audit.isFreightOver, standing - agreed > audit.terms.feeTolerance else { return nil }
    return FeeExplanation(
      expected: agreed, actual: standing, cause: "surcharge \(standing - agreed)",
      notes: audit.surchargeNotes)
  }
}
