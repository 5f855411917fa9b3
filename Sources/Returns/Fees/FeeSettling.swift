/// Settles the charges of a dossier waybill by waybill.
///
/// A class that is made once for many dossiers: the policy is not copied with each.
final class FeeSettling {
  private let dossier: Dossier
  private let policy: Policy
  private let rules: [FeeRule]
  private let asOf: Day

  init(_ dossier: Dossier, _ policy: Policy, _ rules: [FeeRule], _ asOf: Day) {
    self.dossier = dossier
    self.policy = policy
    self.rules = rules
    self.asOf = asOf
  }

  private var isShopKnown: Bool { policy.shops.indices.contains(dossier.shop) }

  private func day(_ instant: Instant?) -> Day {
    guard let instant else { return asOf }
    return isShopKnown
      ? policy.shops[dossier.shop].zone.day(instant) : policy.zone.day(instant)
  }

  /// Adds the dossier's lines and findings to an outcome.
  func settle(
    terms: (CaseLine) -> CaseTerms, into outcome: inout Outcome,
    audited: ((FeeAudit) -> Void)? = nil
  ) {
    guard !dossier.charges.isEmpty else { return }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: dossier.charges.count) { order in
      dossier.orderCharges(in: order)
      settle(UnsafeBufferPointer(order), terms, &outcome, audited)
    }
  }

  /// - Parameter order: positions of the charges, by waybill.
  private func settle(
    _ order: UnsafeBufferPointer<Int>, _ terms: (CaseLine) -> CaseTerms,
    _ outcome: inout Outcome, _ audited: ((FeeAudit) -> Void)?
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
      let waybill = dossier.feeWaybill(charges[first].waybill, policy, terms)
      if isOnePosition {
        var position = FeePosition(charges[first], currency: charges[first].currency(or: currency))
        for place in start..<end {
          let index = order[place]
          position.add(charges[index], isCredit: ChargeCredits.isCredit(charges[index]))
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
    let moment = parcel.pickedUpAt ?? parcel.statusAt ?? position.billedAt
    let audit = FeeAudit(
      position, parcel: parcel, direction: waybill.direction, isKnown: waybill.isKnown,
      day: day(moment), terms: policy.fees, rateCards: policy.rateCards)
    audited?(audit)
    var line = FeeLine(audit, waybill.bearer, shop: dossier.shop)
    if audit.isOpenToRules,
      let (code, explanation) = FeeRule.first(of: rules, audit, policy.rateCards)
    {
      line.finding = code
      let opened = position.billedAt ?? parcel.latestAt ?? dossier.orderedAt
      let isFurtherCurrency = outcome.fees.last.map { $0.isOnInvoice(of: position) } ?? false
      outcome.findings.append(
        Finding(
          code, explanation, position: position, isFurtherCurrency: isFurtherCurrency,
          caseID: waybill.bearer.caseID, dossier: dossier,
          openedOn: day(opened)))
    }
    outcome.fees.append(line)
  }
}

/// What holds for all positions of a waybill: its parcel, its case and who bears it.
private struct FeeWaybill {
  let parcel: ParcelFacts
  let direction: Direction
  let bearer: FeeBearer
  let isKnown: Bool
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
  // No initialiser of FeeWaybill: it would take its own copy of dossier and policy each time.
  fileprivate func feeWaybill(
    _ waybill: Text, _ policy: Policy, _ terms: (CaseLine) -> CaseTerms
  ) -> FeeWaybill {
    let parcel = waybill.isEmpty ? ParcelFacts() : ParcelFacts(of: waybill, in: parcels)
    var caseIndex: Int?
    if !waybill.isEmpty, !cases.isEmpty {
      caseIndex = self.caseIndex(of: waybill, reference: parcel.reference)
    }
    let direction = direction(of: waybill, parcel, caseIndex)
    return FeeWaybill(
      parcel: parcel, direction: direction,
      bearer: feeBearer(
        parcel, direction: direction, caseIndex: caseIndex, policy: policy, terms: terms),
      isKnown: waybill.isEmpty || parcel.isSeen || caseIndex != nil)
  }

  fileprivate var orderedAt: Instant? { lines.lazy.map(\.orderedAt).min() }

  /// The parcel's own; of one not seen, what the case that names it says.
  fileprivate func direction(
    of waybill: Text, _ parcel: ParcelFacts, _ caseIndex: Int?
  ) -> Direction {
    guard !parcel.isSeen, let caseIndex else { return parcel.direction }
    return cases[caseIndex].returnWaybill == waybill ? .return : .exchange
  }
}
