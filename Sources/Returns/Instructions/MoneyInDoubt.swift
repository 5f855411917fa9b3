/// Money that went out and that nobody can tell the purpose of yet: before it is clear what it was
/// for, no more is sent (R5.1).
extension Desk {
  /// The first refund that may be for an expectation and met nothing (yet); nil where there is
  /// none.
  func refundInDoubt(for wanted: MoneyExpectation, _ outcome: Outcome) -> Text? {
    let index = views.refunds.first { isInDoubt(dossier.settlements[$0], for: wanted, outcome) }
    return index.map { dossier.settlements[$0].txnID }
  }

  /// Whether money that went back may yet turn out to be for a refund of the order.
  func isInDoubt(_ row: Settlement, _ outcome: Outcome) -> Bool {
    money.contains { standing in
      standing.kind.evidenceType == .refund
        && isInDoubt(row, for: standing.due.expectation, outcome)
    }
  }

  private func isInDoubt(
    _ row: Settlement, for wanted: MoneyExpectation, _ outcome: Outcome
  ) -> Bool {
    guard mayBe(row, for: wanted), !rulings.heldBack.contains(row.txnID) else { return false }
    var (paid, taken): (Int64, Int64) = (0, 0)
    for other in views.refunds where dossier.settlements[other].txnID == row.txnID {
      paid += dossier.settlements[other].amount
    }
    for match in outcome.matches
    where match.evidenceID == row.txnID && match.kind.evidenceType == .refund {
      taken += match.actual
    }
    return taken < paid && !outcome.decided.contains { $0.txnID == row.txnID }
  }

  /// Whether a refund may be meant for an expectation: it names its case, or none, and then it was
  /// not made before the case was applied for.
  func mayBe(_ row: Settlement, for wanted: MoneyExpectation) -> Bool {
    if row.refundRef == wanted.caseID { return true }
    if let id = InstructionID(row.refundRef), id.kind == .refund { return id.subject == wanted.id }
    guard !namesCase(row.refundRef) else { return false }
    let appliedAt = lines(of: wanted.caseID).map(\.application.appliedAt).min()
    return appliedAt.map { day(row.settledAt) >= day($0) } ?? true
  }

  /// Says where people look that a refund does not leave because of such money.
  func noteInDoubt(in outcome: inout Outcome) {
    guard !views.refunds.isEmpty, !policy.shops[shop].platformExecutesRefunds else { return }
    for place in outcome.findings.indices {
      let finding = outcome.findings[place]
      let owner = money.first { standing in
        guard standing.kind.evidenceType == .refund, standing.isOwed else { return false }
        switch finding.code {
        case .refundMissing, .refundShort, .freightRefundMissing:
          return standing.due.expectation.id == finding.identity
        case .lawRefundOverdue:
          return standing.kind == .refund && standing.due.expectation.caseID == finding.caseID
        default: return false
        }
      }
      guard let owner, let refund = refundInDoubt(for: owner.due.expectation, outcome) else {
        continue
      }
      outcome.findings[place].notes.append(.refundInDoubt(refund))
    }
  }

  /// What of an expectation a person has to say anew, because a decision about it has lapsed (more
  /// came than it left open, or more came to be owed): all that was owed when it was made and has
  /// not come by the time more was. What came to be owed since is no part of it.
  func undecidedPart(of standing: MoneyStanding, _ outcome: Outcome) -> Int64 {
    let wanted = standing.due.expectation
    guard standing.matched > 0, standing.open > 0,
      let since = rulings.undecided.last(where: { $0.expectation == wanted.id })?.day
    else { return 0 }
    let parts = partsOwed(of: standing.due)
    let place = parts.lastIndex { $0.since <= since } ?? 0
    guard place + 1 < parts.count else { return standing.open }
    let next = parts[place + 1].since
    var left = parts[place].owed - standing.writtenOff
    for match in outcome.matches where match.expectationID == wanted.id {
      let isEarlier = views.refunds.contains {
        let row = dossier.settlements[$0]
        return row.txnID == match.evidenceID && day(row.settledAt) < next
      }
      if isEarlier { left -= match.actual }
    }
    return min(max(0, left), standing.open)
  }
}
