import Returns

/// The number of a cell as its decimal digits, never through floating point.
///
/// Spreadsheets keep fifteen significant digits. What the file has beyond them is noise of binary
/// arithmetic and is rounded off; a whole number of more than fifteen digits has lost its last ones
/// before it was saved, so it is refused.
struct CellNumber {
  static let significant = 15

  /// The value is `0.d₁d₂d₃… × 10^point`; no zeros at either end. Empty for 0.
  private(set) var digits: [UInt8] = []
  private(set) var point = 0
  private(set) var isNegative = false

  /// - Returns: nil for what is no decimal number, with or without an exponent.
  init?(_ text: Text) {
    var rest = text.bytes[...]
    if let sign = rest.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      rest = rest.dropFirst()
    }
    var places: Int?
    while let byte = rest.first, byte &- 0x30 <= 9 || (byte == 0x2E && places == nil) {
      rest = rest.dropFirst()
      if byte == 0x2E {
        places = 0
      } else {
        digits.append(byte &- 0x30)
        places = places.map { $0 + 1 }
      }
      if digits.count > 400 { return nil }
    }
    guard !digits.isEmpty else { return nil }
    point = digits.count - (places ?? 0)
    if let mark = rest.first, mark | 0x20 == 0x65 {
      let exponent = String(decoding: rest.dropFirst(), as: UTF8.self)
      guard exponent.utf8.count <= 5, let value = Int(exponent) else { return nil }
      point += value
    } else if !rest.isEmpty {
      return nil
    }
    trim()
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      point = 0
      isNegative = false
    }
  }

  /// Half away from zero.
  private mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let isUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if isUp {
      var at = count - 1
      while at >= 0, digits[at] == 9 {
        digits[at] = 0
        at -= 1
      }
      if at >= 0 {
        digits[at] += 1
      } else {
        digits = [1]
        point += 1
      }
    }
    trim()
  }

  /// Whole digits that no spreadsheet keeps.
  var hasLostDigits: Bool { point > Self.significant }

  /// `1234.5`, without exponent; nil where it has lost digits or is too small to matter.
  /// - Parameter least: so many whole digits at least.
  func shown(least: Int = 1) -> String? {
    var number = self
    number.round(to: Self.significant)
    guard number.point <= Self.significant, number.point > -30 else { return nil }
    let digits = number.digits.map { Character(UnicodeScalar($0 + 0x30)) }
    var whole = String(digits.prefix(max(0, number.point)))
    whole += String(repeating: "0", count: max(0, number.point - digits.count))
    whole = String(repeating: "0", count: max(0, least - whole.count)) + whole
    let zeros = String(repeating: "0", count: digits.isEmpty ? 0 : max(0, -number.point))
    let places = zeros + String(digits.dropFirst(max(0, number.point)))
    return (number.isNegative ? "-" : "") + whole + (places.isEmpty ? "" : "." + places)
  }

  /// The value in units of 10^-12, as far as that holds days of a calendar; nil beyond them.
  private var units: Int128? {
    guard !isNegative, point <= 7 else { return nil }
    var value: Int128 = 0
    for index in 0..<max(0, point + 12) {
      value = value * 10 + Int128(index < digits.count ? digits[index] : 0)
    }
    return value
  }

  /// The serial number of a day and time: days since the beginning of 1900 or 1904, where the first
  /// of March 1900 is day 61, since spreadsheets hold that year to be a leap year.
  /// - Returns: the day (nil for a time by itself) and the seconds of the day, rounded; nil for
  ///   what is no date.
  func date(is1904: Bool) -> (day: Day?, seconds: Int)? {
    guard let units else { return nil }
    let one: Int128 = 1_000_000_000_000
    var (serial, rest) = units.quotientAndRemainder(dividingBy: one)
    var seconds = (rest * 86_400 + one / 2) / one
    if seconds == 86_400 {
      serial += 1
      seconds = 0
    }
    let count = Int(serial)
    if count == 0, !is1904 { return (nil, Int(seconds)) }
    guard is1904 || count != 60,
      let base = Day(
        year: is1904 ? 1904 : 1899, month: is1904 ? 1 : 12,
        day: is1904 ? 1 : count < 60 ? 31 : 30)
    else { return nil }
    let day = base + count
    return day.parts.year <= 9999 ? (day, Int(seconds)) : nil
  }
}
