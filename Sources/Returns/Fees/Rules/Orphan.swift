extension FeeRule {
  /// A charge for a waybill that no parcel and no case of the dossier knows, or for none: nothing
  /// is payable until one does.
  static let orphan = FeeRule(code: .feeOrphan, check: .unknown) { audit, _ in
    if audit.position.isOfAccount { return audit.ofAccount }
    guard !audit.isKnown else { return nil }
    let standing = audit.allStanding
    guard standing > 0 else { return nil }
    return FeeExplanation(
      expected: 0, actual: standing, cause: "invoice \(audit.position.invoiceNo) unknown waybills")
  }
}

extension FeeAudit {
  /// What names no parcel and is on no list.
  fileprivate var ofAccount: FeeExplanation? {
    let excess = recoverable
    guard excess > 0 else { return nil }
    var notes: [Note] = [.namesNoParcel(position.invoiceNo)]
    for type in position.types.each where position.standing[type] > owed(type) {
      notes.append(.amounts(type.label, position.standing[type] - owed(type)))
    }
    return FeeExplanation(
      expected: 0, actual: excess,
      cause: "invoice \(position.invoiceNo) without waybill", notes: notes)
  }
}
