extension JournalRule {
  /// Money that nothing explains and that a person accepted or wrote off (X5): a loss, and no
  /// longer unexplained; each part on its day. What was more than expected stands where the
  /// expected money does, and leaves that account. What an insurer or a carrier paid once more is
  /// kept: a gain, and the payer is owed nothing back.
  static let givenUp = JournalRule(.losses) { desk, outcome, entries in
    let losses = desk.rulings.losses
    for loss in losses {
      guard let finding = outcome.lost(loss) else { continue }
      let amount = loss.part ?? finding.excess - losses.parts(of: loss.finding)
      guard amount > 0 else { continue }
      if let money = desk.money.first(where: { $0.due.expectation.id == loss.finding }) {
        if let entry = desk.excess(amount, finding, money, on: loss.day) { entries.append(entry) }
        continue
      }
      let isPayout = finding.code == .payoutDuplicate
      if isPayout, let entry = desk.keptBeyondClaim(finding, amount, on: loss.day) {
        entries.append(entry)
        continue
      }
      guard let row = desk.unexplained(finding),
        let kind = isPayout ? desk.kept(row) : JournalKind(givenUp: finding.code)
      else { continue }
      var entry = desk.entry(kind, amount, row)
      entry.eventOn = loss.day
      entries.append(entry)
    }
  }
}

extension Outcome {
  /// What a loss is of: closed by it, or open with the rest.
  fileprivate func lost(_ loss: Rulings.Loss) -> Finding? {
    (loss.part == nil ? decided : decided + findings).first { $0.identity == loss.finding }
  }
}

extension [Rulings.Loss] {
  fileprivate func parts(of finding: UInt64) -> Int64 {
    reduce(0) { $1.finding == finding ? FeeSum.adding($0, $1.part ?? 0) : $0 }
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
  /// What is given up of what went out above an expected amount; nil for what is not entered.
  fileprivate func excess(
    _ amount: Int64, _ finding: Finding, _ money: MoneyStanding, on day: Day
  ) -> JournalEntry? {
    guard money.kind.evidenceType == .refund,
      let kind = JournalKind(writeOffOf: money.kind)
    else { return nil }
    return JournalEntry(
      kind, -amount, finding.currency, on: day, caseID: finding.caseID,
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

  /// What stands in the account of its payer; nil for what is not entered, and for what a claim of
  /// ours has asked a carrier for: it owed that, but for what is beyond the claim.
  fileprivate func kept(_ row: Settlement) -> JournalKind? {
    guard row.view == .trade else { return nil }
    if row.isOfSupplier { return .supplierCompensationKept }
    if row.type == .compensation {
      guard claimPaid(by: row) != nil else { return .compensationKept }
      let isBeyond = repeatedPayouts().contains {
        $0.row.isSameRow(as: row) && $0.beyondClaim > 0
      }
      return isBeyond ? .compensationKept : nil
    }
    return .payoutKept
  }
}

extension Settlement {
  func isSameRow(as other: Settlement) -> Bool {
    txnID == other.txnID && accountID == other.accountID && lineNo == other.lineNo
  }
}
