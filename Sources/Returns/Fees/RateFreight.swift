/// What a rate makes of a parcel: its chargeable weight and its freight (design: section 8;
/// domain.md 3c, 3d). Nothing here traps: weights and lengths come from files, so products are
/// taken in 128 bits and clamped.
extension Rate {
  /// The weight the carrier may charge for: the larger of the measured and the volumetric one,
  /// rounded as the rate says.
  /// - Parameters:
  ///   - measured: grams; nil where nobody weighed the parcel.
  ///   - volume: mm³ (`ParcelFacts.cubicMillimetres`); nil where a side is unknown.
  /// - Returns: grams; nil where neither weight is known.
  func chargeableGrams(measured: Int64?, volume: Int64?) -> Int64? {
    guard let volumetric = volumetricGrams(volume) else { return measured.map(rounded) }
    guard let measured else { return rounded(volumetric) }
    return rounded(max(measured, volumetric))
  }

  /// Up to the next multiple of the step of the weight's range; a weight above all ranges, and one
  /// of nothing, stays as it is.
  func rounded(_ grams: Int64) -> Int64 {
    for place in rounding.indices where grams <= rounding[place].upToGrams {
      let step = rounding[place].stepGrams
      let steps = Int128(max(grams, 0)) + Int128(step) - 1
      return Int64(clamping: steps / Int128(step) * Int128(step))
    }
    return grams
  }

  /// Volume ÷ divisor, up to the next whole gram. The divisor is cm³ per kg, which is the same
  /// number of mm³ per g.
  func volumetricGrams(_ volume: Int64?) -> Int64? {
    guard let volume, volumetricDivisor > 0 else { return nil }
    let (grams, rest) = volume.quotientAndRemainder(dividingBy: volumetricDivisor)
    return rest > 0 ? grams + 1 : grams
  }

  /// Freight for a chargeable weight: the first weight's fee, the step fee for every started step
  /// above it, times the return factor where the parcel goes back (half up), at least the minimum.
  /// - Returns: minor units of the rate's currency, clamped to what sums can hold.
  func freight(grams: Int64, direction: Direction) -> Int64 {
    var fee = Int128(firstFee)
    let above = Int128(grams) - Int128(firstWeightGrams)
    if above > 0, stepWeightGrams > 0 {
      let step = Int128(stepWeightGrams)
      fee += (above + step - 1) / step * Int128(stepFee)
    }
    var minor = Int64(clamping: fee)
    if returnBasisPoints != 10_000, direction == .return || direction == .returnToCustomer {
      minor = MinorUnits.proportion(minor, returnBasisPoints, 10_000) ?? .max
    }
    return FeeSum.bounded(max(minor, minimumFee))
  }

  /// What is left of the freight where the carrier delivers after the promised day (half up).
  func lateFreight(_ full: Int64) -> Int64 {
    guard lateBasisPoints > 0 else { return full }
    return full - (MinorUnits.proportion(full, lateBasisPoints, 10_000) ?? 0)
  }

  /// 保价费: max(declared value × rate, minimum), half up; nothing where no value was declared.
  func insuredValueFee(declared: Int64?) -> Int64 {
    guard let declared, declared > 0, insuredMillionths > 0 || insuredMinimum > 0 else { return 0 }
    let share = MinorUnits.proportion(declared, insuredMillionths, 1_000_000) ?? .max
    return FeeSum.bounded(max(share, insuredMinimum))
  }

  /// Unit price × quantity of the packaging billed; an item that is not on the list costs nothing.
  func packaging(_ position: FeePosition) -> Int64 { packaging(position, plain: packagingFee) }

  /// The same of what names an item of the list.
  func listedPackaging(_ position: FeePosition) -> Int64 { packaging(position, plain: 0) }

  private func packaging(_ position: FeePosition, plain: Int64) -> Int64 {
    var sum = position.hasPlainPackaging ? plain : 0
    for pieces in position.packaging {
      let price =
        pieces.item.isEmpty
        ? plain : packagingList.first { $0.item == pieces.item }?.unitPrice ?? 0
      let (cost, overflow) = price.multipliedReportingOverflow(by: pieces.quantity)
      sum = FeeSum.adding(sum, overflow ? FeeSum.limit : cost)
    }
    return sum
  }
}

/// Sums of fees that cannot trap: they stop at ±10^18, far above a thousand amounts at intake's
/// limit, and leave room for the additions of whoever reads them.
enum FeeSum {
  static let limit: Int64 = 1_000_000_000_000_000_000

  static func bounded(_ value: Int64) -> Int64 { min(max(value, -limit), limit) }

  static func adding(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b < 0 ? -limit : limit) : bounded(sum)
  }
}
