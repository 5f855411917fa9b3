extension JournalRule {
  /// A difference within the tolerance, or given up by a person: the money stands in the books as
  /// it was expected, the difference as written off.
  static let writeOffs = JournalRule { desk, outcome, entries in
    for state in outcome.expectations where state.writtenOff != 0 {
      guard let kind = JournalKind(writeOffOf: state.kind),
        let standing = desk.money.first(where: { $0.due.expectation.id == state.id })
      else {
        continue
      }
      let isIncome = state.kind.evidenceType == .payment
      entries.append(
        JournalEntry(
          kind, isIncome ? -state.writtenOff : state.writtenOff, state.currency,
          on: standing.settledOn, caseID: standing.due.expectation.caseID,
          orderID: desk.dossier.orderID, subject: standing.due.expectation.caseID))
    }
  }
}

extension JournalKind {
  /// nil for what is not entered: see `moneyMatched`.
  init?(writeOffOf kind: ExpectationKind) {
    switch kind {
    case .refund: self = .writeOff
    case .freightRefund, .shippingRefund: self = .freightRefundWriteOff
    case .differenceRefund, .differencePayment: self = .differenceWriteOff
    case .compensation: self = .goodwillWriteOff
    case .freightPayment: self = .freightPaymentWriteOff
    default: return nil
    }
  }
}
