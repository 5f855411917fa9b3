extension JournalRule {
  /// `recover_freight: deduct`: the refund is smaller by the customer's freight, which is thereby
  /// settled: when the rest is paid, or at once where nothing is left to pay.
  static let deductions = JournalRule { desk, _, entries in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard file.terms.freightRecovery == .deduct, let entitled = desk.entitlement(of: file) else {
        continue
      }
      let kept = min(entitled.amount, desk.deductedFreight(of: index))
      var settledOn: Day? = entitled.day
      if kept < entitled.amount {
        guard let standing = desk.standing(.refund, of: index), case .met = standing.standing else {
          continue
        }
        settledOn = standing.settledOn
      }
      entries.append(
        JournalEntry(
          .deduction, kept, file.currency, on: settledOn, caseID: file.caseID,
          orderID: desk.dossier.orderID, subject: file.caseID))
    }
  }
}
