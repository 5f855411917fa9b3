/// What holds for all positions of a waybill: its parcel, its case and who bears it.
struct FeeWaybill {
  var parcel = ParcelFacts()
  var direction = Direction.outbound
  /// What a value is declared in that names no currency.
  var shopCurrency = Currency.none
  var bearer = FeeBearer(
    bearer: .merchant, caseID: Text(), recovery: .off, currency: .none)
  /// A parcel or a case knows the waybill, or the charge is of the account and has none.
  var isKnown = true
  /// The day on which it counts as lost, by the carrier's word or its silence.
  var lostOn: Day?
  /// Delivered after the day the carrier promised.
  var isLate = false
  /// A return that no case explains (FA16).
  var caseDoubt: CaseDoubt?

  enum CaseDoubt: Equatable {
    case noCase
    /// As many returns of the case as it has units are known already; one of them.
    case further(Text)
  }
}

extension Dossier {
  // No initialiser of FeeWaybill: it would take its own copy of dossier and policy each time.
  func feeWaybill(
    _ waybill: Text, _ policy: Policy, _ terms: (CaseLine) -> CaseTerms,
    lostOn: (Text) -> Day?, _ day: (Instant?) -> Day
  ) -> FeeWaybill {
    let parcel = waybill.isEmpty ? ParcelFacts() : ParcelFacts(of: waybill, in: parcels)
    var caseIndex: Int?
    if !waybill.isEmpty, !cases.isEmpty {
      caseIndex = self.caseIndex(of: waybill, parcel)
    }
    // Looked for only where nothing else knows the waybill.
    let sendsBack = !waybill.isEmpty && !parcel.isSeen && caseIndex == nil && isSentBack(waybill)
    if sendsBack { caseIndex = caseOfReturnsByOrder.flatMap(firstLine(of:)) }
    let direction = sendsBack ? .return : direction(of: waybill, parcel, caseIndex)
    let lostOn = parcel.isSeen ? lostOn(waybill) : nil
    var result = FeeWaybill(
      parcel: parcel, direction: direction,
      bearer: feeBearer(
        isCarriersFault: parcel.isSeen
          && (lostOn != nil || (parcel.isFaulted && !isContradicted(waybill))),
        direction: direction, caseIndex: caseIndex, policy: policy, terms: terms),
      isKnown: waybill.isEmpty || parcel.isSeen || caseIndex != nil || sendsBack)
    result.lostOn = lostOn
    if parcel.declaredValue != nil, policy.shops.indices.contains(shop) {
      result.shopCurrency = policy.shops[shop].currency
    }
    if let promised = parcel.promisedAt, let delivered = parcel.deliveredAt {
      result.isLate = day(delivered) > day(promised)
    }
    // What names an order or a case that has not come may be explained by it.
    let isNobodys = isLoose && parcel.isSeen && parcel.reference.isEmpty
    if direction == .return, !waybill.isEmpty, !isLoose || isNobodys {
      result.caseDoubt = caseDoubt(waybill, caseIndex)
    }
    return result
  }

  /// The bill names it as the way back of a parcel of the order.
  private func isSentBack(_ waybill: Text) -> Bool {
    charges.contains { charge in
      charge.waybill == waybill && !charge.originalWaybill.isEmpty
        && parcels.contains { $0.waybill == charge.originalWaybill }
    }
  }

  /// Two records of the waybill cannot both be true, so that neither proves anything.
  private func isContradicted(_ waybill: Text) -> Bool {
    var timelines: [Waybill] = []
    Waybill.add(parcels.filter { $0.waybill == waybill }, to: &timelines)
    return timelines.contains { $0.conflict != nil }
  }

  /// The parcel's own; of one not seen, what the case that names it says.
  private func direction(
    of waybill: Text, _ parcel: ParcelFacts, _ caseIndex: Int?
  ) -> Direction {
    guard !parcel.isSeen, let caseIndex else { return parcel.direction }
    return cases[caseIndex].returnWaybill == waybill ? .return : .exchange
  }

  /// Each unit of a case may come back by itself; what is more than that is in doubt: the waybill
  /// the case names goes first, then the others as their numbers go. What names the order may be of
  /// any of its cases, and comes after what names one.
  private func caseDoubt(_ waybill: Text, _ caseIndex: Int?) -> FeeWaybill.CaseDoubt? {
    if cases.isEmpty { return .noCase }
    let application = caseIndex.map { cases[$0] }
    guard application?.returnWaybill != waybill else { return nil }
    var units: Int64 = 0
    var others: [Text] = []
    for line in cases where application == nil || line.caseID == application?.caseID {
      units += line.lineNo == nil ? lines.reduce(0) { $0 + $1.quantity } : line.quantity
      if !line.returnWaybill.isEmpty, isKnownToCarrier(line.returnWaybill) {
        others.append(line.returnWaybill)
      }
    }
    let namesOrder = application == nil || caseOfReturnsByOrder == application?.caseID
    for parcel in parcels where parcel.direction == .return && parcel.status != .created {
      let isAlike =
        parcel.reference == application?.caseID || (namesOrder && parcel.reference == orderID)
      let comesFirst =
        isAlike
        ? parcel.waybill < waybill
        : application == nil && cases.contains { $0.caseID == parcel.reference }
      if comesFirst { others.append(parcel.waybill) }
    }
    others.sort()
    var different = 0
    for place in others.indices where place == 0 || others[place] != others[place - 1] {
      different += others[place] == waybill ? 0 : 1
    }
    return different > 0 && different >= max(units, 1) ? .further(others[0]) : nil
  }

  /// Shipped or billed: what only a case names may be a slip of the pen.
  private func isKnownToCarrier(_ waybill: Text) -> Bool {
    parcels.contains { $0.waybill == waybill && $0.status != .created }
      || charges.contains { $0.waybill == waybill && $0.amount > 0 }
  }
}
