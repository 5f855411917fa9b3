extension FeeRule {
  /// A charge for a waybill that no parcel and no case of the dossier knows: nothing is payable
  /// until one does.
  static let orphan = FeeRule(code: .feeOrphan) { audit, _ in
    guard !audit.isKnown else { return nil }
    let standing = ChargeType.every.reduce(Int64(0)) { sum, type in
      type.isAllowance ? sum : FeeSum.adding(sum, max(0, audit.position.standing[type]))
    }
    guard standing > 0 else { return nil }
    return FeeExplanation(
      expected: 0, actual: standing, cause: "invoice \(audit.position.invoiceNo) unknown waybills")
  }
}
