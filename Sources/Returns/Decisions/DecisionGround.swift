/// What a decision rests on: it lapses when that changes.
///
/// Most rest on all that their exception says. What a person sets as the amount, or gives up a part
/// of, rests on what is expected alone: the money that the decision still lets come fulfils it, and
/// is no change. Only what comes beyond that counts.
struct DecisionGround {
  /// What was expected before any decision, of the expectations that are decided about.
  private let expected: [UInt64: Int64]

  /// - Parameter outcome: as judged without any decision.
  init(_ decisions: [Decision], _ outcome: Outcome) {
    var expected: [UInt64: Int64] = [:]
    for decision in decisions where decision.action == .setAmount {
      expected[decision.exception] = outcome.money(decision.exception)?.expected
    }
    self.expected = expected
  }

  /// How far an amount that a person sets is from what was expected; nil where nothing was.
  func change(to amount: Int64, _ exception: UInt64) -> Int64? {
    expected[exception].map { abs($0 - amount) }
  }

  /// - Parameters:
  ///   - amount: what the decision sets or gives up.
  ///   - outcome: with the decisions before it carried out.
  /// - Returns: nil where the decision rests on all that its exception says.
  func ofMoney(_ decision: Decision, _ amount: Int64?, _ outcome: Outcome) -> UInt64? {
    guard let amount, let money = outcome.money(decision.exception) else { return nil }
    switch decision.action {
    case .setAmount:
      let wanted = expected[decision.exception] ?? money.expected
      return digest(wanted, upTo: amount, money, outcome)
    case .writeOff:
      let rest = money.expected - money.writtenOff - amount
      return digest(money.expected, upTo: rest, money, outcome)
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
    var hash = StableHash(seed: 0x6A0D)
    hash.combine(expected)
    hash.combine(UInt64(money.currency.code))
    hash.combine(max(0, received - limit))
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
