import Returns

/// Plain decimals to minor units, digit by digit: never through floating point.
enum Amounts {
  /// Reads `-12.50` as -1250 for a currency of two decimals.
  ///
  /// Trailing zeros beyond the precision are fine, other digits there are refused; no exponent, no
  /// group separator, no sign but one leading `+` or `-`.
  @inline(__always)
  static func minorUnits(_ text: Text, decimals: Int) throws(ValueProblem) -> Int64 {
    let bytes = text.bytes
    let count = bytes.count
    var offset = 0
    var isNegative = false
    if count > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
      isNegative = bytes[0] == 0x2D
      offset = 1
    }
    var value: Int64 = 0
    var digits = 0
    while offset < count {
      let digit = bytes[offset] &- 0x30
      if digit > 9 { break }
      value = value &* 10 &+ Int64(digit)
      if value > amountLimit { throw .tooLarge }
      digits += 1
      offset += 1
    }
    var places = 0
    if offset < count {
      guard bytes[offset] == 0x2E, offset + 1 < count else { throw .notAnAmount }
      offset += 1
      while offset < count {
        let digit = bytes[offset] &- 0x30
        if digit > 9 { throw .notAnAmount }
        if places < decimals {
          value = value &* 10 &+ Int64(digit)
          if value > amountLimit { throw .tooLarge }
          places += 1
        } else if digit != 0 {
          try refuseExtraDigits(text, from: offset)
        }
        digits += 1
        offset += 1
      }
    }
    guard digits > 0 else { throw .notAnAmount }
    while places < decimals {
      value = value &* 10
      if value > amountLimit { throw .tooLarge }
      places += 1
    }
    return isNegative ? -value : value
  }

  /// `12.345` has too many digits, `12.34x` is no amount at all.
  private static func refuseExtraDigits(_ text: Text, from offset: Int) throws(ValueProblem) {
    for byte in text.bytes[offset...] where byte &- 0x30 > 9 { throw .notAnAmount }
    throw .tooPrecise
  }

  /// Minor units as written: 1250 with two decimals is `12.50`.
  static func string(_ minorUnits: Int64, decimals: Int) -> String {
    Exact(minorUnits: minorUnits, decimals: decimals).string(decimals: decimals)
  }
}
