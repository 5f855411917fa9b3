import Insight
import Returns

/// Numbers, money and days in the form of a page's language. Sums stay exact: nothing here goes
/// through floating point but shares, which are for reading only.
extension ReportLanguage {
  /// `1,234`.
  func number(_ count: Int) -> String { PlainText.grouped(Int128(count), decimals: 0) }

  /// `1,234.00 CNY`, in Chinese `¥1,234.00` and `1,234日元`; without a currency a quantity.
  func money(_ amount: Int128, _ currency: Currency) -> String {
    if currency == .none { return PlainText.grouped(amount, decimals: 0) }
    let digits = PlainText.grouped(amount, currency)
    switch self {
    case .english: return digits + " " + currency.string
    case .chinese:
      // A currency without a sign of its own is named behind its amount.
      if currency.string == "JPY" { return digits + unit(currency) }
      let mark = Self.chineseMarks[currency.string] ?? currency.string + " "
      return amount < 0 ? "-" + mark + digits.dropFirst() : mark + digits
    }
  }

  /// All amounts, by currency: `1,234.00 CNY, 5.00 USD`; empty where there are none.
  func money(_ amounts: Amounts) -> String {
    let shown = amounts.sorted.filter { $0.amount != 0 }
    return (shown.isEmpty ? amounts.sorted : shown).map { money($0.amount, $0.currency) }
      .joined(separator: self == .english ? ", " : "，")
  }

  /// The same in a cell, a line a currency.
  func lines(_ amounts: Amounts) -> Markup {
    let shown = amounts.sorted.filter { $0.amount != 0 }
    return (shown.isEmpty ? amounts.sorted : shown)
      .map { Markup(text: money($0.amount, $0.currency)) }.joined("<br>")
  }

  /// `2026-11-22`, in Chinese `2026年11月22日`.
  func day(_ day: Day) -> String {
    switch self {
    case .english: return day.string
    case .chinese:
      let (year, month, number) = day.parts
      return "\(year)年\(month)月\(number)日"
    }
  }

  /// For an axis: `11-22`, in Chinese `11月22日`.
  func shortDay(_ day: Day) -> String {
    let (_, month, number) = day.parts
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return self == .english ? "\(two(month))-\(two(number))" : "\(month)月\(number)日"
  }

  /// `12.3%`.
  func share(_ share: Double) -> String { decimal(share * 100, places: 1) + "%" }

  /// A number that is an estimate or a statistic: `1,234.57`.
  func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return PlainText.grouped(
      Int128((value * scale).rounded(.toNearestOrAwayFromZero)), decimals: places)
  }

  /// `a, b`, in Chinese `a、b`.
  func list(_ items: [String]) -> String { items.joined(separator: self == .english ? ", " : "、") }

  private static let chineseMarks = [
    "CNY": "¥", "USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$",
    "KRW": "₩", "AUD": "A$", "CAD": "CA$", "SGD": "S$",
  ]
}
