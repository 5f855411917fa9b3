import Returns

/// The plain form of typed values as bytes: the same in CSV, HTML, JSON and on the terminal.
enum PlainText {
  static func append(_ number: Int64, to bytes: inout [UInt8]) {
    append(digitsOf: number.magnitude, isNegative: number < 0, decimals: 0, to: &bytes)
  }

  /// Minor units as a decimal with exactly the currency's decimals: `-3.50 `, `1200` yen.
  static func append(_ amount: Int64, _ currency: Currency, to bytes: inout [UInt8]) {
    append(
      digitsOf: amount.magnitude, isNegative: amount < 0, decimals: currency.decimals, to: &bytes)
  }

  static func append(_ total: Int128, _ currency: Currency, to bytes: inout [UInt8]) {
    append(
      digitsOf: total.magnitude, isNegative: total < 0, decimals: currency.decimals, to: &bytes)
  }

  static func append(_ day: Day, to bytes: inout [UInt8]) {
    let (year, month, date) = day.parts
    append(year, width: 4, to: &bytes)
    bytes.append(45)
    append(month, width: 2, to: &bytes)
    bytes.append(45)
    append(date, width: 2, to: &bytes)
  }

  static func append(_ currency: Currency, to bytes: inout [UInt8]) {
    guard currency.code > 0 else { return }
    let value = Int(currency.code) - 1
    bytes.append(UInt8(65 + value / 676))
    bytes.append(UInt8(65 + value / 26 % 26))
    bytes.append(UInt8(65 + value % 26))
  }

  /// All that is no free text; texts are the caller's, who knows how its format escapes them.
  static func appendTyped(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty, .text, .string: break
    case .integer(let number): append(number, to: &bytes)
    case .amount(let amount, let currency): append(amount, currency, to: &bytes)
    case .total(let total, let currency): append(total, currency, to: &bytes)
    case .currency(let currency): append(currency, to: &bytes)
    case .day(let day): append(day, to: &bytes)
    case .flag(let isTrue): bytes.append(contentsOf: (isTrue ? "yes" : "no").utf8)
    case .id(let hash): appendPublicID(hash, to: &bytes)
    }
  }

  private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }

  /// Digits from the right, the point where the decimals end, at least one digit before it.
  private static func append<Magnitude: UnsignedInteger & FixedWidthInteger>(
    digitsOf magnitude: Magnitude, isNegative: Bool, decimals: Int, to bytes: inout [UInt8]
  ) {
    if isNegative { bytes.append(45) }
    let start = bytes.count
    var rest = magnitude
    var written = 0
    while rest > 0 || written <= decimals {
      if written == decimals, decimals > 0 { bytes.append(46) }
      bytes.append(UInt8(48 + Int(truncatingIfNeeded: rest % 10)))
      rest /= 10
      written += 1
    }
    bytes[start...].reverse()
  }
}

extension PlainText {
  /// `129.00`.
  static func amount(_ amount: Int64, _ currency: Currency) -> String {
    string { append(amount, currency, to: &$0) }
  }

  /// For pages: `1,234,567.00`.
  static func grouped(_ total: Int128, _ currency: Currency) -> String {
    let plain = string { append(total, currency, to: &$0) }
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    var whole = ""
    for (place, digit) in (parts.first ?? "0").reversed().enumerated() {
      if place > 0, place % 3 == 0 { whole.append(",") }
      whole.append(digit)
    }
    let decimals = parts.count > 1 ? "." + parts[1] : ""
    return (isNegative ? "-" : "") + String(whole.reversed()) + decimals
  }

  /// A cell's text, unescaped.
  static func string(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text.string
    case .string(let string): string
    default: string { appendTyped(cell, to: &$0) }
    }
  }

  private static func string(_ fill: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    fill(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
