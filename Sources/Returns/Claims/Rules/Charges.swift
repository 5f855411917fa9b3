extension ClaimRule {
  /// A charge that the audit does not find owed: what is kept back of it, or to be paid back of
  /// what was paid to the carrier at the counter.
  static let charges = ClaimRule(needsOrder: false) { desk, claims in
    for line in desk.fees where line.recoverable > 0 {
      guard let ground = line.finding, !desk.isGivenUp(desk.circumstances.feeIdentity(line))
      else { continue }
      let billedOn = desk.billedOn(line)
      var evidence = ClaimEvidence()
      evidence.add("invoice_no", line.invoiceNo)
      evidence.add("billed_on", billedOn)
      evidence.add("billed", line.billedTotal, line.currency)
      evidence.add("payable", line.payable, line.currency)
      evidence.add("expected_fee", line.expectedFee, line.currency)
      evidence.add("chargeable_weight_g", line.chargeableWeightGrams.map { "\($0)" })
      var claim = CarrierClaim(
        id: desk.claimIdentity(of: line), ground: ground, carrier: line.carrier,
        waybill: line.waybill, amount: line.recoverable, currency: line.currency,
        deadline: desk.firstDeadline(of: line), evidence: evidence)
      claim.caseID = line.caseID
      claims.append(claim)
    }
  }
}

extension Desk {
  func claimIdentity(of line: FeeLine) -> UInt64 {
    circumstances.identity(
      "claim of charge", shop: shop, line.waybill, line.invoiceNo,
      Int64(bitPattern: StableHash.of(line.carrier)))
  }

  /// The first day on which one of its disputes ends: a claim is about all of them.
  fileprivate func firstDeadline(of line: FeeLine) -> Day? {
    disputes.lazy.filter {
      $0.waybill == line.waybill && $0.invoiceNo == line.invoiceNo && $0.carrier == line.carrier
        && $0.currency == line.currency && $0.check != .lost
    }.compactMap(\.claimUntil).min()
  }

  fileprivate func billedOn(_ line: FeeLine) -> Day? {
    dossier.charges.lazy.filter {
      $0.waybill == line.waybill && $0.invoiceNo == line.invoiceNo && $0.carrier == line.carrier
    }.compactMap(\.billedAt).min().map(day)
  }
}
