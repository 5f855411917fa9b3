/// What a decision gives up, sets or pays, and whether it means anything for its exception.
struct DecisionStake {
  private let decision: Decision
  let finding: Finding
  let dossier: Dossier?
  /// The expectation of money that the exception is about.
  private let expectation: ExpectationState?
  /// Whether a carrier charges more than is owed of it: that may be given up in parts.
  private let isOvercharge: Bool
  /// Whether the decision names a movement that is matched here.
  private let isAboutMatch: Bool
  private let circumstances: Circumstances

  init(
    _ decision: Decision, _ finding: Finding, _ outcome: Outcome, _ circumstances: Circumstances,
    _ dossier: Dossier?
  ) {
    self.decision = decision
    self.finding = finding
    self.dossier = dossier
    expectation = outcome.money(finding.identity)
    isOvercharge = outcome.disputes.contains { $0.identity == finding.identity }
    isAboutMatch = outcome.matches.contains {
      $0.evidenceFeed == .settlements && $0.evidenceID.string == decision.target
    }
    self.circumstances = circumstances
  }

  /// Minor units of the exception's currency; nil where the action is about no amount.
  func amount() throws(DecisionRefusal) -> Int64? {
    let given = try givenAmount()
    switch decision.action {
    case .accept:
      return expectation.map { $0.open(toldBy: finding) }.flatMap { $0 > 0 ? $0 : nil }
        ?? finding.shortfall
    case .writeOff: return try writeOff(given)
    case .match: try checkEvidence()
    case .unmatch: try checkTaken()
    case .setAmount:
      guard expectation != nil else { throw .notApplicable }
      guard let given, given >= 0 else { throw .amount }
      return given
    case .compensate:
      guard !finding.caseID.isEmpty, finding.currency != .none || given != nil else {
        throw .notApplicable
      }
      guard let given, given > 0 else { throw .amount }
      return given
    // Goods are ordered for a case: a parcel that belongs to none would be sent again by nobody.
    case .reship: if finding.caseID.isEmpty { throw .notApplicable }
    case .resend:
      if finding.code != .refundFailed { throw .notApplicable }
      if isAttemptOpen { throw .attemptOpen }
    case .assign: if decision.target.isEmpty { throw .target }
    case .snooze:
      guard let until = decision.until, until > circumstances.asOf else { throw .until }
    case .note, .reopen, .revoke: break
    }
    return nil
  }

  /// What a `resend` sends again: the attempts that failed at rows of ours, and no more than is
  /// owed; nil where none of ours stands. What is owed beyond them leaves by itself.
  var failedAmount: Int64? {
    guard finding.code == .refundFailed, let dossier, let owed = finding.shortfall,
      let round = circumstances.issued[.refund, finding.identity]
    else { return nil }
    var sum: Int64 = 0
    for row in dossier.settlements
    where row.type == .refund && (row.status == .failed || row.status == .reversed)
      && row.currency == finding.currency
      && (row.refundRef == finding.caseID || row.txnID == finding.txnID
        || InstructionID(row.refundRef)?.subject == finding.identity)
      && round.isOrigin(of: row, on: circumstances.day(row.settledAt, dossier.shop))
    { sum = FeeSum.adding(sum, row.amount) }
    return sum > 0 ? min(sum, owed) : nil
  }

  /// What failed is another attempt than the one that is still open.
  private var isAttemptOpen: Bool {
    guard let dossier, let round = circumstances.issued[.refund, finding.identity] else {
      return false
    }
    return !dossier.settlements.contains { row in
      row.txnID == finding.txnID && row.type == .refund && row.status != .succeeded
        && round.isOrigin(of: row, on: circumstances.day(row.settledAt, dossier.shop))
    }
  }

  private func writeOff(_ given: Int64?) throws(DecisionRefusal) -> Int64? {
    guard let whole = finding.shortfall, whole > 0 else { throw .notApplicable }
    guard let open = expectation?.open(toldBy: finding), open > 0 else {
      guard let given, given != whole else { return whole }
      // What else is missing than expected money is given up whole.
      let isInParts = isOvercharge || (finding.excess > 0 && !finding.code.isAboutCharge)
      guard isInParts, given > 0, given < whole else { throw .amount }
      return given
    }
    guard (given ?? open) > 0, (given ?? open) <= open else { throw .amount }
    return given ?? open
  }

  /// Any exception about a movement may show that another one was matched by mistake.
  private func checkTaken() throws(DecisionRefusal) {
    if expectation != nil { return try checkEvidence() }
    if finding.txnID.isEmpty { throw .notApplicable }
    if !isAboutMatch { throw .target }
  }

  private func checkEvidence() throws(DecisionRefusal) {
    guard let expectation, let dossier else { throw .notApplicable }
    let isThere = dossier.settlements.contains { row in
      row.txnID.string == decision.target && row.type == expectation.kind.evidenceType
        && row.status == .succeeded
    }
    if !isThere { throw .target }
  }

  /// As written, in minor units.
  private func givenAmount() throws(DecisionRefusal) -> Int64? {
    guard var amount = decision.amount else { return nil }
    var steps = currency.decimals - decision.amountDecimals
    while steps > 0 {
      let (next, isTooBig) = amount.multipliedReportingOverflow(by: 10)
      if isTooBig { throw .amount }
      (amount, steps) = (next, steps - 1)
    }
    while steps < 0 {
      if amount % 10 != 0 { throw .amount }
      (amount, steps) = (amount / 10, steps + 1)
    }
    return amount
  }

  /// The exception's currency; of one that is about no money (a parcel that is late), the order's.
  var currency: Currency {
    // Goods are sent again at what was paid for them.
    if finding.currency != .none, decision.action != .reship { return finding.currency }
    return dossier.map { circumstances.orderCurrency(of: $0) } ?? .none
  }
}

extension ExpectationState {
  /// What is open of what a finding tells: a part that is not due yet is none of it.
  fileprivate func open(toldBy finding: Finding?) -> Int64 {
    guard let told = finding?.expected, told < expected else { return open }
    return max(0, told - matched - writtenOff)
  }
}

extension Rulings {
  /// Carries a decision out.
  /// - Returns: whether the dossier has to be judged anew.
  mutating func add(_ judged: JudgedDecision, _ outcome: Outcome) -> Bool {
    let decision = judged.decision
    guard case .inForce(_, let amount) = judged.standing else { return false }
    let exception = decision.exception
    if decision.action.restsOnFacts { undecided.removeAll { $0.expectation == exception } }
    let expectation = outcome.money(exception)
    let finding = outcome.findings.first { $0.identity == exception }
    let isLoss = expectation == nil || finding?.code == .refundOver
    switch decision.action {
    case .accept, .writeOff, .setAmount: moneyRuled.append((exception, decision.receivedOn))
    default: break
    }
    switch decision.action {
    case .note, .assign, .snooze, .reopen, .revoke: return false
    case .accept:
      givenUp.append(exception)
      if let expectation { giveUp(expectation.open(toldBy: finding), decision) }
      if isLoss { losses.append(Loss(finding: exception, day: decision.receivedOn, part: nil)) }
    case .writeOff:
      let open = max(expectation?.open ?? 0, 0)
      giveUp(min(open, amount ?? open), decision)
      if let amount, amount < open { return true }
      if open == 0, let amount, let whole = finding?.shortfall, amount < whole {
        if outcome.disputes.contains(where: { $0.identity == exception }) {
          overchargesPaid.append((exception, amount))
        } else {
          losses.append(Loss(finding: exception, day: decision.receivedOn, part: amount))
        }
        return true
      }
      if isLoss { losses.append(Loss(finding: exception, day: decision.receivedOn, part: nil)) }
      closed.append(exception)
      givenUp.append(exception)
    case .match:
      let target = Text(decision.target)
      heldBack.removeAll { $0 == target }
      matches.append(DecidedMatch(expectation: exception, txnID: target))
    case .unmatch:
      let target = Text(decision.target)
      matches.removeAll { $0.expectation == exception && $0.txnID == target }
      heldBack.append(target)
    case .setAmount: amounts.append((exception, amount ?? 0))
    case .reship:
      if let finding, !finding.caseID.isEmpty {
        reshipped.append(Reshipment(decision, finding.caseID))
      }
    case .compensate:
      compensations.append(
        Compensation(
          id: decision.promise, caseID: finding?.caseID ?? Text(decision.seen?.caseID ?? ""),
          amount: amount ?? 0,
          day: decision.receivedOn))
    case .resend: resent.append((exception, decision.receivedOn, decision.id))
    }
    // Money that is still expected stays open until it comes or is given up.
    let isOwed = decision.action != .accept && (expectation?.open ?? 0) > 0
    if decision.action.closes, !isOwed { closed.append(exception) }
    return true
  }

  /// What a decision that changes nothing today has set going.
  /// - Parameter isGivenBack: the bank gave back what it had taken: what is open by that is owed,
  ///   and no question.
  /// - Returns: whether the dossier has to be judged anew.
  mutating func remember(_ judged: JudgedDecision, isGivenBack: Bool) -> Bool {
    let decision = judged.decision
    let isAboutMoney = decision.action == .setAmount || decision.action == .writeOff
    if isAboutMoney, judged.standing == .lapsed, !isGivenBack {
      undecided.append((decision.exception, decision.receivedOn))
      return true
    }
    guard let caseID = decision.seen?.caseID, !caseID.isEmpty else { return false }
    switch decision.action {
    case .reship where judged.standing.isInForce:
      reshipped.append(Reshipment(decision, Text(caseID), isWaiting: true))
      return true
    case .compensate where judged.standing == .revoked || judged.standing == .lapsed:
      promisedBefore.append((decision.promise, Text(caseID)))
      return true
    default: return false
    }
  }

  /// Of the expectation that the decision's exception is about.
  private mutating func giveUp(_ amount: Int64, _ decision: Decision) {
    guard amount > 0 else { return }
    writeOffs.append(
      WriteOff(
        expectation: decision.exception, amount: amount, day: decision.decidedOn,
        source: decision.source))
  }
}

extension Rulings.Reshipment {
  fileprivate init(_ decision: Decision, _ caseID: Text, isWaiting: Bool = false) {
    self.init(
      caseID: caseID, day: decision.receivedOn, decision: decision.id,
      exception: decision.exception, isWaiting: isWaiting)
  }
}

extension Decision {
  /// The name of the expectation that a promise makes.
  fileprivate var promise: UInt64 {
    var hash = StableHash(seed: exception)
    hash.combine(Text(id))
    return hash.value
  }
}
