/// Judges the decisions on the exceptions of one dossier (or of the files and sources), one after
/// the other in the order they came: each against what is found with the ones before it carried
/// out. So what a person saw is what the decision is held against, and the result depends on
/// facts, policy, date and decisions alone (X5).
public struct DecisionReview {
  let decisions: [Decision]
  let circumstances: Circumstances
  /// nil for the trouble of files and sources.
  let dossier: Dossier?

  private(set) var judged: [JudgedDecision] = []
  private(set) var rulings = Rulings()
  /// Ids of decisions that another one takes back today.
  private var revoked: Set<String> = []
  /// Of decisions that stand in the place of others: what they are refused for, once that is known
  /// with the others taken back.
  private var replacing: [String: DecisionRefusal?] = [:]
  private(set) var grounds = DecisionGround([], Outcome())

  public init(_ decisions: [Decision], _ circumstances: Circumstances, dossier: Dossier?) {
    self.decisions = decisions
    self.circumstances = circumstances
    self.dossier = dossier
  }

  /// - Parameters:
  ///   - outcome: as judged without any decision; at the end with those in force.
  ///   - judge: judges anew by the rulings.
  public mutating func run(
    into outcome: inout Outcome, judge: (Rulings, inout Outcome) -> Void
  ) {
    var isAgain = false
    let bank = dossier.map { BankTakings(of: $0, circumstances) } ?? BankTakings()
    repeat {
      let before = revoked
      if isAgain, !rulings.isEmpty { judge(Rulings(), &outcome) }
      (judged, rulings) = ([], Rulings())
      grounds = DecisionGround(decisions, outcome, dossier, bank: bank)
      for decision in decisions {
        let result = review(decision, outcome)
        judged.append(result)
        let isNews =
          result.isApplied
          ? rulings.add(result, outcome)
          : rulings.remember(result, isGivenBack: grounds.isGivenBack(decision))
        if isNews { judge(rulings, &outcome) }
      }
      isAgain = revoked != before
    } while isAgain
    close(&outcome)
  }

  // MARK: one decision

  private mutating func review(_ decision: Decision, _ outcome: Outcome) -> JudgedDecision {
    if revoked.contains(decision.id) { return JudgedDecision(decision, .revoked) }
    switch decision.standing {
    case .lapsed, .revoked, .refused: return JudgedDecision(decision, decision.standing)
    case .inForce(_, let amount) where hasLostItsSecond(decision, amount, outcome):
      return JudgedDecision(decision, .revoked)
    case .inForce(let digest, let amount): return carryOn(decision, digest, amount, outcome)
    case .new: break
    }
    let amount: Int64?
    var finding = finding(decision.exception, outcome)
    do throws(DecisionRefusal) {
      if try makesRoom(for: decision, finding) { return JudgedDecision(decision, .new) }
      amount = try check(decision, finding, outcome)
    } catch {
      giveUp(decision, error)
      return JudgedDecision(decision, .refused(error))
    }
    if decision.action == .revoke || decision.action == .reopen {
      takeBack(decision)
      finding = nil
    }
    let digest = ground(decision, amount, finding, outcome)
    var result = JudgedDecision(decision, .inForce(digest: digest, amount: amount))
    if let finding { result.currency = stakes(decision, finding, outcome).currency }
    result.isApplied = isEffective(decision)
    return result
  }

  /// What a decision stands in the place of is taken back, and all is judged again without it: the
  /// version that the person saw is the one with it.
  /// - Returns: whether that has only now been found.
  private mutating func makesRoom(
    for decision: Decision, _ finding: Finding?
  ) throws(DecisionRefusal) -> Bool {
    guard decision.action.addsUp, !decision.revokes.isEmpty else { return false }
    if let known = replacing[decision.id] {
      if let known { throw known }
      return false
    }
    if let finding, !Self.isPresent(decision.version, finding, decision.seen) { throw .outdated }
    replacing[decision.id] = .some(nil)
    revoked.formUnion(decision.replaced)
    return true
  }

  /// It is not carried out: what it would have replaced stays in force.
  private mutating func giveUp(_ decision: Decision, _ refusal: DecisionRefusal) {
    guard let known = replacing[decision.id], known == nil else { return }
    replacing[decision.id] = refusal
    revoked.subtract(decision.replaced)
  }

  /// What a new decision is held against from now on. Who gives up all that is open wants to hear
  /// of any money that moves: that rests on all that the exception says.
  private func ground(
    _ decision: Decision, _ amount: Int64?, _ finding: Finding?, _ outcome: Outcome
  ) -> UInt64 {
    let open = outcome.money(decision.exception).map(\.open) ?? finding?.shortfall
    let isAll = decision.action == .writeOff && amount == open
    if !isAll, let ground = grounds.ofMoney(decision, amount, outcome) { return ground }
    return finding?.ground(for: decision.action) ?? decision.seen?.ground ?? 0
  }

  /// A decision of an earlier date: it lapses when what it was taken on has changed; where its
  /// trouble is gone of itself it waits, but for what was promised to a customer.
  private func carryOn(
    _ decision: Decision, _ digest: UInt64, _ amount: Int64?, _ outcome: Outcome
  ) -> JudgedDecision {
    var result = JudgedDecision(decision, decision.standing)
    guard decision.action.restsOnFacts, isEffective(decision),
      !rulings.closed.contains(decision.exception)
    else { return result }
    let finding = finding(decision.exception, outcome)
    if undoesMatch(decision) {
      result.isApplied = true
    } else if grounds.ofMoney(decision, amount, outcome) == digest {
      result.isApplied = true
      result.currency =
        outcome.money(decision.exception)?.currency ?? finding?.currency ?? .none
    } else if let finding,
      finding.ground(for: decision.action) == digest || finding.ground == digest
    {
      result.isApplied = true
      result.currency = stakes(decision, finding, outcome).currency
    } else if let finding, decision.action != .compensate || !finding.isPaid(besides: amount) {
      result.standing = .lapsed
    } else if decision.action == .compensate {
      // The customer was promised it: that the trouble has passed takes nothing back.
      result.isApplied = true
      result.currency = dossier.map { circumstances.orderCurrency(of: $0) } ?? .none
    } else {
      result.isOvertaken = isOvertaken(decision, outcome)
    }
    return result
  }

  /// Money came all the same, and its exception is gone.
  private func isOvertaken(_ decision: Decision, _ outcome: Outcome) -> Bool {
    switch decision.action {
    case .accept, .writeOff, .setAmount: outcome.money(decision.exception)?.matched ?? 0 > 0
    default: false
    }
  }

  /// A snooze ends.
  private func isEffective(_ decision: Decision) -> Bool {
    guard decision.action == .snooze, let until = decision.until else { return true }
    return circumstances.asOf < until
  }

  private mutating func takeBack(_ decision: Decision) {
    if decision.action == .revoke { revoked.insert(decision.revokes) }
    guard decision.action == .reopen else { return }
    for earlier in judged
    where earlier.decision.exception == decision.exception && earlier.standing.isInForce
      && earlier.decision.action.restsOnFacts
    { revoked.insert(earlier.decision.id) }
  }

  func isRevoked(_ decision: Decision) -> Bool { revoked.contains(decision.id) }

  func stakes(
    _ decision: Decision, _ finding: Finding, _ outcome: Outcome
  ) -> DecisionStake {
    DecisionStake(decision, finding, outcome, circumstances, dossier)
  }

  // MARK: what is found

  /// What is open under an identity: a finding, or a refused decision.
  func finding(_ identity: UInt64, _ outcome: Outcome) -> Finding? {
    guard !rulings.closed.contains(identity) else { return nil }
    return outcome.findings.first { $0.identity == identity }
      ?? refusals(outcome).first { $0.identity == identity }
  }

  /// Takes what a person is done with out of the findings; and says which decisions were refused.
  private func close(_ outcome: inout Outcome) {
    for finding in refusals(outcome) {
      if rulings.closed.contains(finding.identity) {
        outcome.decided.append(finding)
      } else {
        outcome.findings.append(finding)
      }
    }
    outcome.decisions += judged
  }
}

extension DecisionReview {
  /// Why the decision is not carried out.
  /// - Returns: what it gives up, sets or pays.
  private func check(
    _ decision: Decision, _ finding: Finding?, _ outcome: Outcome
  ) throws(DecisionRefusal) -> Int64? {
    if decision.isReused { throw .reused }
    if decision.action == .revoke || decision.action == .reopen {
      try checkUndoing(decision, finding)
      return nil
    }
    if isLetGo(decision) {
      try checkLetGo(decision)
      return nil
    }
    guard let finding else {
      if try isMet(by: decision, outcome) { return nil }
      throw decision.seen == nil ? .unknownException : .closed
    }
    if decision.action.restsOnFacts, replacing[decision.id] == nil,
      !Self.isPresent(decision.version, finding, decision.seen)
    {
      throw .outdated
    }
    let people = circumstances.policy.people
    let bar = people.refusal(
      of: decision, code: finding.code, shop: finding.shop, amount: nil, currency: .none)
    if let bar { throw bar }
    let stakes = stakes(decision, finding, outcome)
    let amount = try stakes.amount()
    let money = worth(of: decision, amount, stakes)
    let refusal = people.refusal(
      of: decision, code: finding.code, shop: finding.shop, amount: money,
      currency: stakes.currency)
    guard let refusal else { return amount }
    let isSeconded = proposers(of: decision).contains {
      people.isSecond(
        $0, to: decision, code: finding.code, shop: finding.shop, amount: money,
        currency: stakes.currency)
    }
    guard refusal == .needsApproval, isSeconded else { throw refusal }
    return amount
  }

  private func checkUndoing(
    _ decision: Decision, _ finding: Finding?
  ) throws(DecisionRefusal) {
    guard finding != nil || decision.seen != nil else { throw .unknownException }
    let own = judged.filter { $0.decision.exception == decision.exception }
    if decision.action == .revoke {
      guard let earlier = own.first(where: { $0.decision.id == decision.revokes }),
        earlier.decision.action != .revoke
      else { throw .target }
      let isToday = revoked.contains(decision.revokes)
      if !isToday, earlier.standing == .lapsed || earlier.standing == .revoked { throw .target }
    } else if !own.contains(where: { earlier in
      earlier.decision.action.restsOnFacts
        && (earlier.standing.isInForce || revoked.contains(earlier.decision.id))
    }) {
      throw .notApplicable
    }
    let code = finding?.code ?? decision.seen?.code ?? .decisionRefused
    let shop = finding?.shop ?? decision.seen?.shop ?? -1
    let refusal = circumstances.policy.people.refusal(
      of: decision, code: code, shop: shop, amount: nil, currency: .none)
    if let refusal { throw refusal }
  }

  /// Whether a version is the finding's of today: as the exception's life will count it, or as it
  /// was when it last said the same but for hints.
  private static func isPresent(
    _ version: Int64, _ finding: Finding, _ seen: SeenException?
  ) -> Bool {
    guard let seen else { return version == 1 }
    let isSame = !seen.isClosed && finding.digest == seen.digest
    if version == Int64(isSame ? seen.version : seen.version + 1) { return true }
    return !seen.isClosed && finding.ground == seen.ground && version == Int64(seen.version)
  }
}

// MARK: decisions refused

extension DecisionReview {
  /// A refusal is shown on the day it is made. After that it stays while its exception is open and
  /// nobody has decided anew; what names no exception stays until someone is done with it. That an
  /// exception was not open is over with the day: if it opens later, it speaks for itself.
  private func refusals(_ outcome: Outcome) -> [Finding] {
    judged.indices.compactMap { place in
      let decision = judged[place].decision
      guard case .refused(let refusal) = judged[place].standing else { return nil }
      let found = outcome.findings.first { $0.identity == decision.exception }
      let isNew = decision.receivedOn == circumstances.asOf
      let isForGood = refusal == .unknownException || refusal == .reused
      let isAnswered = judged[place...].contains { later in
        later.decision.exception == decision.exception && !later.standing.isRefused
          && later.decision.action.restsOnFacts
      }
      guard
        isNew
          ? !(refusal == .needsApproval && isAnswered)
          : isForGood || (refusal != .closed && found != nil && !isAnswered)
      else { return nil }
      return finding(decision, refusal, about: found)
    }
  }

  private func finding(
    _ decision: Decision, _ refusal: DecisionRefusal, about found: Finding?
  ) -> Finding {
    var hash = StableHash(seed: 0xDEC1)
    hash.combine(Text(decision.id))
    var finding = Finding(
      .decisionRefused, identity: hash.value, subject: Text(decision.id),
      shop: found?.shop ?? decision.seen?.shop ?? dossier?.shop ?? -1,
      openedOn: decision.receivedOn)
    if let found {
      finding.caseID = found.caseID
      finding.orderID = found.orderID
    } else if let dossier, !dossier.isLoose {
      finding.orderID = dossier.orderID
    }
    finding.notes = [
      .refusal(
        refusal, action: decision.action, by: Text(decision.decidedBy),
        about: Text(decision.exceptionID))
    ]
    return finding
  }
}

extension Decision {
  fileprivate var replaced: [String] {
    revokes.split(separator: Self.idSeparator).map(String.init)
  }
}

extension Finding {
  /// Digest of what a decision rests on: all that is said but for hints at what comes nearest, at
  /// why nothing leaves or not to the order's payments and what pricing anew gives (which other
  /// cases of the order change) and at where a file is, and for the day up to which a late source
  /// should have delivered, which moves every day.
  public var ground: UInt64 {
    var copy = self
    copy.notes.removeAll { note in
      switch note {
      case .nearest, .beyondPayments, .repriced, .takenAway, .heldDays, .looseRefund,
        .refundInDoubt:
        true
      default: note.isReplaced
      }
    }
    if code == .sourceLate { copy.dueOn = nil }
    return copy.digest
  }

  /// All that is amiss and open still, minor units; nil where it is not about money.
  var shortfall: Int64? {
    guard currency != .none, expected != nil || actual != nil else { return nil }
    return abs((expected ?? 0) - (actual ?? 0) - givenUp)
  }

  /// How much is there that nobody expects; 0 where there is none.
  var excess: Int64 { max(0, (actual ?? 0) - (expected ?? 0)) }

  /// Whether all that is too much is what was promised on top: one refund paid both.
  fileprivate func isPaid(besides promised: Int64?) -> Bool {
    guard code == .refundOver, let expected, let actual else { return false }
    return actual - expected == promised
  }
}
