/// Audits and settles the carrier charges of one dossier as of `asOf`. Pure.
///
/// One line for each waybill, invoice and carrier (and currency, should an invoice mix them),
/// sorted so; charges without a waybill are of the account: settled as billed, never audited. A
/// line's `surcharge` also holds rebates and compensation with their sign, so that freight,
/// packaging and surcharge add up to what the carrier billed. With no rate card at all no freight
/// is expected and no `FEE_NO_RATE` raised.
///
/// Payable by the shop is what it pays on the carrier's bill: terms `account`, `deposit` and
/// `platform`, and `collect` where the parcel came to the shop. What was `prepaid` is settled
/// already; such a line lists only what the carrier gives back.
///
/// - Parameter audited: is told of each position how it was rated, for those who ask why.
func settleFees(
  _ dossier: Dossier, policy: Policy, terms: (CaseLine) -> CaseTerms, asOf: Day,
  audited: ((FeeAudit) -> Void)? = nil
) -> (lines: [FeeLine], findings: [Finding]) {
  var lines: [FeeLine] = []
  var findings: [Finding] = []
  let charges = dossier.charges
  guard !charges.isEmpty else { return (lines, findings) }
  let shops = policy.shops
  let isShopKnown = shops.indices.contains(dossier.shop)
  let currency = isShopKnown ? shops[dossier.shop].currency : policy.currency
  let zone = isShopKnown ? shops[dossier.shop].zone : policy.zone
  var order = Array(charges.indices)
  if charges.count > 1 { order.sort { charges[$0].waybill < charges[$1].waybill } }
  var start = 0
  while start < order.count {
    let first = order[start]
    var end = start + 1
    var isOnePosition = true
    while end < order.count, charges[order[end]].waybill == charges[first].waybill {
      let isSame = charges[order[end]].isOnPosition(of: charges[first], currency)
      isOnePosition = isOnePosition && isSame
      end += 1
    }
    let waybill = dossier.feeWaybill(charges[first].waybill, policy, terms)
    if isOnePosition {
      var position = FeePosition(charges[first], currency: charges[first].currency(or: currency))
      for index in order[start..<end] {
        position.add(charges[index], isCredit: ChargeCredits.isCredit(charges[index]))
      }
      waybill.settle(position, dossier, policy, zone, asOf, &lines, &findings, audited)
    } else {
      for position in feePositions(of: order[start..<end].map { charges[$0] }, currency) {
        waybill.settle(position, dossier, policy, zone, asOf, &lines, &findings, audited)
      }
    }
    start = end
  }
  return (lines, findings)
}

/// Adds the charges of one waybill up per invoice, with credits set against what they undo.
private func feePositions(of charges: [Charge], _ currency: Currency) -> [FeePosition] {
  let sorted = charges.sorted { a, b in
    if a.carrier != b.carrier { return a.carrier < b.carrier }
    if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
    return a.currency(or: currency) < b.currency(or: currency)
  }
  var positions: [FeePosition] = []
  var credits: [ChargeCredits.Credit] = []
  var last: Charge?
  for charge in sorted {
    let money = charge.currency(or: currency)
    if last.map({ $0.isOnPosition(of: charge, currency) }) != true {
      positions.append(FeePosition(charge, currency: money))
    }
    last = charge
    let isCredit = ChargeCredits.isCredit(charge)
    positions[positions.count - 1].add(charge, isCredit: isCredit)
    if isCredit {
      credits.append(
        ChargeCredits.Credit(
          carrier: charge.carrier, currency: money, type: charge.type,
          amount: -FeeSum.bounded(charge.amount), invoiceNo: charge.invoiceNo,
          creditOf: charge.creditOf))
    }
  }
  if let first = positions.first, positions.count > 1, !first.waybill.isEmpty {
    ChargeCredits.settle(&positions, credits)
    positions.sort { a, b in
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
      return a.currency < b.currency
    }
  }
  return positions
}

/// What holds for all positions of a waybill: its parcel, its case and who bears it.
private struct FeeWaybill {
  let parcel: ParcelFacts
  let direction: Direction
  let bearer: FeeBearer
  let isKnown: Bool

  /// Appends the position's line and what is wrong with it. Positions of one invoice come in a row.
  func settle(
    _ position: FeePosition, _ dossier: Dossier, _ policy: Policy, _ zone: Zone, _ asOf: Day,
    _ lines: inout [FeeLine], _ findings: inout [Finding], _ audited: ((FeeAudit) -> Void)?
  ) {
    let moment = parcel.pickedUpAt ?? parcel.statusAt ?? position.billedAt
    let audit = FeeAudit(
      position, parcel: parcel, direction: direction, isKnown: isKnown,
      day: moment.map(zone.day) ?? asOf, terms: policy.fees, rateCards: policy.rateCards)
    audited?(audit)
    var line = FeeLine(audit, bearer, shop: dossier.shop)
    if audit.isOpenToRules, let (code, explanation) = FeeRule.first(audit, policy.rateCards) {
      line.hasFinding = true
      let opened = position.billedAt ?? parcel.latestAt ?? dossier.orderedAt
      let isFurtherCurrency = lines.last.map { $0.isOnInvoice(of: position) } ?? false
      findings.append(
        Finding(
          code, explanation, position: position, isFurtherCurrency: isFurtherCurrency,
          caseID: bearer.caseID, dossier: dossier,
          openedOn: opened.map(zone.day) ?? asOf))
    }
    lines.append(line)
  }
}

extension FeeLine {
  fileprivate func isOnInvoice(of position: FeePosition) -> Bool {
    waybill == position.waybill && carrier == position.carrier && invoiceNo == position.invoiceNo
  }
}

extension Charge {
  fileprivate func currency(or shops: Currency) -> Currency {
    currency == .none ? shops : currency
  }

  fileprivate func isOnPosition(of other: Charge, _ shops: Currency) -> Bool {
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
