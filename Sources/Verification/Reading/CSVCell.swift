import Glibc

/// A cell of a row that is being read: bytes in the mapped file, without their quotes. Valid only
/// inside the closure that it was handed to.
struct CSVCell {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// A quote inside is written twice.
  let hasEscapes: Bool

  var isEmpty: Bool { count == 0 }
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  var string: String {
    let text = String(decoding: bytes, as: UTF8.self)
    return hasEscapes ? text.replacing("\"\"", with: "\"") : text
  }

  func equals(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && memcmp(start, word.utf8Start, count) == 0
  }

  /// A whole number.
  var integer: Int? {
    guard let amount, amount.decimals == 0 else { return nil }
    return Int(exactly: amount.minor)
  }

  /// More digits are no amount: sums of millions of rows stay within 128 bits.
  private static let mostDigits = 24

  /// A decimal as its digits say it: `-12.50` is -1250 with two decimals. The program prints
  /// exactly a currency's decimals, so that the digits are its minor units.
  var amount: (minor: Int128, decimals: Int)? {
    var digits = 0
    var decimals = 0
    var value: Int128 = 0
    var hasPoint = false
    let isNegative = count > 0 && start[0] == UInt8(ascii: "-")
    for position in (isNegative ? 1 : 0)..<max(count, isNegative ? 1 : 0) {
      let byte = start[position]
      if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
        hasPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits < Self.mostDigits {
        value = value * 10 + Int128(byte - UInt8(ascii: "0"))
        digits += 1
        if hasPoint { decimals += 1 }
      } else {
        return nil
      }
    }
    guard digits > 0, hasPoint == (decimals > 0) else { return nil }
    return (isNegative ? -value : value, decimals)
  }

  /// For keys of millions of rows: two texts share it only by an accident of one in 2^64.
  func hash(_ seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt64) {
      let (high, low) = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = high ^ low ^ 0xA5A3_5625_A1B2_C3D5
    }
    var position = 0
    while position + 8 <= count {
      mix(UnsafeRawPointer(start + position).loadUnaligned(as: UInt64.self))
      position += 8
    }
    var tail = UInt64(count) << 56
    var shift: UInt64 = 0
    while position < count {
      tail ^= UInt64(start[position]) << shift
      shift += 8
      position += 1
    }
    mix(tail)
    mix(0x6C62_272E_07BB_0142)
    return state
  }

  /// -1, 0 or 1: as the bytes order, the shorter of two that begin alike first.
  func compareBytes(_ other: CSVCell) -> Int {
    if hasEscapes || other.hasEscapes {
      let (a, b) = (Array(string.utf8), Array(other.string.utf8))
      return a == b ? 0 : (a.lexicographicallyPrecedes(b) ? -1 : 1)
    }
    let order = memcmp(start, other.start, min(count, other.count))
    if order != 0 { return order < 0 ? -1 : 1 }
    return count == other.count ? 0 : (count < other.count ? -1 : 1)
  }

  /// As amounts order: nothing first, then by value.
  func compareAmounts(_ other: CSVCell) -> Int {
    let (a, b) = (amount?.minor, other.amount?.minor)
    guard let a, let b else { return (a == nil ? 0 : 1) - (b == nil ? 0 : 1) }
    return a == b ? 0 : (a < b ? -1 : 1)
  }
}

/// A row that is being read.
struct CSVRow {
  /// Physical line of its first byte, from 1.
  let line: Int
  let cells: UnsafeBufferPointer<CSVCell>

  subscript(column: Int) -> CSVCell { cells[column] }
}
