extension JournalRule {
  /// The refund that was paid is smaller by freight: the customer's own of the way back
  /// (`recover_freight: deduct`), which is thereby settled, and that of a way out that is no
  /// longer free.
  static let deductions = JournalRule { desk, _, entries in
    for standing in desk.money {
      guard standing.kind == .refund, let index = standing.due.file, case .met = standing.standing
      else { continue }
      let file = desk.files[index]
      guard let entitled = desk.entitlement(of: file) else { continue }
      let kept = entitled.amount - standing.due.expectation.amount
      let shipping = desk.lostFreeShipping(of: index)
      for (kind, amount) in [
        (JournalKind.deduction, kept - shipping), (.shippingDeduction, shipping),
      ] {
        entries.append(
          JournalEntry(
            kind, amount, file.currency, on: standing.settledOn, caseID: file.caseID,
            orderID: desk.dossier.orderID, subject: file.caseID))
      }
    }
  }
}
