/// What can be had back from the carrier, charge by charge (R6.3, domain.md 3f).
extension FeeSettling {
  /// Appends a dispute for each charge that stands above what is owed, and for what is owed of a
  /// parcel that the carrier lost or damaged (FA11).
  func addDisputes(
    _ audit: FeeAudit, _ explanation: FeeExplanation?, _ isFurtherCurrency: Bool,
    _ outcome: inout Outcome
  ) {
    guard audit.isShopsMoney else { return }
    let identity = feeIdentity(audit.position, isFurtherCurrency)
    for type in audit.position.types.each where !type.isAllowance {
      let standing = audit.position.standing[type]
      let owed = audit.owed(type)
      guard standing > 0 else { continue }
      if let explanation, standing > owed {
        let check = audit.check(type, explanation)
        outcome.disputes.append(dispute(audit, type, check, standing, owed, identity))
      }
      // The claim for the parcel, of which it is a part, is in the order's currency.
      let isClaimed = audit.position.currency == audit.waybill.bearer.currency
      if audit.waybill.bearer.isCarriersFault, isClaimed, owed > 0 {
        outcome.disputes.append(dispute(audit, type, .lost, owed, 0, lossIdentity(audit)))
      }
    }
  }

  private func dispute(
    _ audit: FeeAudit, _ type: ChargeType, _ check: FeeCheck, _ billed: Int64, _ expected: Int64,
    _ identity: UInt64
  ) -> FeeDispute {
    let position = audit.position
    return FeeDispute(
      carrier: position.carrier, invoiceNo: position.invoiceNo, waybill: position.waybill,
      type: type, check: check, billed: billed, expected: expected,
      recoverable: billed - expected, currency: position.currency,
      claimUntil: claimUntil(audit, check), shop: dossier.shop,
      caseID: audit.waybill.bearer.caseID,
      orderID: dossier.isLoose ? Text() : dossier.orderID, identity: identity)
  }

  private func claimUntil(_ audit: FeeAudit, _ check: FeeCheck) -> Day? {
    let parcel = audit.parcel
    let lostOn = audit.waybill.lostOn
    let isDamaged = parcel.isDamaged && lostOn == nil
    let windows = circumstances.claimWindows(audit.position.carrier)
    return windows.window(check, isDamaged: isDamaged).deadline { start in
      // The claim for the parcel, of which its freight is a part, counts from the same day.
      if start == .trouble, let lostOn { return lostOn }
      let instant =
        switch start {
        case .billing: audit.position.billedAt
        case .shipping: parcel.pickedUpAt
        case .delivery: parcel.deliveredAt ?? parcel.promisedAt
        case .due: parcel.promisedAt
        case .trouble: isDamaged ? firstDamage(of: audit) : parcel.statusAt
        }
      return instant.map { day($0) }
    }
  }

  private func firstDamage(of audit: FeeAudit) -> Instant? {
    dossier.firstDamage(of: audit.position.waybill, carrier: audit.position.carrier)
  }

  /// Of PARCEL_LOST or PARCEL_DAMAGED.
  private func lossIdentity(_ audit: FeeAudit) -> UInt64 {
    guard isShopKnown else { return 0 }
    return circumstances.arrivalIdentity(
      shop: dossier.shop, audit.position.waybill, carrier: audit.position.carrier)
  }
}

extension FeeAudit {
  /// Which check finds too much of a charge: what explains the position, where that is about it.
  fileprivate func check(_ type: ChargeType, _ explanation: FeeExplanation) -> FeeCheck {
    if !isKnown || position.isOfAccount { return .unknown }
    if isNeverShipped { return .notShipped }
    if position.duplicated.contains(type) || repeatedTypes.contains(type) { return .duplicate }
    if isPaidByOthers { return .priceOrPayer }
    guard type == .freight else { return type.check }
    let ofFreight: [FeeCheck] = [.weight, .dimensions, .zone, .late, .priceOrPayer, .rate]
    return explanation.checks.first { ofFreight.contains($0) } ?? .rate
  }
}
