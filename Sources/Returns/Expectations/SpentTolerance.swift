/// What refunds use of the tolerance, and whether a cap leaves room for it (design: section 6).
extension Desk {
  /// What a refund may be off, as far as the caps have room for it.
  func tolerance(of id: UInt64, _ file: CaseFile) -> Int64 {
    let tolerance = file.terms.refundTolerance
    guard tolerance > 0, !isToleranceUsedUp(id) else { return 0 }
    return min(tolerance, policy.toleranceCaps.line?[file.currency] ?? .max)
  }

  func isToleranceUsedUp(_ id: UInt64) -> Bool {
    circumstances.refusedTolerances.sortedContains(id)
  }

  func toleranceUse(_ match: Match) -> ToleranceUse {
    let row = dossier.settlements.first { $0.txnID == match.evidenceID }
    return ToleranceUse(
      identity: match.expectationID, counterparty: row?.accountID ?? Text(),
      amount: match.toleranceUsed, currency: match.currency, mark: match.mark)
  }
}
