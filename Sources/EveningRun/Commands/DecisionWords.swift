import Reports
import Returns

/// Words decisions for people who ask after them: who, when, why, and what they are worth.
struct DecisionWords {
  private let inquiry: Inquiry

  init(_ inquiry: Inquiry) { self.inquiry = inquiry }

  func rows(_ judged: [JudgedDecision]) -> [AnswerSection.Row] {
    judged.map { result in
      let decision = result.decision
      return [
        ("decision", decision.id), ("exception", decision.exceptionID),
        ("version", "\(decision.version)"), ("action", decision.action.name),
        ("target", decision.action == .revoke ? decision.revokes : decision.target),
        ("until", decision.until?.string ?? ""), ("by", decision.decidedBy),
        ("approved", decision.approvedBy), ("decided_on", decision.decidedOn.string),
        ("received_on", decision.receivedOn.string), ("standing", standing(result)),
        ("note", decision.note),
      ]
    }
  }

  private func standing(_ judged: JudgedDecision) -> String {
    switch judged.standing {
    case .new: "new"
    case .inForce where judged.isWaiting: "waiting: its exception is gone, and nothing rests on it"
    case .inForce: "in force"
    case .refused(let refusal): "refused: \(Wording.refusal(refusal, inquiry.language))"
    case .lapsed: "lapsed"
    case .revoked: "revoked"
    }
  }
}

extension JudgedDecision {
  /// Its trouble has passed of itself; it would count again if that came back.
  fileprivate var isWaiting: Bool {
    switch decision.action {
    case .accept, .writeOff, .match, .unmatch, .setAmount: !isApplied
    default: false
    }
  }
}
