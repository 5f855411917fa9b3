/// What someone has to do next on a case, and by when (cases.csv: next_step, due_on).
extension Desk {
  func fillNextStep(
    _ result: inout CaseResult, _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) {
    result.nextStep = nextStep(of: file, index, result)
    if result.isOpen || result.nextStep != .none {
      result.dueOn = lastDay(of: result.nextStep, file, index, outcome)
    }
  }

  private func nextStep(of file: CaseFile, _ index: Int, _ result: CaseResult) -> NextStep {
    let isAstray = result.parcelStatus == .lost || result.parcelStatus == .late
    if isAstray, isOwedParcel(file) { return .chaseCarrier }
    if let again = awaitedReshipment(of: index),
      !rulings.closed.contains(reshipmentIdentity(file, again))
    {
      return .shipReplacement
    }
    switch result.stage {
    case .applied: return .review
    case .pending: return file.missingOfCustomer.isEmpty ? .review : .supplyMaterial
    case .approved where !file.needsGoodsBack && file.kind != .exchange: return .none
    // What is lost and paid for does not come any more.
    case .approved, .inTransit: return result.parcelStatus == .lost ? .decide : .awaitParcel
    case .refunded:
      guard file.hasCome else { return .awaitParcel }
      return file.inspections.isEmpty ? .inspect : afterRejection(file)
    case .arrived: return .inspect
    case .rejected: return afterRejection(file)
    case .refundDue: return .payRefund
    case .exchangeDue:
      if owesDifference(index) { return .awaitDifference }
      if file.lacksArticle { return .supplyMaterial }
      return hasStrayRefund(file) ? .decide : .shipReplacement
    // Over, but for money that is owed back all the same: a difference that was paid in vain.
    case .exchangeShipped where owesDifference(index): return .awaitDifference
    case .accepted, .exchangeShipped, .closed, .withdrawn, .refused:
      return owesRefund(index) ? .payRefund : .none
    }
  }

  /// Whether a carrier still owes a parcel of a case, or what it is worth: no longer once its claim
  /// is paid, or a person is done with the trouble.
  private func isOwedParcel(_ file: CaseFile) -> Bool {
    file.returns.contains { parcel in
      let trouble = circumstances.arrivalIdentity(
        shop: shop, parcel.waybill, carrier: parcel.carrier)
      return parcel.hasLeft && parcel.deliveredAt == nil && !isGivenUp(trouble)
        && !rulings.closed.contains(trouble) && !isMadeGood(parcel)
    }
  }

  private func afterRejection(_ file: CaseFile) -> NextStep {
    file.sentBack == nil ? .decide : .awaitParcel
  }

  /// Whether the customer has still to pay for a dearer article.
  func owesDifference(_ index: Int) -> Bool {
    money.contains { $0.due.file == index && $0.kind == .differencePayment && $0.isOwed }
  }

  func owesRefund(_ index: Int) -> Bool {
    money.contains { isOwedRefund($0, of: index) }
  }

  private func isOwedRefund(_ standing: MoneyStanding, of index: Int) -> Bool {
    standing.due.file == index && standing.kind.evidenceType == .refund && standing.isOwed
  }

  /// The last day of what has to be done next. Where nobody has to do anything, and where a person
  /// has to decide what to do, the first day that something of the case is due, or was; what the
  /// application itself lacked is past, and no such day.
  private func lastDay(
    of step: NextStep, _ file: CaseFile, _ index: Int, _ outcome: Outcome
  ) -> Day? {
    var next: Day?
    if step == .payRefund {
      for place in money.indices where isOwedRefund(money[place], of: index) {
        let day = lastDay(of: money[place])
        next = min(next ?? day, day)
      }
      return next
    }
    for place in outcome.pending.indices
    where outcome.pending[place].caseID == file.caseID
      && step.waits(for: outcome.pending[place].kind)
    {
      let day = outcome.pending[place].breaksOn + -1
      next = min(next ?? day, day)
    }
    for place in outcome.findings.indices
    where outcome.findings[place].caseID == file.caseID && !outcome.findings[place].isOver
      && step.isMissed(by: outcome.findings[place].code)
    {
      if let day = outcome.findings[place].dueOn { next = min(next ?? day, day) }
    }
    return next
  }
}

extension NextStep {
  /// Whether the step is what an expectation waits for.
  fileprivate func waits(for kind: ExpectationKind) -> Bool {
    switch self {
    case .review: kind == .reviewAnswer
    case .awaitParcel: kind == .handOver || kind == .arrival || kind == .goodsBack
    case .chaseCarrier: kind == .arrival || kind == .claimAnswer
    case .inspect: kind == .inspection
    case .shipReplacement, .supplyMaterial: kind == .exchangeShipment
    case .awaitDifference: kind == .differencePayment
    case .payRefund: kind.evidenceType == .refund
    case .none, .decide: true
    }
  }

  /// Whether an exception says that the step was not made in time.
  fileprivate func isMissed(by code: ExceptionCode) -> Bool {
    switch self {
    case .review: code == .reviewOverdue
    case .awaitParcel:
      code == .parcelNotSent || code == .parcelLate || code == .goodsNotReturned
    case .chaseCarrier: code == .parcelLate || code == .claimUnanswered
    case .inspect: code == .notInspected
    case .shipReplacement, .supplyMaterial: code == .exchangeNotShipped
    case .awaitDifference: code == .differenceUnpaid
    case .payRefund: false
    case .none, .decide: code != .caseLate
    }
  }
}
