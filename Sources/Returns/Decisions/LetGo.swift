/// A movement that a person's `match` had brought to an order goes back when she takes it off: by
/// the time that is judged, it is gone.
extension DecisionReview {
  /// Whether a decision takes off what a match had said: it rests on no figure, as wherever the
  /// movement lies by now it is not what that match made of it.
  func undoesMatch(_ decision: Decision) -> Bool {
    decision.action == .unmatch
      && judged.contains {
        $0.decision.action == .match && $0.decision.target == decision.target
          && !$0.standing.isRefused
      }
  }

  /// … and the movement has gone back.
  func isLetGo(_ decision: Decision) -> Bool {
    guard undoesMatch(decision), let dossier else { return false }
    return !dossier.settlements.contains { $0.txnID.string == decision.target }
  }

  func checkLetGo(_ decision: Decision) throws(DecisionRefusal) {
    guard let seen = decision.seen else { throw .unknownException }
    if seen.isClosed { throw .closed }
    if !SeenException.mayBe(decision.version, after: seen.version) { throw .outdated }
    let bar = circumstances.policy.people.refusal(
      of: decision, code: seen.code, shop: seen.shop, amount: nil, currency: .none)
    if let bar { throw bar }
  }
}
