/// What else a refund instruction says.
public struct RefundDetails: Sendable {
  public let part: RefundPart
  public let lineNo: Int64?
  public let reason: Reason?
  public let dueOn: Day
}

/// What the money is for.
public enum RefundPart: UInt8, Vocabulary {
  case goods, freight, difference, compensation

  init(_ kind: ExpectationKind) {
    switch kind {
    case .freightRefund, .shippingRefund: self = .freight
    case .differenceRefund: self = .difference
    case .compensation: self = .compensation
    default: self = .goods
    }
  }
}

extension InstructionRule {
  /// Money that is due to a customer, that nothing was paid of, and that could be proven if it had
  /// been (R5.1): sent once, and again only when a person says so after an attempt has failed
  /// (R5.3).
  static let refund = InstructionRule(.refund) { desk, outcome, list in
    guard !desk.policy.shops[desk.shop].platformExecutesRefunds else { return }
    for index in desk.money.indices
    where desk.money[index].kind.evidenceType == .refund {
      let standing = desk.money[index]
      guard let need = desk.refundNeed(standing, outcome) else { continue }
      list.append(desk.refundInstruction(standing, need))
    }
  }
}

extension Desk {
  fileprivate func refundInstruction(
    _ standing: MoneyStanding, _ need: InstructionNeed
  ) -> Instruction {
    let wanted = standing.due.expectation
    let open = wanted.amount - standing.matched - standing.writtenOff
    let details = RefundDetails(
      part: RefundPart(wanted.kind), lineNo: wanted.lineNo,
      reason: standing.due.file.map { files[$0].application.reason },
      dueOn: lastDay(of: standing.due))
    let isWanted = need == .wanted
    var instruction = Instruction(
      .refund, subject: wanted.id, need: need, shop: shop,
      parts: isWanted ? openShares(of: standing, open) : [], details: .refund(details))
    instruction.caseID = wanted.caseID
    instruction.orderID = dossier.orderID
    instruction.currency = wanted.currency
    guard isWanted else { return instruction }
    // Where the money goes back to is settled when it leaves: a payment that becomes known later is
    // no reason to send another row.
    var content = StableHash(seed: UInt64(wanted.currency.code))
    content.combine(open)
    instruction.content = content.value
    instruction.release = rulings.resent.last { $0.expectation == wanted.id }?.decision ?? ""
    return instruction
  }

  /// nil: nothing is to be paid, and what was issued is to be called off.
  fileprivate func refundNeed(_ standing: MoneyStanding, _ outcome: Outcome) -> InstructionNeed? {
    let wanted = standing.due.expectation
    let open = wanted.amount - standing.matched - standing.writtenOff
    switch standing.standing {
    case .met, .over:
      guard standing.matched > 0, circumstances.issued.has(.refund, wanted.id) else { return nil }
      return .done(isOwn: isPaidAsInstructed(wanted.id, outcome))
    case .open: return open > 0 ? needToPay(wanted, outcome) : nil
    case .short:
      guard open > 0 else { return nil }
      if rulings.resentOn(wanted.id) != nil { return needToPay(wanted, outcome) }
      // A person is asked what becomes of the rest; the whole is not sent on top of a part.
      return isPaidAsInstructed(wanted.id, outcome) ? .held : .done(isOwn: false)
    case .currencyDiffers:
      return isPaidAsInstructed(wanted.id, outcome) ? .held : .done(isOwn: false)
    case .ambiguous, .searchLimit: return .held
    }
  }

  private func needToPay(_ wanted: MoneyExpectation, _ outcome: Outcome) -> InstructionNeed {
    if let attempt = failedAttempt(at: wanted) {
      let round = circumstances.issued[.refund, wanted.id]
      return round?.isOrigin(of: attempt, on: day(attempt.settledAt)) == false ? .held : .failed
    }
    if circumstances.isUnproven(.settlements, shop: shop) || !views.chargebacks.isEmpty
      || isUnderWay(wanted) || hasLooseRefund(for: wanted, outcome)
    {
      return .held
    }
    return .wanted
  }

  /// The money that met an expectation went where an open row had sent it, as far as can be told.
  private func isPaidAsInstructed(_ id: UInt64, _ outcome: Outcome) -> Bool {
    let round =
      circumstances.issued[.refund, id]
      ?? IssuedRound(.refund, subject: id, day: asOf, attempt: 1, firstNumber: 1)
    for index in views.refunds {
      let row = dossier.settlements[index]
      let isTaken = outcome.matches.contains {
        $0.expectationID == id && $0.evidenceID == row.txnID
      }
      if isTaken, round.isOrigin(of: row, on: day(row.settledAt)) { return true }
    }
    return false
  }

  /// A refund that names the case was begun and has neither succeeded nor failed yet.
  private func isUnderWay(_ wanted: MoneyExpectation) -> Bool {
    let resentOn = rulings.resentOn(wanted.id)
    return dossier.settlements.contains { row in
      row.type == .refund && row.status == .initiated && mayBe(row, for: wanted)
        && resentOn.map { day(row.settledAt) > $0 } ?? true
    }
  }

  /// Money went out that names the case, or none, and that met nothing (yet): before it is clear
  /// what it was for, no more is sent.
  private func hasLooseRefund(for wanted: MoneyExpectation, _ outcome: Outcome) -> Bool {
    for index in views.refunds {
      let row = dossier.settlements[index]
      guard mayBe(row, for: wanted), !rulings.heldBack.contains(row.txnID) else { continue }
      var (paid, taken): (Int64, Int64) = (0, 0)
      for other in views.refunds where dossier.settlements[other].txnID == row.txnID {
        paid += dossier.settlements[other].amount
      }
      for match in outcome.matches
      where match.evidenceID == row.txnID && match.kind.evidenceType == .refund {
        taken += match.actual
      }
      let isSettled = outcome.decided.contains { $0.txnID == row.txnID }
      if taken < paid, !isSettled { return true }
    }
    return false
  }

  /// Whether a refund may be meant for an expectation: it names its case, or none.
  func mayBe(_ row: Settlement, for wanted: MoneyExpectation) -> Bool {
    if row.refundRef == wanted.caseID { return true }
    if let id = InstructionID(row.refundRef), id.kind == .refund { return id.subject == wanted.id }
    return !namesCase(row.refundRef)
  }
}
