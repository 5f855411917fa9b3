/// What a decision rests on: it lapses when that changes.
///
/// Most rest on all that their exception says. What a person sets as the amount, or gives up a part
/// of, rests on what is expected alone: the money that the decision still lets come fulfils it, and
/// is no change. Only what comes beyond that counts, and what the bank had taken back of it by then
/// and still keeps. Whose money a movement is rests on what is expected as well: no other payment
/// changes that.
struct DecisionGround {
  /// What was expected before any decision, of the expectations that are decided about.
  private let expected: [UInt64: Int64]
  private let dossier: Dossier?
  private let bank: BankTakings

  /// - Parameter outcome: as judged without any decision.
  init(
    _ decisions: [Decision], _ outcome: Outcome, _ dossier: Dossier? = nil,
    bank: BankTakings = BankTakings()
  ) {
    self.dossier = dossier
    self.bank = bank
    var expected: [UInt64: Int64] = [:]
    for decision in decisions where decision.action == .setAmount {
      expected[decision.exception] = outcome.money(decision.exception)?.expected
    }
    self.expected = expected
  }

  /// The bank has since given money back that a decision about a refund rested on: what that was
  /// to cover is owed as if nobody had decided.
  func isGivenBack(_ decision: Decision) -> Bool { bank.isGivenBack(since: decision.receivedOn) }

  /// How far an amount that a person sets is from what was expected; nil where nothing was.
  func change(to amount: Int64, _ exception: UInt64) -> Int64? {
    expected[exception].map { abs($0 - amount) }
  }

  /// - Parameters:
  ///   - amount: what the decision sets or gives up.
  ///   - outcome: with the decisions before it carried out.
  /// - Returns: nil where the decision rests on all that its exception says.
  func ofMoney(_ decision: Decision, _ amount: Int64?, _ outcome: Outcome) -> UInt64? {
    guard let money = outcome.money(decision.exception) else {
      return ofCharge(decision, amount, outcome)
    }
    if decision.action == .match { return digest(money.expected, money.currency, beyond: 0) }
    guard let amount else { return nil }
    switch decision.action {
    case .setAmount:
      let wanted = expected[decision.exception] ?? money.expected
      return bank.ground(digest(wanted, upTo: amount, money, outcome), decision, money)
    case .writeOff:
      let rest = money.expected - money.writtenOff - amount
      return bank.ground(digest(money.expected, upTo: rest, money, outcome), decision, money)
    default: return nil
    }
  }

  private func digest(
    _ expected: Int64, upTo limit: Int64, _ money: ExpectationState, _ outcome: Outcome
  ) -> UInt64 {
    var received: Int64 = 0
    for match in outcome.matches
    where match.expectationID == money.id && match.currency == money.currency {
      received += match.actual
    }
    return digest(expected, money.currency, beyond: received - limit)
  }

  private func digest(_ expected: Int64, _ currency: Currency, beyond: Int64) -> UInt64 {
    var hash = StableHash(seed: 0x6A0D)
    hash.combine(expected)
    hash.combine(UInt64(currency.code))
    hash.combine(max(0, beyond))
    return hash.value
  }

  /// A part of a carrier's charge that a person pays all the same: the carrier may take the rest
  /// back, but not more than that, nor charge anything besides.
  private func ofCharge(
    _ decision: Decision, _ amount: Int64?, _ outcome: Outcome
  ) -> UInt64? {
    let identity = decision.exception
    guard decision.action == .writeOff, let amount, let dossier,
      let dispute = outcome.disputes.first(where: { $0.identity == identity }),
      let finding = outcome.findings.first(where: { $0.identity == identity }),
      let expected = finding.expected, let actual = finding.actual
    else { return nil }
    var charged: Int64 = 0
    for charge in dossier.charges
    where charge.amount > 0 && charge.waybill == dispute.waybill
      && charge.carrier == dispute.carrier && charge.invoiceNo == dispute.invoiceNo
    { charged = FeeSum.adding(charged, charge.amount) }
    var hash = StableHash(
      seed: digest(
        expected, finding.currency, beyond: FeeSum.adding(expected, amount) - actual))
    hash.combine(charged)
    return hash.value
  }
}

extension Finding {
  /// What a decision of an action rests on. A refund is sent again because the attempt failed,
  /// however much is owed by now: its rows follow the amount.
  func ground(for action: DecisionAction) -> UInt64 {
    guard action == .resend, code == .refundFailed else { return ground }
    var hash = StableHash(seed: 0xFA11)
    hash.combine(txnID)
    hash.combine(UInt64(currency.code))
    return hash.value
  }
}

extension Outcome {
  /// The expectation of money of an identity.
  func money(_ identity: UInt64) -> ExpectationState? {
    expectations.first { $0.id == identity && $0.kind.isMoney }
  }
}
