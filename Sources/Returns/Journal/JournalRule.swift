/// A kind of event that the books record: what of the judged dossier is to be entered. A new kind
/// is a new file with one of these and one line in `all`.
struct JournalRule: Sendable {
  let post: @Sendable (Desk, Outcome, inout [JournalEntry]) -> Void

  static let all: [JournalRule] = [
    moneyMatched, moneyUnexplained, compensations, insurance, claimsGranted, freight,
    freightAccrued,
    deductions, writeOffs, givenUp, goodsBack,
  ]
}

extension Desk {
  /// What should stand in the books of all that the dossier says by now.
  func keepBooks(into outcome: inout Outcome) {
    guard
      !dossier.charges.isEmpty || !dossier.settlements.isEmpty || !files.isEmpty
        || !dossier.claimResults.isEmpty || !policy.fees.billingDays.isEmpty
    else { return }
    // Taken out and put back, so that its memory is used again.
    var entries: [JournalEntry] = []
    swap(&entries, &outcome.journal)
    for rule in JournalRule.all { rule.post(self, outcome, &entries) }
    if entries.contains(where: { $0.amount == 0 }) { entries.removeAll { $0.amount == 0 } }
    swap(&entries, &outcome.journal)
  }
}
