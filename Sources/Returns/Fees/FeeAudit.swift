/// One position of a bill held against what was agreed: what the rules explain and what is payable.
///
/// Without any rate card nothing is agreed that a bill could be held against: no freight is
/// expected, no `FEE_NO_RATE` is raised, and the position is payable as billed. The same holds,
/// silently, where a rate exists and nobody stated a weight.
struct FeeAudit {
  let position: FeePosition
  let waybill: FeeWaybill
  /// The day whose rates hold.
  let day: Day
  let terms: FeeTerms
  let hasRateCard: Bool
  let rate: Rate?
  let chargeableGrams: Int64?
  /// What `cardFreight` is the price of: the chargeable weight, or the billed one that the weight
  /// tolerance accepts.
  private(set) var pricedGrams: Int64?
  /// Freight by the rate card, whether or not freight is billed here; nil where none can be
  /// expected.
  private(set) var cardFreight: Int64?
  /// A label that was billed and never handed to the carrier (FA08): nothing is owed.
  let isNeverShipped: Bool
  /// Dated before the parcel was handed over (FA15).
  let isBilledEarly: Bool
  /// What of the excess the tolerances take as agreed is taken: not where a cap is used up.
  private(set) var allowsTolerance = false

  var parcel: ParcelFacts { waybill.parcel }
  var direction: Direction { waybill.direction }
  var isKnown: Bool { waybill.isKnown }

  /// - Parameters:
  ///   - isShippingKnown: all that the carrier recorded of parcels up to the bill's day has come
  ///     in, so that a parcel never picked up was never picked up.
  ///   - isToleranceUsedUp: a cap has no room for what this position would use (design: section 6).
  init(
    _ position: FeePosition, of waybill: FeeWaybill, day: Day, terms: FeeTerms,
    rateCards: RateCards, isShippingKnown: Bool = true, isBilledEarly: Bool = false,
    isToleranceUsedUp: Bool = false
  ) {
    self.position = position
    self.waybill = waybill
    self.day = day
    self.terms = terms
    self.isBilledEarly = isBilledEarly
    let parcel = waybill.parcel
    isNeverShipped =
      parcel.isNeverShipped && isShippingKnown && position.invoiceNo != ParcelFees.noInvoice
    hasRateCard = !rateCards.isEmpty
    let measured = parcel.weightGrams
    guard hasRateCard, waybill.isKnown else {
      rate = nil
      chargeableGrams = measured
      return
    }
    let zone = parcel.zone.isEmpty ? position.zone : parcel.zone
    rate = rateCards.rate(position, zone: zone, on: day)
    guard !position.isOfAccount else {
      chargeableGrams = nil
      return
    }
    // Where nobody but the carrier stated a weight, the carrier's stands.
    let volume = parcel.cubicMillimetres
    let isUnmeasured = measured == nil && volume == nil
    let stated = isUnmeasured ? position.billedWeightGrams ?? parcel.billedWeightGrams : measured
    let grams = rate?.chargeableGrams(measured: stated, volume: volume)
    chargeableGrams = grams ?? measured
    if let rate, let grams {
      pricedGrams = grams
      cardFreight = freight(rate, grams)
      if !isUnmeasured { acceptBilledWeight(rate, grams) }
    }
    guard terms.hasTolerance, !isToleranceUsedUp else { return }
    allowsTolerance = true
    let spent = tolerated
    allowsTolerance = spent > 0 ? spent <= terms.lineCap?[position.currency] ?? .max : true
  }

  private func freight(_ rate: Rate, _ grams: Int64) -> Int64 {
    let full = rate.freight(grams: grams, direction: waybill.direction)
    return waybill.isLate ? rate.lateFreight(full) : full
  }

  /// A billed weight that is off by no more than the weight tolerance raises nothing: where the
  /// charge goes its way, it is priced.
  private mutating func acceptBilledWeight(_ rate: Rate, _ grams: Int64) {
    guard let billed = position.billedWeightGrams ?? parcel.billedWeightGrams, billed != grams,
      abs(billed - grams) <= terms.weightToleranceGrams
    else { return }
    let (price, other) = (freight(rate, grams), freight(rate, billed))
    let standing = position.standing[.freight]
    guard billed > grams ? standing > price : standing < price else { return }
    (pricedGrams, cardFreight) = (billed, other)
  }

  var hasFreight: Bool { position.charged.contains(.freight) }
  var isFreightDuplicate: Bool { position.duplicated.contains(.freight) }

  /// What fee_settlement.csv shows: 0 for freight charged twice, nil where none is billed or all of
  /// it was taken back.
  var expectedFreight: Int64? {
    if isFreightDuplicate { return 0 }
    let isTakenBack = position.credited.contains(.freight) && position.standing[.freight] <= 0
    guard hasFreight, !isTakenBack else { return nil }
    return isNeverShipped || isPaidByOthers ? 0 : cardFreight
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

  /// The manifest says that the parcel was paid for when it was handed over or delivered, and yet
  /// it stands on the shop's bill (FA12).
  var isPaidByOthers: Bool {
    guard let agreed = parcel.terms, isShopsMoney else { return false }
    switch position.terms {
    case .prepaid, .collect: return false
    case .account, .deposit, .platform:
      return agreed == .prepaid || agreed == .collect && direction != .return
    }
  }

  /// Whether the position is paid to the carrier on its bill: what the sender prepaid was paid when
  /// the parcel was handed over, and what the receiver pays is the shop's only where the shop
  /// receives.
  var isPaidOnBill: Bool { isShopsMoney && position.terms != .prepaid }

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

  /// What of it the carrier pays for the parcel, or takes back of that: no credit of a charge.
  var compensation: Int64 {
    guard isPaidOnBill else { return payable - min(0, position.billed[.rebate]) }
    return FeeSum.adding(position.billed[.compensation], position.compensationCredited)
  }

  /// What stands above what is owed; 0 where it is not the shop's money.
  var recoverable: Int64 {
    guard isShopsMoney else { return 0 }
    var sum: Int64 = 0
    for type in position.types.each {
      sum = FeeSum.adding(sum, position.standing[type] - owed(type))
    }
    return sum
  }

  private func payable(_ type: ChargeType) -> Int64 {
    FeeSum.adding(owed(type), position.billed[type] - position.standing[type])
  }

  /// Whether a rule can have something to explain: told apart here for the many that are as agreed.
  var isOpenToRules: Bool {
    guard isShopsMoney else { return false }
    if position.isOfAccount { return recoverable > 0 }
    guard isKnown, position.duplicated.isEmpty, rate != nil || !hasRateCard else { return true }
    if isNeverShipped || waybill.caseDoubt != nil || isPaidByOthers { return true }
    if !position.repeats.isEmpty, !repeatedTypes.isEmpty { return true }
    if isFreightOff || isBilledEarly || taxFault != nil { return true }
    let extra = surcharges
    return extra.standing > extra.agreed
  }
}

extension RateCards {
  /// The rate of a charge's carrier; one in another currency does not hold for it.
  func rate(_ position: FeePosition, zone: Text, on day: Day) -> Rate? {
    guard let rate = rate(carrier: position.carrier, zone: zone, on: day) else { return nil }
    return rate.currency == position.currency || rate.currency == .none ? rate : nil
  }
}
