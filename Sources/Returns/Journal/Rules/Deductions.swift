extension JournalRule {
  /// The refund is smaller by freight: the customer's own of the way back (`recover_freight:
  /// deduct`), which is thereby settled, and that of a way out that is no longer free. It is
  /// settled when the rest is paid, or at once where nothing is left to pay.
  static let deductions = JournalRule(.files) { desk, _, entries in
    for index in desk.files.indices {
      let file = desk.files[index]
      guard let entitled = desk.entitlement(of: file) else { continue }
      let out = min(entitled.amount, desk.lostFreeShipping(of: index))
      let back = min(entitled.amount - out, desk.deductedFreight(of: index))
      guard back + out > 0 else { continue }
      var settledOn: Day? = entitled.day
      if back + out < entitled.amount {
        guard let standing = desk.standing(.refund, of: index), case .met = standing.standing else {
          continue
        }
        settledOn = standing.settledOn
      }
      for (kind, amount) in [(JournalKind.deduction, back), (.shippingDeduction, out)] {
        entries.append(
          JournalEntry(
            kind, amount, file.currency, on: settledOn, caseID: file.caseID,
            orderID: desk.dossier.orderID, subject: file.caseID))
      }
    }
  }
}
