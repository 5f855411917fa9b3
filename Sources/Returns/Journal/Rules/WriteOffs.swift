extension JournalRule {
  /// A difference within the tolerance, or given up by a person: the money stands in the books as
  /// it was expected, the difference as written off, on the day and by the row of the decision, or
  /// of the money that came.
  static let writeOffs = JournalRule([.money, .matches]) { desk, outcome, entries in
    for state in outcome.expectations where state.writtenOff != 0 {
      guard let kind = JournalKind(writeOffOf: state.kind),
        let standing = desk.money.first(where: { $0.due.expectation.id == state.id })
      else {
        continue
      }
      let isIncome = state.kind.evidenceType == .payment
      let decided = desk.rulings.lastWriteOff(of: state.id)
      let money = outcome.matches.last { $0.expectationID == state.id }
        .flatMap { desk.movement(of: $0) }
      entries.append(
        JournalEntry(
          kind, isIncome ? -state.writtenOff : state.writtenOff, state.currency,
          on: decided?.day ?? standing.settledOn, caseID: standing.due.expectation.caseID,
          orderID: desk.dossier.orderID, subject: standing.due.expectation.caseID,
          source: decided.map(\.source) ?? money?.source))
    }
    desk.writeOffExcess(of: outcome.matches, &entries)
  }
}

extension Desk {
  /// What a payment is above its expectation, where a tolerance takes it as agreed (design:
  /// section 6): the payment stands in the books whole.
  fileprivate func writeOffExcess(of matches: [Match], _ entries: inout [JournalEntry]) {
    for match in matches where match.toleranceUsed > 0 && match.actual > match.expected {
      guard let kind = JournalKind(writeOffOf: match.kind), let row = movement(of: match) else {
        continue
      }
      let excess = match.actual - match.expected
      entries.append(
        JournalEntry(
          kind, match.kind.evidenceType == .payment ? excess : -excess, row.currency,
          on: day(row.settledAt), caseID: match.caseID, orderID: match.orderID,
          subject: row.txnID, source: row.source))
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
    case .freightPayment, .freightBack: self = .freightPaymentWriteOff
    default: return nil
    }
  }
}
