/// A refund that names a case and that nothing entitles to.
struct StrayRefund: Sendable {
  let caseID: Text
  /// Of its exception.
  let finding: UInt64
  /// Minor units.
  let amount: Int64
  let settledOn: Day
}

/// Who has got the money for goods gets no goods in their place before a person has said what the
/// money was for.
extension Desk {
  /// What a person took off a match is known to be none of the case's.
  func noteStray(_ finding: Finding, _ row: Settlement) {
    guard finding.code == .refundUnentitled, !finding.caseID.isEmpty,
      !rulings.heldBack.contains(finding.txnID)
    else { return }
    strayRefunds.append(
      StrayRefund(
        caseID: finding.caseID, finding: finding.identity, amount: finding.actual ?? 0,
        settledOn: day(row.settledAt)))
  }

  /// Whether money of a case went back by mistake, be it as too much of a difference, and nobody
  /// has seen to it.
  func hasStrayRefund(_ file: CaseFile) -> Bool {
    strayRefunds.contains { $0.caseID == file.caseID && !rulings.closed.contains($0.finding) }
      || money.contains { standing in
        guard standing.kind == .differenceRefund, case .over = standing.standing else {
          return false
        }
        let wanted = standing.due.expectation
        return wanted.caseID == file.caseID && standing.actual >= file.goodsBasis
          && !rulings.closed.contains(wanted.id)
      }
  }

  /// The day all that the goods were paid with went back by mistake; nil where it did not, or a
  /// person is done with that.
  func strayPaidOn(_ file: CaseFile) -> Day? {
    strayRefunds.first {
      $0.caseID == file.caseID && $0.amount >= file.goodsBasis
        && !rulings.closed.contains($0.finding)
    }?.settledOn
  }

  /// When a person last saw to such money.
  func strayRuledOn(_ file: CaseFile) -> Day? {
    strayRefunds.lazy.filter { $0.caseID == file.caseID }
      .compactMap { self.rulings.ruledOn($0.finding) }.max()
  }
}
