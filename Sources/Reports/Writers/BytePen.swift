import CByteScan
import Returns

/// Where the next byte of a row goes. Whoever makes a pen has made room for all that it writes.
struct BytePen {
  var place: UnsafeMutablePointer<UInt8>

  /// What a number, an amount, a day or a currency takes at most.
  static let mostOfNumber = 32

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    place.pointee = byte
    place += 1
  }

  @inline(__always)
  mutating func number(_ number: Int64) {
    if number < 0 { byte(minus) }
    digits(number.magnitude)
  }

  /// Minor units with the decimals of their currency.
  @inline(__always)
  mutating func amount(_ amount: Int64, _ decimals: Int) {
    if amount < 0 { byte(minus) }
    let units = amount.magnitude
    switch decimals {
    case 2:
      digits(units / 100)
      byte(point)
      two(UInt32(truncatingIfNeeded: units % 100))
    case 0: digits(units)
    default: rare(units, decimals)
    }
  }

  private mutating func rare(_ units: UInt64, _ decimals: Int) {
    var divisor: UInt64 = 1
    for _ in 0..<decimals { divisor *= 10 }
    digits(units / divisor)
    byte(point)
    var rest = units % divisor
    for _ in 0..<decimals {
      divisor /= 10
      byte(zero &+ UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
    }
  }

  @inline(__always)
  mutating func digits(_ value: UInt64) {
    if value < 10 { return byte(zero &+ UInt8(truncatingIfNeeded: value)) }
    if value < 100 { return two(UInt32(truncatingIfNeeded: value)) }
    if value < 10_000 { return upToFour(UInt32(truncatingIfNeeded: value)) }
    many(value)
  }

  /// Three or four digits.
  @inline(__always)
  private mutating func upToFour(_ value: UInt32) {
    let (front, back) = (value / 100, value % 100)
    if front < 10 {
      byte(zero &+ UInt8(truncatingIfNeeded: front))
    } else {
      two(front)
    }
    two(back)
  }

  private mutating func many(_ value: UInt64) {
    var length = 5
    var bound: UInt64 = 100_000
    while length < 20, value >= bound {
      length += 1
      bound = length < 20 ? bound * 10 : bound
    }
    var end = place + length
    place = end
    var rest = value
    while rest >= 100 {
      let pair = UInt8(truncatingIfNeeded: rest % 100)
      rest /= 100
      end -= 2
      end[0] = zero &+ pair / 10
      end[1] = zero &+ pair % 10
    }
    if rest >= 10 {
      end[-2] = zero &+ UInt8(truncatingIfNeeded: rest / 10)
      end[-1] = zero &+ UInt8(truncatingIfNeeded: rest % 10)
    } else {
      end[-1] = zero &+ UInt8(truncatingIfNeeded: rest)
    }
  }

  /// Two digits of a number below 100.
  @inline(__always)
  private mutating func two(_ value: UInt32) {
    let tens = (value &* 103) &>> 10
    place[0] = zero &+ UInt8(truncatingIfNeeded: tens)
    place[1] = zero &+ UInt8(truncatingIfNeeded: value &- tens &* 10)
    place += 2
  }

  /// `2026-11-22`; years have four digits.
  @inline(__always)
  mutating func day(_ day: Day) {
    let (year, month, date) = day.parts
    let shown = UInt32(truncatingIfNeeded: max(0, year) % 10_000)
    two(shown / 100)
    two(shown % 100)
    byte(minus)
    two(UInt32(truncatingIfNeeded: month))
    byte(minus)
    two(UInt32(truncatingIfNeeded: date))
  }

  @inline(__always)
  mutating func currency(_ currency: Currency) {
    guard currency.code > 0 else { return }
    let value = UInt32(currency.code) - 1
    place[0] = UInt8(truncatingIfNeeded: 65 + value / 676)
    place[1] = UInt8(truncatingIfNeeded: 65 + value / 26 % 26)
    place[2] = UInt8(truncatingIfNeeded: 65 + value % 26)
    place += 3
  }
}

private let zero = UInt8(ascii: "0")
private let minus = UInt8(ascii: "-")
private let point = UInt8(ascii: ".")
