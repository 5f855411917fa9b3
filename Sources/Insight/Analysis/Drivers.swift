public import Returns

/// What goes wrong more often than it should: a reason family, or what becomes of parcels.
public enum DriverCause: UInt8, Vocabulary {
  case quality, fit, noReason, special, transport, parcelLost, parcelDamaged, parcelLate

  /// Causes that one trouble shows as: only the strongest of them is its name.
  var group: ReasonFamily {
    switch self {
    case .quality: .quality
    case .fit: .fit
    case .noReason: .noReason
    case .special: .special
    case .transport, .parcelLost, .parcelDamaged, .parcelLate: .transport
    }
  }

  var family: ReasonFamily? {
    switch self {
    case .parcelLost, .parcelDamaged, .parcelLate: nil
    default: group
    }
  }

  var fate: ParcelFate? {
    switch self {
    case .parcelLost: .lost
    case .parcelDamaged: .damaged
    case .parcelLate: .late
    default: nil
    }
  }

  /// The cells that tell how often it went wrong.
  var counted: (measure: Measure, holds: (UInt16) -> Bool) {
    if let fate { return (.parcels, { $0 == UInt16(fate.rawValue) }) }
    return (
      .claimed, { Reason(rawValue: UInt8(truncatingIfNeeded: $0)).map(covers) ?? false }
    )
  }

  /// The cells that tell how often it could have.
  var base: (measure: Measure, holds: (UInt16) -> Bool) {
    fate == nil
      ? (.sold, { _ in true }) : (.parcels, { $0 == UInt16(ParcelFate.carried.rawValue) })
  }

  /// Reasons whose cases tell what one of it costs.
  func covers(_ reason: Reason) -> Bool {
    switch self {
    case .parcelLost: reason == .lost
    case .parcelDamaged: reason == .transitDamage
    case .parcelLate: reason == .late
    default: reason.family == group
    }
  }
}

/// One supplier, article, carrier, … that stands out (R8.3, R9.1): found by a test, with the
/// figures it was found by.
public struct Driver: Sendable {
  public enum Ground: UInt8, Vocabulary {
    /// Its rate rose, while that of the others did not rise as much.
    case rise
    /// Its rate is above that of the others.
    case peers
  }

  public let dimension: Dimension
  public let value: Text
  public let cause: DriverCause
  public let ground: Ground
  /// First day of the rise; of peers of the window in which they are compared.
  public let since: Day
  /// Since then, and what they are counted against.
  public let cases: Int
  public let base: Int
  /// Before (of peers: of the others).
  public let casesBefore: Int
  public let baseBefore: Int
  /// Cases that would have been expected without it.
  public let expected: Double
  public let excess: Double
  /// After control of false discoveries among all tests of the date.
  public let qValue: Double
  /// What the excess cost, minor units of `currency`.
  public let cost: Int64
  public let currency: Currency
  /// How surely it is told from chance: the root of the chi-square statistic of its test; of rise
  /// and peers, where both were found, the greater one.
  public internal(set) var strength: Double
  /// Place in the list of the driver that it most likely only reflects; nil: it stands for itself.
  public internal(set) var reflects: Int?

  /// Ten thousandths.
  public var rate: Int64 { Decimals.ratio(Int128(cases), Int128(base), places: 4) }
  public var rateBefore: Int64 {
    Decimals.ratio(Int128(casesBefore), Int128(baseBefore), places: 4)
  }
  public var ratioPercent: Int {
    expected > 0 ? Int(Decimals.scaled(Double(cases) / expected, places: 2)) : 100_000
  }
}
