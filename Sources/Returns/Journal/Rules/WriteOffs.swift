extension JournalRule {
  /// A difference within the tolerance: the refund stands in the books as it was expected, the
  /// difference as written off.
  static let writeOffs = JournalRule { desk, outcome, entries in
    for state in outcome.expectations where state.writtenOff != 0 && state.kind != .payment {
      guard let standing = desk.money.first(where: { $0.due.expectation.id == state.id }) else {
        continue
      }
      let isIncome = state.kind == .differencePayment
      entries.append(
        JournalEntry(
          .writeOff, isIncome ? -state.writtenOff : state.writtenOff, state.currency,
          on: standing.settledOn, caseID: standing.due.expectation.caseID,
          orderID: desk.dossier.orderID, subject: standing.due.expectation.caseID))
    }
  }
}
