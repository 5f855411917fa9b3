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
func settleFees(
  _ dossier: Dossier, policy: Policy, terms: (CaseLine) -> CaseTerms, asOf: Day
) -> (lines: [FeeLine], findings: [Finding]) {
  var settlement = FeeSettlement()
  let charges = dossier.charges
  guard let first = charges.first else { return ([], []) }
  let currency = dossier.shopCurrency(policy)
  if charges.allSatisfy({ first.isOnPosition(of: $0, currency) }) {
    var position = FeePosition(first, currency: first.currency(or: currency))
    for charge in charges { position.add(charge, isCredit: ChargeCredits.isCredit(charge)) }
    settlement.settle([position], dossier, policy, terms, asOf)
    return (settlement.lines, settlement.findings)
  }
  let order = charges.indices.sorted { charges[$0].waybill < charges[$1].waybill }
  var start = 0
  while start < order.count {
    let waybill = charges[order[start]].waybill
    var end = start + 1
    while end < order.count, charges[order[end]].waybill == waybill { end += 1 }
    let positions = feePositions(of: order[start..<end].map { charges[$0] }, currency)
    settlement.settle(positions, dossier, policy, terms, asOf)
    start = end
  }
  return (settlement.lines, settlement.findings)
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

/// The lines and findings made so far.
private struct FeeSettlement {
  var lines: [FeeLine] = []
  var findings: [Finding] = []

  /// Settles the positions of one waybill, sorted by carrier, invoice and currency.
  mutating func settle(
    _ positions: [FeePosition], _ dossier: Dossier, _ policy: Policy,
    _ terms: (CaseLine) -> CaseTerms, _ asOf: Day
  ) {
    guard let waybill = positions.first?.waybill else { return }
    let parcel = waybill.isEmpty ? ParcelFacts() : ParcelFacts(of: waybill, in: dossier.parcels)
    let ofCase =
      waybill.isEmpty || dossier.cases.isEmpty
      ? nil : dossier.caseIndex(of: waybill, reference: parcel.reference)
    let direction = dossier.direction(of: waybill, parcel, ofCase)
    let bearer = FeeBearer(
      parcel, direction: direction, caseIndex: ofCase, dossier: dossier, policy: policy,
      terms: terms)
    let zone = dossier.shopZone(policy)
    for (index, position) in positions.enumerated() {
      let moment = parcel.pickedUpAt ?? parcel.statusAt ?? position.billedAt
      let audit = FeeAudit(
        position, parcel: parcel, direction: direction,
        isKnown: waybill.isEmpty || parcel.isSeen || ofCase != nil,
        day: moment.map(zone.day) ?? asOf, policy: policy)
      var line = FeeLine(audit, bearer, shop: dossier.shop)
      if let (code, explanation) = FeeRule.first(audit, policy.rateCards) {
        line.hasFinding = true
        let opened = position.billedAt ?? parcel.latestAt ?? dossier.orderedAt
        let isFurtherCurrency = index > 0 && positions[index - 1].carrier == position.carrier
          && positions[index - 1].invoiceNo == position.invoiceNo
        findings.append(
          Finding(
            code, explanation, position: position, isFurtherCurrency: isFurtherCurrency,
            caseID: bearer.caseID, dossier: dossier, openedOn: opened.map(zone.day) ?? asOf))
      }
      lines.append(line)
    }
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
  fileprivate func shopCurrency(_ policy: Policy) -> Currency {
    policy.shops.indices.contains(shop) ? policy.shops[shop].currency : policy.currency
  }

  fileprivate func shopZone(_ policy: Policy) -> Zone {
    policy.shops.indices.contains(shop) ? policy.shops[shop].zone : policy.zone
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
