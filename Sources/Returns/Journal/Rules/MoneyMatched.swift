extension JournalRule {
  /// Money that moved as it should (or nearly): what of it was taken for an expectation.
  static let moneyMatched = JournalRule(.matches) { desk, outcome, entries in
    for match in outcome.matches {
      guard let kind = JournalKind(match.kind), let row = desk.movement(of: match) else { continue }
      entries.append(
        JournalEntry(
          kind, match.actual, row.currency, on: desk.day(row.settledAt), caseID: match.caseID,
          orderID: match.orderID, counterparty: row.accountID, subject: row.txnID,
          source: row.source))
    }
  }
}

extension JournalKind {
  /// nil for what is not entered: an order's own payment is the shop's revenue, not a return's.
  fileprivate init?(_ kind: ExpectationKind) {
    switch kind {
    case .refund: self = .refund
    case .freightRefund, .shippingRefund: self = .freightRefund
    case .differenceRefund: self = .differenceRefund
    case .differencePayment: self = .differencePayment
    case .compensation: self = .goodwill
    case .freightPayment: self = .freightPayment
    case .freightBack: self = .freightPaidBack
    default: return nil
    }
  }
}

extension Desk {
  /// The row that a match took as its evidence.
  func movement(of match: Match) -> Settlement? {
    let rows = dossier.settlements
    let candidates = match.kind.evidenceType == .payment ? views.payments : views.refunds
    let fits = candidates.filter { rows[$0].txnID == match.evidenceID }
    let exact = fits.first { rows[$0].currency == match.currency } ?? fits.first
    return exact.map { rows[$0] }
  }
}
