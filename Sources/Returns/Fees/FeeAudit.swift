/// One position of a bill held against what was agreed: what the rules explain and what is payable.
///
/// Without any rate card nothing is agreed that a bill could be held against: no freight is
/// expected, no `FEE_NO_RATE` is raised, and the position is payable as billed. The same holds,
/// silently, where a rate exists and nobody stated a weight.
struct FeeAudit {
  let position: FeePosition
  let parcel: ParcelFacts
  let direction: Direction
  /// A parcel or a case knows the waybill, or the charge is of the account and has none.
  let isKnown: Bool
  /// The day whose rates hold.
  let day: Day
  let terms: FeeTerms
  let hasRateCard: Bool
  let rate: Rate?
  let chargeableGrams: Int64?
  /// Freight by the rate card, whether or not freight is billed here; nil where none can be
  /// expected.
  let cardFreight: Int64?

  init(
    _ position: FeePosition, parcel: ParcelFacts, direction: Direction, isKnown: Bool, day: Day,
    terms: FeeTerms, rateCards: RateCards
  ) {
    self.position = position
    self.parcel = parcel
    self.direction = direction
    self.isKnown = isKnown
    self.day = day
    self.terms = terms
    hasRateCard = !rateCards.isEmpty
    let measured = parcel.weightGrams
    guard hasRateCard, isKnown, !position.waybill.isEmpty else {
      rate = nil
      chargeableGrams = measured
      cardFreight = nil
      return
    }
    let zone = parcel.zone.isEmpty ? position.zone : parcel.zone
    rate = rateCards.rate(position, zone: zone, on: day)
    // Where nobody but the carrier stated a weight, the carrier's stands.
    let volume = parcel.cubicMillimetres
    let isUnmeasured = measured == nil && volume == nil
    let stated = isUnmeasured ? position.billedWeightGrams ?? parcel.billedWeightGrams : measured
    let grams = rate?.chargeableGrams(measured: stated, volume: volume)
    chargeableGrams = grams ?? measured
    if let rate, let grams {
      cardFreight = rate.freight(grams: grams, direction: direction)
    } else {
      cardFreight = nil
    }
  }

  var hasFreight: Bool { position.charged.contains(.freight) }
  var isFreightDuplicate: Bool { position.duplicated.contains(.freight) }

  /// What fee_settlement.csv shows: 0 for freight charged twice, nil where none is billed or all of
  /// it was taken back.
  var expectedFreight: Int64? {
    if isFreightDuplicate { return 0 }
    let isTakenBack = position.credited.contains(.freight) && position.standing[.freight] <= 0
    return hasFreight && !isTakenBack ? cardFreight : nil
  }

  /// Freight billed and standing less freight expected; 0 where nothing is expected.
  var freightVariance: Int64 {
    guard !isFreightDuplicate, let expected = expectedFreight else { return 0 }
    return position.standing[.freight] - expected
  }

  /// The shop's own money: charged to its account, balance or platform, or laid out by it as sender
  /// or receiver.
  var isShopsMoney: Bool {
    guard isKnown else { return true }
    return switch position.terms {
    case .account, .deposit, .platform: true
    case .prepaid: direction != .return
    case .collect: direction == .return
    }
  }

  /// Whether the position is paid to the carrier on its bill: what the sender prepaid was paid when
  /// the parcel was handed over, and what the receiver pays is the shop's only where the shop
  /// receives.
  var isPaidOnBill: Bool { isShopsMoney && position.terms != .prepaid }

  /// What is owed of one type of charge, credits of other invoices left out.
  func agreed(_ type: ChargeType) -> Int64 {
    let standing = position.standing[type]
    guard standing > 0, !type.isAllowance else { return standing }
    if !isKnown || position.duplicated.contains(type) { return 0 }
    if type == .freight { return min(standing, cardFreight ?? standing) }
    guard !terms.agreesAllSurcharges, let rate else { return standing }
    return min(standing, max(0, cardSurcharge(type, rate)))
  }

  private func cardSurcharge(_ type: ChargeType, _ rate: Rate) -> Int64 {
    switch type {
    case .packaging: return rate.packagingFee
    case .remote: return rate.remoteFee
    case .fuel:
      let freight = agreed(.freight)
      let base = freight > 0 ? freight : cardFreight ?? 0
      return MinorUnits.proportion(base, rate.fuelBasisPoints, 10_000) ?? .max
    default: return 0
    }
  }

  /// Packaging and surcharges that stand, and what of them is agreed.
  var surcharges: (standing: Int64, agreed: Int64) {
    if position.isFreightOnly { return (0, 0) }
    var standing: Int64 = 0
    var owed: Int64 = 0
    for type in position.types.each where type != .freight && !type.isAllowance {
      guard position.standing[type] > 0, !position.duplicated.contains(type) else { continue }
      standing = FeeSum.adding(standing, position.standing[type])
      owed = FeeSum.adding(owed, agreed(type))
    }
    return (standing, owed)
  }

  /// min(billed, expected) freight + agreed packaging and surcharges + allowances. Credits cancel
  /// against the charge they undo: both are payable as billed, so that their sum is what is owed.
  var payable: Int64 {
    guard isPaidOnBill else {
      return min(0, FeeSum.adding(position.billed[.rebate], position.billed[.compensation]))
    }
    if position.isFreightOnly { return payable(.freight) }
    var sum: Int64 = 0
    for type in position.types.each { sum = FeeSum.adding(sum, payable(type)) }
    return sum
  }

  private func payable(_ type: ChargeType) -> Int64 {
    FeeSum.adding(agreed(type), position.billed[type] - position.standing[type])
  }

  /// Whether a rule can have something to explain: told apart here for the many that are as agreed.
  var isOpenToRules: Bool {
    guard !position.waybill.isEmpty, isShopsMoney else { return false }
    guard isKnown, position.duplicated.isEmpty, rate != nil || !hasRateCard else { return true }
    if freightVariance.magnitude > terms.feeTolerance.magnitude { return true }
    let extra = surcharges
    return extra.standing - extra.agreed > terms.feeTolerance
  }
}

extension RateCards {
  /// The rate of a charge's carrier; one in another currency does not hold for it.
  func rate(_ position: FeePosition, zone: Text, on day: Day) -> Rate? {
    guard let rate = rate(carrier: position.carrier, zone: zone, on: day) else { return nil }
    return rate.currency == position.currency || rate.currency == .none ? rate : nil
  }
}
