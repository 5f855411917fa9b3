extension FeeRule {
  /// A statement that contradicts itself or the parcels: a bill of a day before the parcel was
  /// handed over, or a tax that is not the agreed share of its amounts. What is owed does not
  /// change; a person looks whether the right statement was read.
  static let statement = FeeRule(code: .feeStatement, check: .statement) { audit, _ in
    if let (expected, actual) = audit.taxFault {
      return FeeExplanation(
        expected: expected, actual: actual,
        cause: "invoice \(audit.position.invoiceNo) tax", notes: [.amounts("tax", actual)])
    }
    guard audit.isBilledEarly, audit.allStanding > 0 else { return nil }
    return FeeExplanation(
      expected: nil, actual: audit.allStanding,
      cause: "invoice \(audit.position.invoiceNo) period", notes: [.billedBefore(audit.day)])
  }
}

extension FeeAudit {
  /// The tax that should be in the amounts, and the tax stated, where they differ by more than a
  /// minor unit a charge.
  var taxFault: (expected: Int64, actual: Int64)? {
    guard position.taxRows > 0, let rate, rate.taxBasisPoints > 0,
      let expected = MinorUnits.proportion(
        position.taxed, rate.taxBasisPoints, 10_000 + rate.taxBasisPoints)
    else { return nil }
    let isNear = (position.tax - expected).magnitude <= UInt64(position.taxRows)
    return isNear ? nil : (expected, position.tax)
  }
}
