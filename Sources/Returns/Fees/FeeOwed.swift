/// What is owed of each type of charge, by the rate card and within the tolerances.
extension FeeAudit {
  /// What is owed by the agreement, credits of other invoices left out.
  func agreed(_ type: ChargeType) -> Int64 {
    let standing = position.standing[type]
    guard standing > 0, !type.isAllowance else { return standing }
    if !isKnown || isNeverShipped || isPaidByOthers || position.duplicated.contains(type) {
      return 0
    }
    if position.isOfAccount, hasRateCard { return min(standing, agreedOfAccount(type)) }
    if type == .freight, let cardFreight { return min(standing, cardFreight) }
    guard type != .freight, !terms.agreesAllSurcharges, let rate else {
      // Nothing says what it may be, but not that it may be charged again.
      return position.repeats.isEmpty ? standing : standing - position.standsAgain(type)
    }
    return min(standing, max(0, cardSurcharge(type, rate)))
  }

  /// The same, and what a tolerance adds to it.
  func owed(_ type: ChargeType) -> Int64 {
    let agreed = agreed(type)
    return allowsTolerance ? FeeSum.adding(agreed, excessTolerated(type, agreed)) : agreed
  }

  /// Of no parcel nothing can be expected but what the policy agrees for all, and packaging that
  /// the carrier's list names.
  private func agreedOfAccount(_ type: ChargeType) -> Int64 {
    if type == .freight { return 0 }
    if terms.agreesAllSurcharges { return .max }
    return type == .packaging ? rate?.listedPackaging(position) ?? 0 : 0
  }

  private func cardSurcharge(_ type: ChargeType, _ rate: Rate) -> Int64 {
    switch type {
    case .packaging: return rate.packaging(position)
    case .remote: return rate.remoteFee
    case .cod: return rate.codFee
    case .address:
      // A bill that names the manifest's own zone corrected nothing.
      let isUnchanged = !position.zone.isEmpty && position.zone == parcel.zone
      return isUnchanged ? 0 : rate.addressFee
    case .insurance:
      // Nothing is converted: what such a value may cost nobody can say.
      return foreignDeclaration == nil ? rate.insuredValueFee(declared: parcel.declaredValue) : .max
    case .fuel:
      let freight = agreed(.freight)
      let base = freight > 0 ? freight : cardFreight ?? 0
      return MinorUnits.proportion(base, rate.fuelBasisPoints, 10_000) ?? .max
    default: return 0
    }
  }

  /// The currency of a value that was declared in another than the position's; nil: it was not.
  var foreignDeclaration: Currency? {
    guard parcel.declaredValue != nil else { return nil }
    let declared =
      parcel.declaredCurrency == .none ? waybill.shopCurrency : parcel.declaredCurrency
    return declared == .none || declared == position.currency ? nil : declared
  }

  /// Packaging and surcharges that stand, and what of them is owed.
  var surcharges: (standing: Int64, agreed: Int64) {
    if position.isFreightOnly { return (0, 0) }
    var standing: Int64 = 0
    var owed: Int64 = 0
    for type in position.types.each where type != .freight && !type.isAllowance {
      guard position.standing[type] > 0, !position.duplicated.contains(type) else { continue }
      standing = FeeSum.adding(standing, position.standing[type])
      owed = FeeSum.adding(owed, self.owed(type))
    }
    return (standing, owed)
  }

  // MARK: tolerances

  func tolerance(_ type: ChargeType, _ expected: Int64, isOver: Bool) -> Int64 {
    guard terms.hasTolerance else { return 0 }
    let isAmountKnown = terms.currency == .none || terms.currency == position.currency
    guard let entry = terms.tolerance(position.carrier, type) else {
      return isAmountKnown ? terms.feeTolerance : 0
    }
    return (isOver ? entry.over : entry.under).of(expected, isAmountKnown: isAmountKnown)
  }

  /// What stands above the agreed amount, where it is no more than the tolerance. Nothing is
  /// tolerated of what is not owed at all.
  private func excessTolerated(_ type: ChargeType, _ agreed: Int64) -> Int64 {
    let excess = position.standing[type] - agreed - repeated(type, over: agreed)
    guard excess > 0, !type.isAllowance, isKnown, !isNeverShipped, !isPaidByOthers,
      !position.duplicated.contains(type),
      excess <= tolerance(type, agreed, isOver: true)
    else { return 0 }
    return excess
  }

  /// All that tolerances take as agreed: it is paid and written off.
  var tolerated: Int64 {
    guard allowsTolerance, isPaidOnBill, !position.waybill.isEmpty else { return 0 }
    var sum: Int64 = 0
    for type in position.types.each where !type.isAllowance {
      sum = FeeSum.adding(sum, excessTolerated(type, agreed(type)))
    }
    return sum
  }

  /// Freight is dearer or cheaper than expected by more than the tolerance.
  var isFreightOff: Bool {
    let variance = freightVariance
    return variance != 0 && abs(variance) > freightTolerance(isOver: variance > 0)
  }

  /// Freight is dearer than expected by more than the tolerance.
  var isFreightOver: Bool {
    let variance = freightVariance
    return variance > 0 && variance > freightTolerance(isOver: true)
  }

  /// Freight is cheaper than expected by more than the tolerance.
  var isFreightUnder: Bool {
    let variance = freightVariance
    return variance < 0 && -variance > freightTolerance(isOver: false)
  }

  private func freightTolerance(isOver: Bool) -> Int64 {
    guard !isOver || allowsTolerance, !isNeverShipped, !isPaidByOthers else { return 0 }
    return tolerance(.freight, cardFreight ?? 0, isOver: isOver)
  }

  /// Whether a fee is the billed one, within the tolerance: what stands, or what was billed before
  /// a credit took part of it back, as its cause is the same.
  func explainsFreight(_ fee: Int64) -> Bool {
    isNear(position.standing[.freight], fee)
      || position.credited.contains(.freight) && isNear(position.billed[.freight], fee)
  }

  private func isNear(_ billed: Int64, _ fee: Int64) -> Bool {
    let difference = billed - fee
    return difference == 0
      || difference.magnitude <= freightTolerance(isOver: difference > 0).magnitude
  }
}
