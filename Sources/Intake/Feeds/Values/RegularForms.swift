import Returns

/// Values in the forms that nearly all cells have, eight bytes at a time. What is not of that form
/// is no mistake: it goes to the readers that take every form.
enum RegularForms {
  /// Stands for "not of the regular form"; no value is this number.
  static let none = Int64.min
  private static let zeros: UInt64 = 0x3030_3030_3030_3030
  private static let tops: UInt64 = 0x8080_8080_8080_8080
  /// Added to a digit's value it leaves the top bit clear; to anything larger it does not.
  private static let aboveNine: UInt64 = 0x7676_7676_7676_7676

  /// The first `count` (at most eight) bytes, digits or not, behind as many zeros as make eight.
  @inline(__always)
  private static func padded(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let shift = UInt64(truncatingIfNeeded: 64 &- count &* 8) & 63
    return word << shift | zeros & ((1 << shift) &- 1)
  }

  /// Eight digits to their number, the first in the lowest byte.
  @inline(__always)
  private static func number(_ word: UInt64) -> Int64 {
    let digits = word ^ zeros
    if ((digits &+ aboveNine) | digits) & tops != 0 { return none }
    let pairs = digits &* 10 &+ (digits >> 8)
    let low: UInt64 = 0x0000_00FF_0000_00FF
    let first = (pairs & low) &* (100 &+ (1_000_000 << 32))
    let second = ((pairs >> 16) & low) &* (1 &+ (10_000 << 32))
    return Int64(truncatingIfNeeded: (first &+ second) >> 32)
  }

  /// One to eight digits. Eight bytes from `start` can be read.
  @inline(__always)
  static func count(_ start: UnsafeRawPointer, _ count: Int) -> Int64 {
    count > 8 || count == 0 ? none : number(padded(start, count))
  }

  /// `1.50` to `12345.50`, as hundredths. Eight bytes from `start` can be read.
  @inline(__always)
  static func hundredths(_ start: UnsafeRawPointer, _ count: Int) -> Int64 {
    if count > 8 || count < 4 { return none }
    let word = padded(start, count)
    if word >> 40 & 0xFF != 0x2E { return none }
    return number((word & 0xFF_FFFF_FFFF) << 8 | word & 0xFFFF_0000_0000_0000 | 0x30)
  }

  /// Seconds of the day of `hh:mm:ss`.
  @inline(__always)
  static func clock(_ start: UnsafeRawPointer) -> Int64 {
    let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    // Digits keep their value, colons become 0.
    let digits = word ^ 0x3030_3A30_303A_3030
    if ((digits &+ 0x7676_7F76_767F_7676) | digits) & tops != 0 { return none }
    let pairs = digits &* 10 &+ (digits >> 8)
    let (hour, minute, second) = (pairs & 0xFF, pairs >> 24 & 0xFF, pairs >> 48 & 0xFF)
    if hour > 23 || minute > 59 || second > 59 { return none }
    return Int64(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
  }
}
