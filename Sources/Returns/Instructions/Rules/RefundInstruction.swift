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
    case .freightRefund, .shippingRefund, .freightBack: self = .freight
    case .differenceRefund: self = .difference
    case .compensation: self = .compensation
    default: self = .goods
    }
  }
}

extension InstructionRule {
  /// Money that is due to a customer and that could be proven if it had been paid (R5.1): sent
  /// once, and again only when a person says so after an attempt has failed (R5.3).
  static let refund = InstructionRule(.refund) { desk, outcome, list in
    guard !desk.policy.shops[desk.shop].platformExecutesRefunds else { return }
    var shares: [PaymentShare]?
    for index in desk.money.indices
    where desk.money[index].kind.evidenceType == .refund {
      guard let need = desk.refundNeed(desk.money[index], outcome) else { continue }
      if need == .wanted || need == .failed, shares == nil {
        shares = desk.paymentShares(outcome)
      }
      list.append(
        desk.refundInstruction(desk.money[index], need, shares?[index], outcome))
    }
    desk.payAllTheSame(outcome, &list)
  }
}

extension Desk {
  /// Says of money that is missing how much of it the program cannot send: no payment has room for
  /// it, whatever becomes of money that met nothing yet.
  func noteUnplaced(in outcome: inout Outcome) {
    guard !policy.shops[shop].platformExecutesRefunds, !views.payments.isEmpty else { return }
    var shares: [PaymentShare]?
    for place in outcome.findings.indices {
      guard
        [.refundMissing, .refundShort, .freightRefundMissing].contains(
          outcome.findings[place].code),
        let index = money.firstIndex(where: {
          $0.due.expectation.id == outcome.findings[place].identity
        })
      else { continue }
      if shares == nil { shares = paymentShares(outcome, loose: false) }
      guard let amount = shares?[index].unplaced, amount > 0 else { continue }
      outcome.findings[place].notes.append(.beyondPayments(amount))
    }
  }

  /// Rows that were carried out on the evening on which their ground went: what is done cannot be
  /// called off.
  fileprivate func payAllTheSame(_ outcome: Outcome, _ list: inout [Instruction]) {
    if circumstances.issued.hasNoSubject { return }
    let refunds = views.refunds.map { dossier.settlements[$0] }
    if refunds.isEmpty { return }
    for file in files {
      for name in refundNames(of: file.application)
      where circumstances.issued.has(.refund, name)
        && !money.contains(where: { $0.due.expectation.id == name })
      {
        let paid = refunds.filter { isPaid($0, by: name, of: file, outcome) }
          .map { proof($0, of: name) }
        if !paid.isEmpty { list.append(done(name, file.caseID, file.currency, paid)) }
      }
    }
    for promise in rulings.promisedBefore where circumstances.issued.has(.refund, promise.id) {
      let paid = refunds.filter { InstructionID($0.refundRef)?.subject == promise.id }
        .map { proof($0, of: promise.id) }
      if !paid.isEmpty { list.append(done(promise.id, promise.caseID, orderCurrency, paid)) }
    }
  }

  /// A refund that names a row, whatever it has met since; or one that names the case alone and met
  /// nothing: it is for the goods then.
  private func isPaid(
    _ row: Settlement, by name: UInt64, of file: CaseFile, _ outcome: Outcome
  ) -> Bool {
    guard row.currency == file.currency else { return false }
    if let id = InstructionID(row.refundRef) { return id.subject == name }
    return row.refundRef == file.caseID && name == expectedIdentity("refund", of: file)
      && !outcome.matches.contains { $0.evidenceID == row.txnID }
  }

  func done(
    _ subject: UInt64, _ caseID: Text, _ currency: Currency, _ paid: [InstructionProof]
  ) -> Instruction {
    var instruction = Instruction(
      .refund, subject: subject, need: .done(isOwn: true), shop: shop, parts: [], details: .none)
    (instruction.caseID, instruction.orderID) = (caseID, dossier.orderID)
    (instruction.currency, instruction.paid) = (currency, paid)
    return instruction
  }

  fileprivate func refundInstruction(
    _ standing: MoneyStanding, _ need: InstructionNeed, _ share: PaymentShare?, _ outcome: Outcome
  ) -> Instruction {
    let wanted = standing.due.expectation
    let details = RefundDetails(
      part: RefundPart(wanted.kind), lineNo: wanted.lineNo,
      reason: standing.due.file.map { files[$0].application.reason },
      dueOn: lastDay(of: standing, beside: undecidedPart(of: standing, outcome)))
    var instruction = Instruction(
      .refund, subject: wanted.id, need: need, shop: shop, parts: [], details: .refund(details))
    instruction.caseID = wanted.caseID
    instruction.orderID = dossier.orderID
    instruction.currency = wanted.currency
    switch standing.standing {
    case .ambiguous, .searchLimit: break
    default: instruction.paid = proofs(of: standing, outcome)
    }
    if need == .failed { instruction.failures = failures(at: wanted) }
    instruction.inherited = inheritedRows(of: wanted)
    // What is owed beyond an attempt that failed does not wait for a person.
    guard need == .wanted || (need == .failed && !isHeldBack(standing, outcome)), let share
    else { return instruction }
    (instruction.parts, instruction.unplaced) = (share.parts, share.unplaced)
    // Where the money goes back to is settled when it leaves: a payment that becomes known later is
    // no reason to send another row, as long as what the row names is a payment of the order.
    if circumstances.issued.has(.refund, wanted.id) { instruction.means = knownMeans() }
    instruction.content = StableHash(seed: UInt64(wanted.currency.code)).value
    // What leaves beside a failed attempt follows no person's word.
    guard need == .wanted else { return instruction }
    instruction.release = rulings.resent.last { $0.expectation == wanted.id }?.decision ?? ""
    return instruction
  }

  /// nil: nothing is to be paid, and what was issued is to be called off.
  fileprivate func refundNeed(_ standing: MoneyStanding, _ outcome: Outcome) -> InstructionNeed? {
    switch standing.standing {
    case .met, .over: return doneIfSent(standing)
    case .open where isUnpaid(outcome): return nil
    case .open, .short:
      let isOff = standing.open <= 0 || isCalledOff(standing, outcome)
      return isOff ? doneIfSent(standing) : needToPay(standing, outcome)
    case .currencyDiffers, .ambiguous, .searchLimit: return .held
    }
  }

  /// What has left and was not carried out would be paid besides.
  private func isCalledOff(_ standing: MoneyStanding, _ outcome: Outcome) -> Bool {
    isTakenBack(standing, outcome)
      || ((standing.kind == .refund || standing.kind == .shippingRefund)
        && isReplacedBesides(standing.due.file, outcome))
  }

  /// What has come is done, and no more is to leave; nil where nothing has.
  private func doneIfSent(_ standing: MoneyStanding) -> InstructionNeed? {
    guard standing.matched > 0, circumstances.issued.has(.refund, standing.due.expectation.id)
    else { return nil }
    return .done(isOwn: true)
  }

  /// Nobody has paid the order, or the payment came back: there is nothing to send back, until it
  /// is paid or a person is done with that.
  private func isUnpaid(_ outcome: Outcome) -> Bool {
    outcome.findings.contains { $0.code == .paymentMissing }
  }

  /// The bank has taken the payment back, and a person has not seen to that; or what is still to be
  /// paid would with that come to more than is owed: then a person says first what of it the bank's
  /// part covers.
  private func isTakenBack(_ standing: MoneyStanding, _ outcome: Outcome) -> Bool {
    if views.chargebacks.isEmpty && looseChargebacks.isEmpty { return false }
    if outcome.findings.contains(where: { $0.code == .chargebackOnCase }) { return true }
    let currency = standing.due.expectation.currency
    var sum = refunded(in: currency)
    for other in money
    where other.kind.evidenceType == .refund && other.due.expectation.currency == currency
      && other.isOwed
    { sum = FeeSum.adding(sum, other.open) }
    return isBeyondOwed(sum, currency)
  }

  private func needToPay(_ standing: MoneyStanding, _ outcome: Outcome) -> InstructionNeed {
    if failedAttempt(at: standing.due.expectation) != nil { return .failed }
    return isHeldBack(standing, outcome) ? .held : .wanted
  }

  /// Something has to be clear before more is sent.
  private func isHeldBack(_ standing: MoneyStanding, _ outcome: Outcome) -> Bool {
    let wanted = standing.due.expectation
    return circumstances.isUnproven(.settlements, shop: shop)
      || isUnderWay(wanted) || refundInDoubt(for: wanted, outcome) != nil || looseRefund != nil
      || undecidedPart(of: standing, outcome) >= standing.open
  }

  /// The money that met an expectation, as far as it tells what had asked for it.
  private func proofs(of standing: MoneyStanding, _ outcome: Outcome) -> [InstructionProof] {
    let id = standing.due.expectation.id
    var proofs: [InstructionProof] = []
    for match in outcome.matches where match.expectationID == id && match.actual > 0 {
      for index in views.refunds where dossier.settlements[index].txnID == match.evidenceID {
        if isEarlierDifference(dossier.settlements[index], of: standing) { break }
        proofs.append(proof(dossier.settlements[index], of: id, amount: match.actual))
        break
      }
    }
    return proofs
  }

  /// - Parameter amount: what of the movement is the instruction's; nil: all.
  func proof(
    _ row: Settlement, of id: UInt64, amount: Int64? = nil, wasPaid: Bool = false
  ) -> InstructionProof {
    var means = InstructionPart()
    (means.accountID, means.paymentRef) = (row.accountID, row.paymentRef)
    means.channel = row.channel
    return InstructionProof(
      number: rowNumber(named: row.refundRef, of: id), amount: amount ?? row.amount,
      day: day(row.settledAt), means: means, wasPaid: wasPaid)
  }

  /// Which of a subject's rows a reference names; nil: none.
  private func rowNumber(named reference: Text, of id: UInt64) -> Int? {
    InstructionID(reference).flatMap { $0.subject == id ? $0.number : nil }
  }

  /// Each is that of the row that it names, or of its amount.
  private func failures(at wanted: MoneyExpectation) -> [InstructionProof] {
    failedAttempts(at: wanted).map { attempt in
      proof(attempt.tried, of: wanted.id, wasPaid: attempt.toldBy.status == .reversed)
    }
  }

  /// Where an exchange became a refund, its old rows whose money came back since: they are a part
  /// of what is owed now, and wait for a person.
  private func inheritedRows(of wanted: MoneyExpectation) -> [IssuedRow] {
    if views.failedRefunds.isEmpty { return [] }
    var rows: [IssuedRow] = []
    for attempt in triedInVain(at: wanted) {
      guard let id = InstructionID(attempt.tried.refundRef), id.subject != wanted.id,
        !rows.contains(where: { $0.id == id })
      else { continue }
      var row = IssuedRow(
        id: id, day: day(attempt.tried.settledAt), round: 0, attempt: 1, action: .issue,
        content: 0, release: "", part: InstructionPart(amount: attempt.tried.amount),
        state: .failed)
      row.isInherited = true
      rows.append(row)
    }
    return rows
  }

  /// A refund that names the case was begun and has neither succeeded nor failed yet.
  private func isUnderWay(_ wanted: MoneyExpectation) -> Bool {
    let resentOn = rulings.resentOn(wanted.id)
    return dossier.settlements.contains { row in
      row.type == .refund && row.status == .initiated && mayBe(row, for: wanted)
        && resentOn.map { day(row.settledAt) > $0 } ?? true
    }
  }
}
