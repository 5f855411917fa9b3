/// Two people for what one may not decide alone: named in `approved_by`, or by deciding the same in
/// a row of their own (X5).
extension DecisionReview {
  /// Who decided the same before, and needed a second person.
  func proposers(of decision: Decision) -> [String] {
    judged.filter {
      $0.standing == .refused(.needsApproval) && $0.decision.saysTheSame(as: decision)
    }.map(\.decision.decidedBy)
  }

  /// One of the two has taken his own row back today, and the other may not decide so alone.
  func hasLostItsSecond(_ decision: Decision, _ amount: Int64?, _ outcome: Outcome) -> Bool {
    guard decision.approvedBy.isEmpty, proposers(of: decision).isEmpty,
      judged.contains(where: {
        isRevoked($0.decision) && $0.decision.saysTheSame(as: decision)
      })
    else { return false }
    var (money, currency) = (amount, Currency.none)
    let finding = finding(decision.exception, outcome)
    if let finding {
      let stakes = stakes(decision, finding, outcome)
      (money, currency) = (worth(of: decision, amount, stakes), stakes.currency)
    } else if let dossier {
      currency = circumstances.orderCurrency(of: dossier)
    }
    let refusal = circumstances.policy.people.refusal(
      of: decision, code: finding?.code ?? decision.seen?.code ?? .decisionRefused,
      shop: finding?.shop ?? decision.seen?.shop ?? -1, amount: money, currency: currency)
    return refusal == .needsApproval
  }
}

extension Decision {
  /// About the same version of the same exception, whoever says it.
  fileprivate func saysTheSame(as other: Decision) -> Bool {
    exception == other.exception && version == other.version && action == other.action
      && amount == other.amount && amountDecimals == other.amountDecimals
      && target == other.target
  }
}
