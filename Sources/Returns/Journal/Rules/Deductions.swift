extension JournalRule {
  /// `recover_freight: deduct`: the refund that was paid is smaller by the customer's freight,
  /// which is thereby settled.
  static let deductions = JournalRule { desk, _, entries in
    for standing in desk.money {
      guard standing.kind == .refund, let index = standing.due.file, case .met = standing.standing
      else { continue }
      let file = desk.files[index]
      guard let entitled = desk.entitlement(of: file) else { continue }
      let kept = entitled.amount - standing.due.expectation.amount
      entries.append(
        JournalEntry(
          .deduction, kept, file.currency, on: standing.settledOn, caseID: file.caseID,
          orderID: desk.dossier.orderID, subject: file.caseID))
    }
  }
}
