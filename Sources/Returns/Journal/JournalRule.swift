/// A kind of event that the books record: what of the judged dossier is to be entered. A new kind
/// is a new file with one of these and one line in `all`.
struct JournalRule: Sendable {
  let subjects: Subjects
  /// Adds the entries. Asked only where one of its subjects lies on the desk.
  let post: @Sendable (Desk, Outcome, inout [JournalEntry]) -> Void

  /// What rules look at, as it lies on most desks or on few.
  struct Subjects: OptionSet, Sendable {
    let rawValue: UInt16

    static let files = Subjects(rawValue: 1 << 0)
    static let matches = Subjects(rawValue: 1 << 1)
    static let fees = Subjects(rawValue: 1 << 2)
    /// Refunds and chargebacks.
    static let outflows = Subjects(rawValue: 1 << 3)
    /// What an insurance or a carrier paid.
    static let payouts = Subjects(rawValue: 1 << 4)
    static let claims = Subjects(rawValue: 1 << 5)
    static let findings = Subjects(rawValue: 1 << 6)
    /// Money that is expected.
    static let money = Subjects(rawValue: 1 << 7)
    /// What people gave up.
    static let losses = Subjects(rawValue: 1 << 8)
  }

  init(
    _ subjects: Subjects, post: @escaping @Sendable (Desk, Outcome, inout [JournalEntry]) -> Void
  ) {
    self.subjects = subjects
    self.post = post
  }

  static let all: [JournalRule] = [
    moneyMatched, moneyUnexplained, compensations, insurance, claimsGranted, freight,
    freightAccrued,
    deductions, writeOffs, givenUp, debtsGivenUp, goodsBack,
  ]
}

extension Desk {
  /// What should stand in the books of all that the dossier says by now.
  func keepBooks(into outcome: inout Outcome) {
    guard
      !dossier.charges.isEmpty || !dossier.settlements.isEmpty || !files.isEmpty
        || !dossier.claimResults.isEmpty || !policy.fees.billingDays.isEmpty
    else { return }
    let subjects = booked(outcome)
    // Taken out and put back, so that its memory is used again.
    var entries: [JournalEntry] = []
    swap(&entries, &outcome.journal)
    let rules = circumstances.rules.journal
    for index in rules.indices where !rules[index].subjects.isDisjoint(with: subjects) {
      rules[index].post(self, outcome, &entries)
    }
    if entries.contains(where: { $0.amount == 0 }) { entries.removeAll { $0.amount == 0 } }
    // What happened before go-live stands in the books that were kept then.
    if let opening = circumstances.openingDay(shop) {
      entries.removeAll { $0.eventOn.map { $0 < opening } ?? false }
    }
    swap(&entries, &outcome.journal)
  }

  /// What the books have rules for, as far as it lies on the desk.
  private func booked(_ outcome: Outcome) -> JournalRule.Subjects {
    var subjects: JournalRule.Subjects = []
    if !files.isEmpty { subjects.insert(.files) }
    if !outcome.matches.isEmpty { subjects.insert(.matches) }
    if !fees.isEmpty { subjects.insert(.fees) }
    if !views.refunds.isEmpty || !views.chargebacks.isEmpty { subjects.insert(.outflows) }
    if !views.payouts.isEmpty { subjects.insert(.payouts) }
    if hasClaims { subjects.insert(.claims) }
    if !outcome.findings.isEmpty { subjects.insert(.findings) }
    if !outcome.expectations.isEmpty { subjects.insert(.money) }
    if !rulings.losses.isEmpty { subjects.insert(.losses) }
    return subjects
  }
}
