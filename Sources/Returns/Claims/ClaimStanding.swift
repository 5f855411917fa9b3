/// How far a claim has come: what was answered, and what was paid.
struct ClaimStanding {
  /// How it was issued, as far as it is open at the business date's start; nil: it is not.
  var round: IssuedRound?
  /// How an answer names it: what was paid once is open no more, and its answer may be corrected.
  var answered: IssuedRound?
  /// The last answer; nil: none. An acknowledgement is no answer yet.
  var status: ClaimStatus?
  var answeredOn: Day?
  /// Granted by the last answer, minor units.
  var granted: Int64 = 0
  /// Paid by any account of it, minor units.
  var paid: Int64 = 0

  /// What the carrier has decided; nil while it has not.
  var decision: ClaimStatus? { status == .acknowledged ? nil : status }

  /// What the carrier owes of a claim: for a parcel all that it granted, for a charge what was too
  /// much of it; nothing once the ground of the claim is gone.
  func due(of claim: CarrierClaim) -> Int64 {
    guard claim.ground.isParcelTrouble, claim.hasGround else { return claim.amount }
    return max(granted, claim.amount)
  }

  /// What was paid above all that was claimed, or granted.
  func excess(over claim: CarrierClaim) -> Int64 { max(0, paid - due(of: claim)) }
}

extension Desk {
  /// What `hasClaims` remembers.
  func findsClaims() -> Bool {
    !dossier.claimResults.isEmpty
      || (!circumstances.issued.isEmpty
        && circumstances.issued.dossiers.sortedContains(dossier.key))
      || views.payouts.contains { dossier.settlements[$0].type == .compensation }
      || dossier.charges.contains { $0.type == .compensation }
  }

  func standing(of claim: CarrierClaim) -> ClaimStanding {
    var standing = ClaimStanding()
    standing.round = circumstances.issued[.carrierClaim, claim.id]
    var byResult: Int64 = 0
    for result in results(of: claim.id, .carrierClaim) {
      if standing.answered == nil { standing.answered = round(named: result) }
      if let status = standing.status, status == .paid, result.status == .acknowledged { continue }
      // Nothing is converted: money of another currency leaves the claim unpaid. An answer that
      // names none is in the claim's, and cannot be told from one in the shop's.
      let isOwn =
        result.amount == nil || result.currency == claim.currency
        || result.currency == policy.shops[shop].currency
      standing.status = result.status
      standing.answeredOn = day(result.at)
      switch result.status {
      case .acknowledged, .rejected: standing.granted = 0
      case .accepted, .partly: standing.granted = isOwn ? result.amount ?? claim.amount : 0
      case .paid where isOwn: byResult = FeeSum.adding(byResult, result.amount ?? claim.amount)
      case .paid: break
      }
    }
    standing.paid = paid(claim, byResult: byResult)
    return standing
  }

  private func round(named result: ClaimResult) -> IssuedRound? {
    InstructionID(result.claimID).map {
      IssuedRound(
        $0.kind, subject: $0.subject, day: day(result.at), attempt: 1, firstNumber: $0.number)
    }
  }

  /// What was said to a claim under any of its names, oldest first.
  func results(of subject: UInt64, _ kind: InstructionKind) -> [ClaimResult] {
    let own = dossier.claimResults.filter { result in
      InstructionID(result.claimID).map { $0.subject == subject && $0.kind == kind } ?? false
    }
    return own.sorted { ($0.at, $0.status.rawValue) < ($1.at, $1.status.rawValue) }
  }

  /// What came into accounts under the claim's name, and what was taken off bills for its parcel,
  /// are two payments; the carrier's word tells of either. What a bill takes back is paid no more.
  private func paid(_ claim: CarrierClaim, byResult: Int64) -> Int64 {
    var shown: Int64 = 0
    for row in dossier.settlements where row.pays(claim) {
      shown = FeeSum.adding(shown, row.amount)
    }
    for line in fees where line.compensates(claim) {
      shown = FeeSum.adding(shown, max(0, -line.compensation))
    }
    return max(0, max(byResult, shown) - takenBack(of: claim))
  }

  /// What the carrier's bills take back of what it had paid.
  func takenBack(of claim: CarrierClaim) -> Int64 {
    fees.reduce(0) {
      $1.compensates(claim) ? FeeSum.adding($0, max(0, $1.compensation)) : $0
    }
  }

  /// The carrier's compensation on a bill is a payment of what is claimed for the parcel, or was
  /// until it was found. Where nothing is, it makes the shop's freight cheaper.
  func paysClaim(_ line: FeeLine) -> Bool {
    guard line.compensation != 0 else { return false }
    return line.bearer == .carrier && !line.isCausedOnWayOut
      || paidClaims().contains(where: line.compensates)
  }

  /// Carriers have paid for the parcel: in full, or what a person is content with.
  func isMadeGood(_ parcel: Waybill) -> Bool {
    guard hasClaims else { return false }
    return carrierClaims().contains { claim in
      guard claim.waybill == parcel.waybill, claim.carrier == parcel.carrier,
        claim.ground.isParcelTrouble
      else { return false }
      let paid = standing(of: claim).paid
      return paid >= claim.amount || paid > 0 && isGivenUp(paymentIdentity(of: claim))
    }
  }

  /// Of the expectation that the carrier pays a claim.
  func paymentIdentity(of claim: CarrierClaim) -> UInt64 {
    circumstances.identity(
      "claim payment", shop: shop, claim.waybill, claim.carrier, Int64(bitPattern: claim.id))
  }

  /// What was charged for a lost or damaged parcel (FA11) is part of its claim, and what was
  /// charged too much is claimed by itself: once a claim is paid in full, nothing of it can be had
  /// back again; of an overcharge that is paid back in part the rest can.
  func closeDisputesMadeGood(in outcome: inout Outcome) {
    guard hasClaims else { return }
    if outcome.disputes.contains(where: { $0.check == .lost }) {
      let over = waybills.filter(isMadeGood)
      outcome.disputes.removeAll { dispute in
        dispute.check == .lost
          && over.contains { $0.waybill == dispute.waybill && $0.carrier == dispute.carrier }
      }
    }
    for claim in allCarrierClaims() where !claim.ground.isParcelTrouble {
      let paid = standing(of: claim).paid
      for line in fees where paid > 0 && claimIdentity(of: line) == claim.id {
        let identity = circumstances.feeIdentity(line)
        guard paid >= claim.amount else {
          outcome.lowerDisputes(identity, by: paid)
          continue
        }
        outcome.disputes.removeAll { $0.identity == identity && $0.check != .lost }
        outcome.findings.removeAll { $0.identity == identity }
      }
    }
  }
}

extension Settlement {
  /// It came into an account under the claim's name.
  func pays(_ claim: CarrierClaim) -> Bool {
    type == .compensation && status == .succeeded && view == .trade && currency == claim.currency
      && InstructionID(refundRef)?.subject == claim.id
  }
}

extension FeeLine {
  /// It takes money for a claim's parcel off a bill, or back again.
  func compensates(_ claim: CarrierClaim) -> Bool {
    compensation != 0 && claim.ground.isParcelTrouble && waybill == claim.waybill
      && carrier == claim.carrier && currency == claim.currency
  }
}

extension ExceptionCode {
  /// Of the parcel itself, not of what was charged for it.
  var isParcelTrouble: Bool {
    self == .parcelLost || self == .parcelDamaged || self == .parcelLate
  }
}
