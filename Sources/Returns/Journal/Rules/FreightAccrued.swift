extension JournalRule {
  /// Freight that is overdue on the carrier's bills (FEE_UNBILLED), at the rate card's price. It is
  /// reversed when the bill comes.
  static let freightAccrued = JournalRule(.findings) { desk, outcome, entries in
    guard !desk.policy.fees.billingDays.isEmpty else { return }
    for finding in outcome.findings where finding.code == .feeUnbilled {
      guard let amount = finding.expected,
        let parcel = desk.waybills.first(where: { $0.waybill == finding.waybill })
      else { continue }
      entries.append(
        JournalEntry(
          .freightAccrued, amount, finding.currency, on: finding.openedOn, caseID: finding.caseID,
          orderID: desk.dossier.orderID, counterparty: parcel.carrier, subject: parcel.waybill))
    }
  }
}
