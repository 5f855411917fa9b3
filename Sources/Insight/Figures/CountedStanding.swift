public import Returns

/// How a dossier stood at the end of a business date, as far as counting needs it.
public struct CountedStanding {
  private let closing: ClosingState
  /// As earlier programs did: freight owed to customers once it was paid, the difference of an
  /// exchange never, every answer as a person. What they counted is taken off so.
  let countsAsBefore: Bool

  public init(_ closing: ClosingState) {
    self.closing = closing
    countsAsBefore = !closing.contains(ClosingState.countsOwed)
  }

  /// What is expected to be refunded, of an exchange what the new article is cheaper by; before it
  /// is due, what is applied for may come. Nothing comes to a case that was turned down, withdrawn
  /// or closed without.
  func refund(
    of application: CaseLine, _ lines: ClaimedLines, _ dossier: Dossier,
    _ circumstances: Circumstances
  ) -> Int64 {
    if let expected = expected(application, dossier, circumstances) { return expected }
    let difference = circumstances.differenceIdentity(of: application, shop: dossier.shop)
    if !countsAsBefore, let state = owed(.differenceRefund, difference) {
      return state.expected
    }
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
    owed(.refund, circumstances.refundIdentity(of: application, shop: dossier.shop))?.expected
  }

  /// Money that is owed to the customer, paid or not.
  private func owed(_ kind: ExpectationKind, _ id: UInt64) -> ExpectationState? {
    closing.expectations.first { $0.id == id && $0.kind == kind }
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

  /// What the shop bears of a case line's freight: what carriers billed for its case, in the
  /// currency that it was billed in, and what of its own freight the customer is owed, from when it
  /// is expected and whether or not it was paid, as of goods.
  func freight(
    of application: CaseLine, _ dossier: Dossier, _ circumstances: Circumstances, isFirst: Bool
  ) -> [(currency: Currency, amount: Int64)] {
    var freight: [(currency: Currency, amount: Int64)] = []
    // A carrier's bill is the case's and of none of its lines.
    for entry in closing.journal
    where isFirst && entry.caseID == application.caseID
      && (entry.kind == .freight || countsAsBefore && entry.kind == .freightRefund)
    {
      freight.append((entry.currency, entry.amount))
    }
    guard !countsAsBefore else { return freight }
    let wayBack = circumstances.freightRefundIdentity(of: application, shop: dossier.shop)
    if let state = owed(.freightRefund, wayBack) {
      freight.append((state.currency, state.expected))
    }
    let wayOut = circumstances.shippingRefundIdentity(of: dossier.orderID, shop: dossier.shop)
    if closing.contains(CaseResult.takesShipping(application.caseID, application.lineNo)),
      let state = owed(.shippingRefund, wayOut)
    {
      freight.append((state.currency, state.expected))
    }
    return freight
  }
}
