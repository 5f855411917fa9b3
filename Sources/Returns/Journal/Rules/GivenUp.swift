extension JournalRule {
  /// Money that nothing explains and that a person accepted or wrote off (X5): a loss, and no
  /// longer unexplained. What was more than expected stands where the expected money does, and
  /// leaves that account. What an insurer or a carrier paid once more is kept: a gain, and the
  /// payer is owed nothing back.
  static let givenUp = JournalRule(.losses) { desk, outcome, entries in
    for loss in desk.rulings.losses {
      guard let finding = outcome.decided.first(where: { $0.identity == loss.finding }) else {
        continue
      }
      if let money = desk.money.first(where: { $0.due.expectation.id == loss.finding }) {
        if let entry = desk.excess(finding, money, on: loss.day) { entries.append(entry) }
        continue
      }
      let isPayout = finding.code == .payoutDuplicate
      guard var amount = finding.actual, let row = desk.unexplained(finding),
        let kind = isPayout ? desk.kept(row) : JournalKind(givenUp: finding.code)
      else { continue }
      // What a carrier paid for the goods was not paid before.
      if isPayout { amount -= finding.expected ?? 0 }
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
    case .refundDuplicate, .refundOver, .refundUnentitled, .refundOrphan, .ambiguous, .searchLimit:
      // What no expectation could be given for certain stands there as well.
      self = .refundGivenUp
    case .chargebackOnCase: self = .chargebackGivenUp
    default: return nil
    }
  }
}

extension Desk {
  /// What went out above an expected amount; nil for what is not entered.
  fileprivate func excess(
    _ finding: Finding, _ money: MoneyStanding, on day: Day
  ) -> JournalEntry? {
    let excess = (finding.actual ?? 0) - (finding.expected ?? 0)
    guard excess > 0, money.kind.evidenceType == .refund,
      let kind = JournalKind(writeOffOf: money.kind)
    else { return nil }
    return JournalEntry(
      kind, -excess, finding.currency, on: day, caseID: finding.caseID,
      orderID: dossier.orderID, subject: finding.caseID)
  }

  /// The movement that a finding is about, among those that the books have as unexplained.
  fileprivate func unexplained(_ finding: Finding) -> Settlement? {
    let places =
      switch finding.code {
      case .chargebackOnCase: views.chargebacks
      case .payoutDuplicate: views.payouts
      default: views.refunds
      }
    return places.lazy.map { self.dossier.settlements[$0] }.first {
      $0.txnID == finding.txnID && $0.currency == finding.currency
    }
  }

  /// What stands in the account of its payer; nil for what is not entered, for the payout that ends
  /// what the insurer owes, and for what a claim of ours has asked a carrier for: it owed that.
  fileprivate func kept(_ row: Settlement) -> JournalKind? {
    guard row.view == .trade else { return nil }
    if row.type == .compensation { return isClaimed(row) ? nil : .compensationKept }
    let isFirst = isFreightInsured && firstPayout?.isSameRow(as: row) ?? false
    return isFirst ? nil : .payoutKept
  }
}

extension Desk {
  /// It pays for a parcel by a claim's name: what came of it stands in the books as owed.
  private func isClaimed(_ row: Settlement) -> Bool {
    guard hasClaims, let id = InstructionID(row.refundRef) else { return false }
    return allCarrierClaims().contains { $0.id == id.subject && $0.ground.isParcelTrouble }
  }
}

extension Settlement {
  fileprivate func isSameRow(as other: Settlement) -> Bool {
    txnID == other.txnID && accountID == other.accountID && lineNo == other.lineNo
  }
}
