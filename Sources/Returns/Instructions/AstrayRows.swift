/// Rows that would send something where it does not belong any more: the case turned out to be
/// another order's, or the payment that they name is none of the order's.
extension IssuedRow {
  func isAstray(_ wanted: Instruction) -> Bool {
    if isElsewhere { return true }
    guard !part.paymentRef.isEmpty, !wanted.means.isEmpty else { return false }
    // A row without an account went by the order's own word, before any payment was known.
    let known =
      part.accountID.isEmpty ? wanted.means : wanted.means.filter { !$0.accountID.isEmpty }
    return !known.isEmpty && !known.contains { part.names($0) }
  }
}

extension InstructionPart {
  /// What it does not say speaks against no payment.
  fileprivate func names(_ means: InstructionPart) -> Bool {
    guard paymentRef == means.paymentRef else { return false }
    if accountID.isEmpty { return true }
    return accountID == means.accountID
      && (channel.isEmpty || means.channel.isEmpty || channel == means.channel)
  }
}
