public import Returns

/// How a dossier stood at the end of a business date, as far as counting needs it.
public struct CountedStanding {
  private let closing: ClosingState

  public init(_ closing: ClosingState) { self.closing = closing }

  /// What is expected to be refunded; before it is due, what is applied for may come. Nothing comes
  /// to a case that was turned down, withdrawn or closed without.
  func refund(
    of application: CaseLine, _ lines: ClaimedLines, _ dossier: Dossier,
    _ circumstances: Circumstances
  ) -> Int64 {
    if let expected = expected(application, dossier, circumstances) { return expected }
    let nothing = CaseResult.owesNothing(application.caseID, application.lineNo)
    return closing.contains(nothing) ? 0 : applied(application, lines, dossier)
  }

  /// What the goods of a case stand for, whatever became of it.
  func goods(
    of application: CaseLine, _ lines: ClaimedLines, _ dossier: Dossier,
    _ circumstances: Circumstances
  ) -> Int64 {
    expected(application, dossier, circumstances) ?? applied(application, lines, dossier)
  }

  private func expected(
    _ application: CaseLine, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64? {
    let id = circumstances.refundIdentity(of: application, shop: dossier.shop)
    return closing.expectations.first { $0.id == id }?.expected
  }

  private func applied(
    _ application: CaseLine, _ lines: ClaimedLines, _ dossier: Dossier
  ) -> Int64 {
    let isRefused = dossier.reviews.contains {
      $0.caseID == application.caseID && $0.verdict == .refused
    }
    guard application.kindNow != .exchange, !isRefused, application.withdrawnAt == nil else {
      return 0
    }
    if let requested = application.requestedAmount { return requested }
    return lines.amount
  }

  /// When the first refund of a case was paid: one that names it, or that was matched with what one
  /// of its lines is owed.
  func firstRefund(
    of caseID: Text, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Instant? {
    let owed = dossier.cases.filter { $0.caseID == caseID }
      .map { circumstances.refundIdentity(of: $0, shop: dossier.shop) }
    return dossier.settlements.lazy.filter { row in
      row.type == .refund && row.status == .succeeded
        && (row.refundRef == caseID
          || owed.contains { closing.contains(Match.takes($0, row.txnID)) })
    }.map(\.settledAt).min()
  }

  /// What the shop bears of a case's freight, as it was billed: nothing is converted.
  func freight(of caseID: Text) -> some Sequence<(currency: Currency, amount: Int64)> {
    closing.journal.lazy.filter { entry in
      entry.caseID == caseID && (entry.kind == .freight || entry.kind == .freightRefund)
    }.map { ($0.currency, $0.amount) }
  }
}
