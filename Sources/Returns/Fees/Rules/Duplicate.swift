extension FeeRule {
  /// The same waybill and type of charge stand on an invoice billed earlier.
  static let duplicate = FeeRule(code: .feeDuplicate, check: .duplicate) { audit, _ in
    let position = audit.position
    guard !position.duplicated.isEmpty else { return nil }
    let again = ChargeType.every.reduce(Int64(0)) { sum, type in
      position.duplicated.contains(type) ? FeeSum.adding(sum, position.standing[type]) : sum
    }
    return FeeExplanation(
      expected: 0, actual: again,
      cause: "invoice \(position.invoiceNo) charged again after \(position.firstInvoice)",
      notes: [.otherInvoice(position.firstInvoice)] + audit.surchargeNotes)
  }
}
