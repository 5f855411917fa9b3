import Returns

/// What a shop's systems write behind a time of their day. Without an offset a time is in the
/// workspace's zone, which is Hangzhou's.
enum ShopClock: Sendable {
  /// Nothing: its clocks are the workspace's.
  case workspace
  case fixed(StaticString)
  /// `+02:00` from the last Sunday of March to the day before the last one of October, else
  /// `+01:00`.
  case europe

  func offset(on day: Day) -> [UInt8] {
    switch self {
    case .workspace: return []
    case .fixed(let offset): return offset.withUTF8Buffer { Array($0) }
    case .europe:
      let year = day.parts.year
      let isSummer = day >= Self.lastSunday(3, year) && day < Self.lastSunday(10, year)
      return Array((isSummer ? "+02:00" : "+01:00").utf8)
    }
  }

  /// Of a month of 31 days.
  private static func lastSunday(_ month: Int, _ year: Int) -> Day {
    guard let last = Day(year: year, month: month, day: 31) else { preconditionFailure("31st") }
    return last + -((last.weekday + 1) % 7)
  }
}
