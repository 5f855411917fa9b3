extension ExceptionRule {
  /// Money came back of which no refund is known that it was: the case that it was for looks paid,
  /// and its customer waits.
  static let refundReturned = ExceptionRule(code: .refundReturned, subject: .returns) { desk in
    desk.views.strayReturns.compactMap { index in
      let row = desk.dossier.settlements[index]
      guard desk.mayLookPaid(without: row) else { return nil }
      var finding = desk.finding(.refundReturned, settlement: row, "returned refund")
      finding.expected = row.amount
      finding.actual = 0
      return finding
    }
  }
}

extension Desk {
  /// A refund of which the first that was heard is that it came back takes nothing from its case:
  /// that was not paid by then, and is `REFUND_FAILED` until another refund has come.
  fileprivate func mayLookPaid(without row: Settlement) -> Bool {
    let owed = money.filter {
      $0.kind.evidenceType == .refund && isAttempt(row, at: $0.due.expectation)
    }
    let cameOn = day(row.settledAt)
    return owed.isEmpty || owed.contains { $0.settledOn.map { $0 <= cameOn } ?? false }
  }
}
