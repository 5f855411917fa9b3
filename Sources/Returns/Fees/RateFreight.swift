/// What a rate makes of a parcel: its chargeable weight and its freight (design: section 8;
/// domain.md 3c, 3d). Nothing here traps: weights and lengths come from files, so products are
/// taken in 128 bits and clamped.
extension Rate {
  /// The weight the carrier may charge for: the larger of the measured and the volumetric one.
  /// - Parameters:
  ///   - measured: grams; nil where nobody weighed the parcel.
  ///   - volume: mm³ (`ParcelFacts.cubicMillimetres`); nil where a side is unknown.
  /// - Returns: grams; nil where neither weight is known.
  func chargeableGrams(measured: Int64?, volume: Int64?) -> Int64? {
    guard let volumetric = volumetricGrams(volume) else { return measured }
    guard let measured else { return volumetric }
    return max(measured, volumetric)
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
