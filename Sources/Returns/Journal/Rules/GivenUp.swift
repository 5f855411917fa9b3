extension JournalRule {
  /// Money that nothing explains and that a person accepted or wrote off (X5): a loss, and no
  /// longer unexplained.
  static let givenUp = JournalRule { desk, outcome, entries in
    for loss in desk.rulings.losses {
      guard let finding = outcome.decided.first(where: { $0.identity == loss.finding }),
        let amount = finding.actual, let kind = JournalKind(givenUp: finding.code),
        let row = desk.dossier.settlements.first(where: { $0.txnID == finding.txnID })
      else { continue }
      var entry = desk.entry(kind, amount, row)
      entry.eventOn = loss.day
      entries.append(entry)
    }
  }
}

extension JournalKind {
  /// nil for what stands in no account of unexplained money.
  fileprivate init?(givenUp code: ExceptionCode) {
    switch code {
    case .refundDuplicate, .refundOver, .refundUnentitled, .refundOrphan: self = .refundGivenUp
    case .chargebackOnCase: self = .chargebackGivenUp
    default: return nil
    }
  }
}
