extension FeeRule {
  /// A return that no case of its order explains, or more returns of a case than it has units.
  /// Whether it is owed is the shop's to find out: it is payable as audited.
  static let noCase = FeeRule(code: .feeOrphan, check: .noCase) { audit, _ in
    let standing = audit.allStanding
    guard let doubt = audit.waybill.caseDoubt, standing > 0 else { return nil }
    var notes: [Note] = []
    if case .further(let other) = doubt { notes = [.otherWaybill(other)] }
    return FeeExplanation(expected: nil, actual: standing, cause: "no case", notes: notes)
  }
}
