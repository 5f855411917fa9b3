import Returns

/// A decimal with up to eight places, exact: for signs, units, roundings and control sums of
/// profiles, whose figures may have more places than the currency.
struct Exact: Equatable, Comparable, Sendable {
  static let places = 8
  static let one: Int128 = 100_000_000
  /// 10^30: far above any sum of amounts, far below the end of Int128.
  static let limit: Int128 = 1_000_000_000_000_000_000_000_000_000_000

  /// The value times 10^8.
  var units: Int128

  init(units: Int128) { self.units = units }

  init(minorUnits: Int64, decimals: Int) {
    units = Int128(minorUnits) * Self.one / Self.power(decimals)
  }

  init(_ text: Text) throws(ValueProblem) {
    let bytes = text.bytes
    var offset = 0
    var isNegative = false
    if bytes.count > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
      isNegative = bytes[0] == 0x2D
      offset = 1
    }
    var value: Int128 = 0
    var places = -1
    var digits = 0
    for byte in bytes[offset...] {
      if byte == 0x2E, places < 0 {
        places = 0
        continue
      }
      let digit = byte &- 0x30
      guard digit <= 9 else { throw .notAnAmount }
      digits += 1
      if places >= 0 { places += 1 }
      if places > Self.places {
        if digit != 0 { throw .tooPrecise }
        places -= 1
        continue
      }
      value = value * 10 + Int128(digit)
      if value > Self.limit { throw .tooLarge }
    }
    guard digits > 0, places != 0 else { throw .notAnAmount }
    let scaled = value * Self.power(Self.places - max(places, 0))
    if scaled > Self.limit { throw .tooLarge }
    units = isNegative ? -scaled : scaled
  }

  static func power(_ exponent: Int) -> Int128 {
    (0..<max(0, exponent)).reduce(1) { value, _ in value * 10 }
  }

  static func + (a: Exact, b: Exact) -> Exact {
    let (sum, overflow) = a.units.addingReportingOverflow(b.units)
    return Exact(units: overflow ? limit : sum)
  }
  static func < (a: Exact, b: Exact) -> Bool { a.units < b.units }
  static prefix func - (a: Exact) -> Exact { Exact(units: -a.units) }
  var magnitude: Exact { Exact(units: units < 0 ? -units : units) }

  func times(_ factor: Int) throws(ValueProblem) -> Exact {
    let (value, overflow) = units.multipliedReportingOverflow(by: Int128(factor))
    guard !overflow, value <= Self.limit, value >= -Self.limit else { throw .tooLarge }
    return Exact(units: value)
  }

  /// The product, rounded half away from zero to eight places.
  func times(_ other: Exact) throws(ValueProblem) -> Exact {
    let (value, overflow) = units.multipliedReportingOverflow(by: other.units)
    guard !overflow else { throw .tooLarge }
    return try Self.quotient(value, Self.one)
  }

  /// The quotient, rounded half away from zero to eight places; nothing can be divided by 0.
  func divided(by other: Exact) throws(ValueProblem) -> Exact {
    guard other.units != 0 else { throw .notAnAmount }
    let (value, overflow) = units.multipliedReportingOverflow(by: Self.one)
    guard !overflow else { throw .tooLarge }
    return try Self.quotient(value, other.units)
  }

  private static func quotient(_ value: Int128, _ divisor: Int128) throws(ValueProblem) -> Exact {
    var (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    if rest.magnitude >= divisor.magnitude - rest.magnitude {
      whole += (value < 0) == (divisor < 0) ? 1 : -1
    }
    guard whole <= Self.limit, whole >= -Self.limit else { throw .tooLarge }
    return Exact(units: whole)
  }

  /// Minor units of a currency; `rounding` half away from zero, else digits beyond its places are
  /// refused.
  func minorUnits(decimals: Int, rounding: Bool) throws(ValueProblem) -> Int64 {
    let step = Self.one / Self.power(decimals)
    var (whole, rest) = units.quotientAndRemainder(dividingBy: step)
    if rest != 0 {
      guard rounding else { throw .tooPrecise }
      if rest.magnitude * 2 >= step.magnitude { whole += units < 0 ? -1 : 1 }
    }
    guard whole <= Int128(amountLimit), whole >= -Int128(amountLimit) else { throw .tooLarge }
    return Int64(whole)
  }

  /// The value with at least `decimals` places, more where it needs them.
  func string(decimals: Int) -> String {
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: Self.one.magnitude)
    var places = Array(String(rest + Self.one.magnitude).dropFirst())
    while places.count > decimals, places.last == "0" { places.removeLast() }
    let sign = units < 0 ? "-" : ""
    return places.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(String(places))"
  }
}
