extension FeeRule {
  /// A charge for a waybill that no parcel and no case of the dossier knows: nothing is payable
  /// until one does.
  static let orphan = FeeRule(code: .feeOrphan, check: .unknown) { audit, _ in
    guard !audit.isKnown else { return nil }
    let standing = audit.allStanding
    guard standing > 0 else { return nil }
    return FeeExplanation(
      expected: 0, actual: standing, cause: "invoice \(audit.position.invoiceNo) unknown waybills")
  }
}
