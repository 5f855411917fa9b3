import Returns

/// The plain form of typed values as bytes: the same in CSV, HTML, JSON and on the terminal.
enum PlainText {
  static func append(_ number: Int64, to bytes: inout ByteBuffer) {
    bytes.write(atMost: BytePen.mostOfNumber) { $0.number(number) }
  }

  /// Minor units as a decimal with exactly the currency's decimals: `-3.50`, `1200` yen.
  static func append(_ amount: Int64, _ currency: Currency, to bytes: inout ByteBuffer) {
    bytes.write(atMost: BytePen.mostOfNumber) { $0.amount(amount, currency.decimals) }
  }

  static func append(_ total: Int128, _ currency: Currency, to bytes: inout ByteBuffer) {
    if let small = Int64(exactly: total) { return append(small, currency, to: &bytes) }
    // Beyond 64 bits: the leading digits, then 18 more; neither part overflows.
    let split: UInt128 = 1_000_000_000_000_000_000
    var digits = String(total.magnitude / split)
    let low = String(total.magnitude % split)
    digits += String(repeating: "0", count: 18 - low.count) + low
    let point = digits.index(digits.endIndex, offsetBy: -currency.decimals)
    if total < 0 { bytes.append(minus) }
    bytes.append(String(digits[..<point]))
    if currency.decimals > 0 { bytes.append("." + digits[point...]) }
  }

  static func append(_ day: Day, to bytes: inout ByteBuffer) {
    bytes.write(atMost: BytePen.mostOfNumber) { $0.day(day) }
  }

  /// A day and its minute, of seconds since 1970 on some clock; at midnight the day alone.
  static func append(clock seconds: Int64, to bytes: inout ByteBuffer) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    append(Day(number: Int32(truncatingIfNeeded: days)), to: &bytes)
    let minutes = (seconds - days * 86_400) / 60
    guard minutes > 0 else { return }
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    bytes.append(" \(two(minutes / 60)):\(two(minutes % 60))")
  }

  static func append(_ currency: Currency, to bytes: inout ByteBuffer) {
    bytes.write(atMost: BytePen.mostOfNumber) { $0.currency(currency) }
  }

  /// All that is no free text; texts are the caller's, who knows how its format escapes them.
  static func appendTyped(_ cell: Cell, to bytes: inout ByteBuffer) {
    switch cell {
    case .empty, .text, .string: break
    case .integer(let number): append(number, to: &bytes)
    case .amount(let amount, let currency): append(amount, currency, to: &bytes)
    case .total(let total, let currency): append(total, currency, to: &bytes)
    case .currency(let currency): append(currency, to: &bytes)
    case .day(let day): append(day, to: &bytes)
    case .flag(let isTrue): bytes.append(isTrue ? "yes" : "no")
    case .id(let hash): appendPublicID(hash, to: &bytes)
    }
  }

  private static let minus = UInt8(ascii: "-")
}

extension PlainText {
  /// `129.00`.
  static func amount(_ amount: Int64, _ currency: Currency) -> String {
    string { append(amount, currency, to: &$0) }
  }

  /// For pages: `1,234,567.00`.
  static func grouped(_ total: Int128, _ currency: Currency) -> String {
    grouped(total, decimals: currency.decimals)
  }

  /// - Parameter decimals: how many of the digits stand behind the point.
  static func grouped(_ total: Int128, decimals: Int) -> String {
    var digits = String(total.magnitude)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    var text = total < 0 ? "-" : ""
    let whole = digits.utf8.count - decimals
    for (place, digit) in digits.enumerated() {
      if place == whole { text += "." }
      if place > 0, place < whole, (whole - place) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A cell's text, unescaped.
  static func string(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text.string
    case .string(let string): string
    default: string { appendTyped(cell, to: &$0) }
    }
  }

  private static func string(_ fill: (inout ByteBuffer) -> Void) -> String {
    var bytes = ByteBuffer(capacity: 64)
    fill(&bytes)
    return bytes.string
  }
}
