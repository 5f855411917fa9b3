/// A movement that a person's `match` brought to an order may be found to be the exception's money
/// by itself once it is there: the match holds all the same.
extension DecisionReview {
  /// - Returns: whether the target has met what the exception told of; else it means nothing.
  func isMet(
    by decision: Decision, _ outcome: Outcome
  ) throws(DecisionRefusal) -> Bool {
    guard decision.action == .match, let seen = decision.seen, !seen.isClosed,
      let money = outcome.money(decision.exception)
    else { return false }
    let met = outcome.matches.filter {
      $0.expectationID == money.id && $0.evidenceID.string == decision.target
    }
    guard !met.isEmpty else { return false }
    guard decision.version == Int64(seen.version) else { throw .outdated }
    let amount = met.reduce(Int64(0)) { FeeSum.adding($0, $1.actual) }
    let bar = circumstances.policy.people.refusal(
      of: decision, code: seen.code, shop: seen.shop, amount: amount, currency: money.currency)
    if let bar { throw bar }
    return true
  }
}
