public import Returns

/// How a dossier stood at the end of a business date, as far as counting needs it.
public struct CountedStanding {
  private let closing: ClosingState

  public init(_ closing: ClosingState) { self.closing = closing }

  /// What is expected to be refunded; before it is due, what is applied for may come. Nothing comes
  /// to a case that was turned down, withdrawn or closed without.
  func refund(
    of application: CaseLine, _ line: SoldLine, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64 {
    if let expected = expected(application, dossier, circumstances) { return expected }
    let nothing = CaseResult.owesNothing(application.caseID, application.lineNo)
    return closing.contains(nothing) ? 0 : applied(application, line, dossier)
  }

  /// What the goods of a case stand for, whatever became of it.
  func goods(
    of application: CaseLine, _ line: SoldLine, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64 {
    expected(application, dossier, circumstances) ?? applied(application, line, dossier)
  }

  private func expected(
    _ application: CaseLine, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64? {
    let id = circumstances.refundIdentity(of: application, shop: dossier.shop)
    return closing.expectations.first { $0.id == id }?.expected
  }

  private func applied(
    _ application: CaseLine, _ line: SoldLine, _ dossier: Dossier
  ) -> Int64 {
    let isRefused = dossier.reviews.contains {
      $0.caseID == application.caseID && $0.verdict == .refused
    }
    guard application.kindNow != .exchange, !isRefused, application.withdrawnAt == nil else {
      return 0
    }
    if let requested = application.requestedAmount { return requested }
    let share = line.amount.multipliedReportingOverflow(
      by: min(application.quantity, line.quantity))
    return share.overflow ? line.amount : share.partialValue / max(1, line.quantity)
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

  /// What the shop bears of a case's freight: once a case.
  func freight(of application: CaseLine, isFirst: Bool) -> Int64 {
    guard isFirst else { return 0 }
    return closing.journal.reduce(0) { sum, entry in
      guard entry.caseID == application.caseID else { return sum }
      switch entry.kind {
      case .freight, .freightRefund: return sum &+ entry.amount
      default: return sum
      }
    }
  }
}
