/// What else a claim says.
public struct ClaimDetails: Sendable {
  /// The carrier, or the supplier.
  public let counterparty: Text
  public let waybill: Text
  /// The trouble or the audit check; of a supplier's goods what was wrong with them.
  public let ground: Text
  public let deadline: Day?
  public let evidence: Text
}

extension InstructionRule {
  /// What carriers are to pay for (R6.2). A claim that was answered is not replaced any more: what
  /// is charged for its parcel after it was paid leaves as a row of its own. One that was paid, or
  /// that a credit note has settled, is done. Of a charge that is owed after all, or that a person
  /// has accepted, nothing is said: the claim's ground is gone.
  static let carrierClaim = InstructionRule(.carrierClaim, subjects: .troubles) { desk, _, list in
    let claims = desk.carrierClaims()
    for claim in claims {
      list.append(desk.instruction(claim, need: desk.need(of: claim)))
    }
    if desk.circumstances.issued.hasNoSubject { return }
    for line in desk.fees where line.isCredited && line.recoverable <= 0 {
      let subject = desk.claimIdentity(of: line)
      guard desk.circumstances.issued.has(.carrierClaim, subject),
        !claims.contains(where: { $0.id == subject })
      else { continue }
      list.append(
        Instruction(
          .carrierClaim, subject: subject, need: .done(isOwn: true), shop: desk.shop, parts: [],
          details: .none))
    }
  }
}

extension Desk {
  fileprivate func need(of claim: CarrierClaim) -> InstructionNeed {
    let standing = standing(of: claim)
    if standing.paid >= claim.amount { return .done(isOwn: true) }
    if circumstances.isUnproven(.parcels, shop: shop) || isGivenUp(paymentIdentity(of: claim)) {
      return .held
    }
    // What was paid once is asked no more, also where a bill has taken it back: that is for a
    // person to say. What is beyond it may be.
    if standing.round == nil, takenBack(of: claim) > 0 { return .held }
    let isPaidOnce =
      standing.round == nil && standing.paid > 0 && standing.status != .rejected
    return standing.status == nil || isPaidOnce ? .wanted : .held
  }

  fileprivate func instruction(_ claim: CarrierClaim, need: InstructionNeed) -> Instruction {
    var instruction = Instruction(
      .carrierClaim, subject: claim.id, need: need, shop: shop,
      parts: need == .wanted ? [InstructionPart(amount: claim.amount)] : [],
      details: .claim(
        ClaimDetails(
          counterparty: claim.carrier, waybill: claim.waybill, ground: claim.ground.word,
          deadline: claim.deadline, evidence: claim.evidence)))
    instruction.caseID = claim.caseID
    instruction.orderID = dossier.isLoose ? Text() : dossier.orderID
    instruction.currency = claim.currency
    var content = StableHash(seed: UInt64(claim.currency.code))
    content.combine(claim.amount)
    content.combine(UInt64(claim.ground.rawValue))
    instruction.content = content.value
    return instruction
  }
}
