/// Settles the charges of a dossier waybill by waybill.
///
/// A class that is made once for many dossiers: the policy is not copied with each.
final class FeeSettling {
  let dossier: Dossier
  let circumstances: Circumstances
  private let policy: Policy
  private let rules: [FeeRule]
  private let asOf: Day

  init(_ dossier: Dossier, _ circumstances: Circumstances) {
    self.dossier = dossier
    self.circumstances = circumstances
    policy = circumstances.policy
    rules = circumstances.rules.fees
    asOf = circumstances.asOf
  }

  var isShopKnown: Bool { policy.shops.indices.contains(dossier.shop) }

  func day(_ instant: Instant?) -> Day {
    guard let instant else { return asOf }
    return isShopKnown
      ? policy.shops[dossier.shop].zone.day(instant) : policy.zone.day(instant)
  }

  /// Adds the dossier's lines and findings to an outcome.
  /// - Parameter lostOn: since when a parcel counts as lost; nil: it does not.
  func settle(
    terms: (CaseLine) -> CaseTerms, lostOn: (Text) -> Day?, into outcome: inout Outcome,
    audited: ((FeeAudit) -> Void)? = nil
  ) {
    guard !dossier.charges.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: dossier.charges.count) { order in
      dossier.orderCharges(in: order)
      settle(UnsafeBufferPointer(order), terms, lostOn, &outcome, audited)
    }
    if !dossier.cases.isEmpty { addPremium(to: &outcome) }
  }

  /// One order is insured once (domain.md 3e): its premium stands with the first return of a case.
  private func addPremium(to outcome: inout Outcome) {
    guard dossier.lines.contains(where: { ($0.insurancePremium ?? 0) > 0 }),
      let (insured, premium) = dossier.insurance,
      let line = outcome.fees.firstIndex(where: { line in
        line.direction == .return && !line.caseID.isEmpty
          && (insured.currency == .none || insured.currency == line.currency)
      })
    else { return }
    outcome.fees[line].premium = premium
  }

  /// - Parameter order: positions of the charges, by waybill.
  private func settle(
    _ order: UnsafeBufferPointer<Int>, _ terms: (CaseLine) -> CaseTerms,
    _ lostOn: (Text) -> Day?, _ outcome: inout Outcome, _ audited: ((FeeAudit) -> Void)?
  ) {
    let charges = dossier.charges
    let currency = isShopKnown ? policy.shops[dossier.shop].currency : policy.currency
    var start = 0
    while start < order.count {
      let first = order[start]
      var end = start + 1
      var isOnePosition = true
      while end < order.count, charges[order[end]].waybill == charges[first].waybill {
        isOnePosition =
          isOnePosition && charges[order[end]].isOnPosition(of: charges[first], currency)
        end += 1
      }
      var waybill = dossier.feeWaybill(
        charges[first].waybill, policy, terms, lostOn: lostOn, { self.day($0) })
      if waybill.caseDoubt != nil, !areCasesKnown(waybill.parcel) { waybill.caseDoubt = nil }
      if isOnePosition {
        var position = FeePosition(charges[first], currency: charges[first].currency(or: currency))
        for place in start..<end {
          let index = order[place]
          position.add(charges[index], isCredit: ChargeCredits.isCredit(charges[index]))
        }
        if position.several.rawValue != 0 {
          position.findRepeats(in: order[start..<end].map { charges[$0] })
        }
        settle(position, of: waybill, &outcome, audited)
      } else {
        for position in feePositions(of: order[start..<end].map { charges[$0] }, currency) {
          settle(position, of: waybill, &outcome, audited)
        }
      }
      start = end
    }
  }

  /// Appends the position's line and what is wrong with it. Positions of one invoice come in a row.
  private func settle(
    _ position: FeePosition, of waybill: FeeWaybill, _ outcome: inout Outcome,
    _ audited: ((FeeAudit) -> Void)?
  ) {
    let parcel = waybill.parcel
    if isOfAnotherParcel(position, than: parcel) {
      return settle(position, of: .nobodys, &outcome, audited)
    }
    let moment = parcel.pickedUpAt ?? parcel.statusAt ?? position.billedAt
    let isFurtherCurrency = outcome.fees.last.map { $0.isOnInvoice(of: position) } ?? false
    let isCapped = isToleranceUsedUp(for: position, isFurtherCurrency)
    let audit = FeeAudit(
      position, of: waybill, day: day(moment), terms: policy.fees, rateCards: policy.rateCards,
      isShippingKnown: !parcel.isNeverShipped || isShippingKnown(of: position),
      isBilledEarly: isBilledEarly(position, parcel), isToleranceUsedUp: isCapped)
    audited?(audit)
    var line = FeeLine(audit, waybill.bearer, shop: dossier.shop)
    if isBeforeOpening(position, parcel) {
      line.isBeforeOpening = true
      return outcome.fees.append(line)
    }
    if line.writtenOff != 0 {
      outcome.tolerances.append(
        ToleranceUse(
          identity: feeIdentity(position, isFurtherCurrency),
          counterparty: position.carrier, amount: line.writtenOff, currency: position.currency,
          mark: line.mark))
    }
    var explanation: FeeExplanation?
    if audit.isOpenToRules,
      let (code, found) = FeeRule.first(of: rules, audit, policy.rateCards)
    {
      explanation = found
      line.finding = code
      let opened = position.billedAt ?? parcel.latestAt ?? dossier.orderedAt
      var finding = Finding(
        code, found, position: position, identity: feeIdentity(position, isFurtherCurrency),
        caseID: waybill.bearer.caseID, dossier: dossier, openedOn: day(opened))
      if isCapped { finding.notes.append(.toleranceUsedUp) }
      outcome.findings.append(finding)
    }
    if explanation != nil || waybill.bearer.isCarriersFault {
      addDisputes(audit, explanation, isFurtherCurrency, &outcome)
    }
    outcome.fees.append(line)
  }
}

extension FeeLine {
  fileprivate func isOnInvoice(of position: FeePosition) -> Bool {
    waybill == position.waybill && carrier == position.carrier && invoiceNo == position.invoiceNo
  }
}

extension Charge {
  func currency(or shops: Currency) -> Currency {
    currency == .none ? shops : currency
  }

  func isOnPosition(of other: Charge, _ shops: Currency) -> Bool {
    waybill == other.waybill && carrier == other.carrier && invoiceNo == other.invoiceNo
      && currency(or: shops) == other.currency(or: shops)
  }
}

extension Dossier {
  fileprivate var orderedAt: Instant? { lines.lazy.map(\.orderedAt).min() }
}
