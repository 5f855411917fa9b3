/// Exact arithmetic on minor units. Overflow is an answer, not a crash: sums saturate into `nil`.
public enum MinorUnits {
  /// The sum, or nil where it leaves Int64.
  public static func sum(_ a: Int64, _ b: Int64) -> Int64? {
    let (value, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : value
  }

  /// amount × numerator ÷ denominator, rounded half away from zero, exact in 128 bits.
  /// - Returns: nil where the denominator is 0 or the result leaves Int64.
  public static func proportion(_ amount: Int64, _ numerator: Int64, _ denominator: Int64) -> Int64?
  {
    guard denominator != 0 else { return nil }
    let product = Int128(amount) * Int128(numerator)
    let divisor = Int128(denominator)
    let doubled = product.magnitude * 2 + divisor.magnitude
    let rounded = Int128(doubled / (divisor.magnitude * 2))
    return Int64(exactly: (product < 0) == (divisor < 0) ? rounded : -rounded)
  }

  /// Whole units that add up to the amount and come as near to the weights as they can; of equal
  /// remainders the first gets the unit.
  /// - Parameter weights: none below 0. Where they come to nothing the first has all.
  public static func split(_ amount: Int64, by weights: [Int64]) -> [Int64] {
    let whole = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard whole > 0 else { return weights.indices.map { $0 == 0 ? amount : 0 } }
    let exact = weights.map {
      (Int128(amount.magnitude) * Int128($0)).quotientAndRemainder(dividingBy: whole)
    }
    var shares = exact.map { Int64(clamping: $0.quotient) }
    var left = Int64(clamping: amount.magnitude) - shares.reduce(0, +)
    let order = exact.indices.sorted {
      (exact[$1].remainder, $0) < (exact[$0].remainder, $1)
    }
    for place in order where left > 0 {
      shares[place] += 1
      left -= 1
    }
    return amount < 0 ? shares.map { -$0 } : shares
  }
}

/// Intake bounds every amount to ±10^15 minor units, so a dossier's sums cannot leave Int64.
public let amountLimit: Int64 = 1_000_000_000_000_000

public enum Amount {
  /// `-1234.50`: minor units in the currency's own decimals, no grouping.
  public static func string(_ minor: Int64, _ currency: Currency) -> String {
    let decimals = currency.decimals
    guard decimals > 0 else { return "\(minor)" }
    return withDigits(minor, decimals) { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends what `string` says.
  static func append(_ minor: Int64, _ currency: Currency, to bytes: inout [UInt8]) {
    let decimals = currency.decimals
    guard decimals > 0 else { return bytes.append(contentsOf: "\(minor)".utf8) }
    withDigits(minor, decimals) { bytes.append(contentsOf: $0) }
  }

  private static func withDigits<Result>(
    _ minor: Int64, _ decimals: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // Twenty digits, a sign, a point, and noughts before a small amount.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24 + decimals) { bytes in
      var (place, written, rest) = (bytes.count, 0, minor.magnitude)
      while rest > 0 || written <= decimals {
        place -= 1
        bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        written += 1
        if written == decimals {
          place -= 1
          bytes[place] = UInt8(ascii: ".")
        }
      }
      if minor < 0 {
        place -= 1
        bytes[place] = UInt8(ascii: "-")
      }
      return body(UnsafeBufferPointer(rebasing: bytes[place...]))
    }
  }
}
