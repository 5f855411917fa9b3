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

  /// The same charge stands on the invoice itself more than once: all but the first of rows that
  /// are alike. What else the type is too dear stands beside it.
  static let repeated = FeeRule(code: .feeDuplicate, check: .duplicate) { audit, _ in
    let types = audit.repeatedTypes
    guard types.rawValue != 0 else { return nil }
    var again: Int64 = 0
    var notes: [Note] = [.otherInvoice(audit.position.invoiceNo)]
    for type in types.each {
      let repeated = audit.repeated(type, over: audit.agreed(type))
      again = FeeSum.adding(again, repeated)
      let rest = audit.position.standing[type] - audit.owed(type) - repeated
      if rest > 0 { notes.append(.amounts(type.label, rest)) }
    }
    return FeeExplanation(
      expected: 0, actual: again,
      cause: "invoice \(audit.position.invoiceNo) charged again after \(audit.position.invoiceNo)",
      notes: notes + audit.surchargeNotes)
  }
}
