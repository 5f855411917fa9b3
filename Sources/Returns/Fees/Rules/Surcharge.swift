extension FeeRule {
  /// Packaging or surcharges above what the rate card agrees. Freight that is dearer than expected
  /// is another matter and comes first: the surcharges then are notes on it.
  static let surcharge = FeeRule(code: .feeSurcharge, check: .surcharge) { audit, _ in
    let (standing, agreed) = audit.surcharges
    guard !audit.isFreightOver, standing > agreed else { return nil }
    return FeeExplanation(
      expected: agreed, actual: standing, cause: "surcharge \(standing - agreed)",
      notes: audit.surchargeNotes, checks: audit.surchargeChecks)
  }
}

extension FeeAudit {
  /// The checks that find too much of something, each once.
  fileprivate var surchargeChecks: [FeeCheck] {
    var checks: [FeeCheck] = []
    for type in position.types.each
    where type != .freight && !type.isAllowance && !position.duplicated.contains(type) {
      guard position.standing[type] > owed(type), !checks.contains(type.check) else { continue }
      checks.append(type.check)
    }
    return checks
  }
}
