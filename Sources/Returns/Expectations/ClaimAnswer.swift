extension DeadlineRule {
  /// A carrier answers a claim within the days agreed with it (CN-25); that it has the claim is no
  /// answer (R6.2).
  static let claimAnswer = DeadlineRule(
    kind: .claimAnswer, evidenceFeed: .claimResults, code: .claimUnanswered, subject: .claims
  ) { desk, deadlines in
    desk.eachClaim { claim, standing, round in
      let until = round.day + desk.carrierTerms(claim.carrier).answerDays
      let isAnswered = standing.decision != nil || standing.paid > 0
      var deadline = Deadline(
        id: desk.circumstances.identity(
          "claim answer", shop: desk.shop, claim.waybill, claim.carrier,
          Int64(bitPattern: claim.id)), claim, round,
        state: isAnswered
          ? .met(evidenceID: Text(round.name), on: "claim_id") : .open(until: until))
      deadline.expected = claim.amount
      deadlines.append(deadline)
    }
  }

  /// What a carrier grants is paid within the days agreed with it, and so is the rest of what it
  /// has begun to pay without a word; what it does not grant of a claim is trouble at once.
  static let claimPayment = DeadlineRule(
    kind: .claimPayment, evidenceFeed: .claimResults, code: .claimUnderpaid, subject: .claims
  ) { desk, deadlines in
    desk.eachClaim { claim, standing, round in
      guard let state = paymentState(claim, standing, round, desk) else { return }
      var deadline = Deadline(
        id: desk.paymentIdentity(of: claim), claim, round, state: state)
      deadline.expected = claim.amount
      deadline.actual = standing.paid
      deadlines.append(deadline)
    }
  }

  private static func paymentState(
    _ claim: CarrierClaim, _ standing: ClaimStanding, _ round: IssuedRound, _ desk: Desk
  ) -> Deadline.State? {
    if standing.paid >= claim.amount {
      return .met(evidenceID: Text(round.name), on: "claim_id")
    }
    let paymentDays = desk.carrierTerms(claim.carrier).paymentDays
    guard let decision = standing.decision, let answeredOn = standing.answeredOn else {
      let paidOn = standing.paid > 0 ? desk.lastPaidOn(claim) : nil
      return paidOn.map { .open(until: $0 + paymentDays) }
    }
    let isWhole = decision == .accepted && standing.granted >= claim.amount
    guard isWhole else { return .broken(.claimUnderpaid, since: answeredOn) }
    return .open(until: answeredOn + paymentDays)
  }
}

extension Desk {
  /// Those that carriers have before them, and those that were paid and are not any more: the
  /// answer was corrected, or more of the parcel was charged since.
  fileprivate func eachClaim(_ body: (CarrierClaim, ClaimStanding, IssuedRound) -> Void) {
    for claim in carrierClaims() {
      let standing = standing(of: claim)
      let isOver = standing.decision == nil || standing.paid >= claim.amount
      if let round = standing.round ?? (isOver ? nil : standing.answered) {
        body(claim, standing, round)
      }
    }
  }
}

extension Deadline {
  fileprivate init(
    id: UInt64, _ claim: CarrierClaim, _ round: IssuedRound, state: State
  ) {
    self.init(id: id, subject: Text(round.name), waybill: claim.waybill, state: state)
    details = Details(
      caseID: claim.caseID, cause: Text("claim:\(claim.ground.name)"), currency: claim.currency)
  }
}

extension IssuedRound {
  /// The id of its first row.
  var name: String { InstructionID(kind, subject: subject, number: firstNumber).string }
}
