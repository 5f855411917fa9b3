import Returns

/// What a sample is made from: the same request gives the same bytes.
public struct SampleRequest: Sendable {
  /// How the canonical feeds are written.
  public enum Format: String, Sendable, CaseIterable { case csv, xml }

  /// Orders over the whole history.
  public let orders: Int
  /// Business dates, the first one included.
  public let days: Int
  public let seed: UInt64
  let start: Day
  public let format: Format

  /// From this size on every kind of trouble occurs at least once.
  public static let completeOrders = 300
  public static let completeDays = 14
  static let mostOrders = 100_000_000
  static let mostDays = 3_660
  static let fewestOrders = 24

  /// 2026-03-02, a Monday.
  public static let defaultStart = "2026-03-02"

  /// - Throws: `SampleError` that says which figure cannot be and what to write instead.
  public init(
    orders: Int, days: Int, seed: UInt64 = 1, start: String = defaultStart, format: Format = .csv
  ) throws(SampleError) {
    guard (Self.fewestOrders...Self.mostOrders).contains(orders) else {
      throw SampleError(
        "--orders \(orders): write a number from \(Self.fewestOrders) to \(Self.mostOrders)")
    }
    guard (1...Self.mostDays).contains(days) else {
      throw SampleError("--days \(days): write a number from 1 to \(Self.mostDays)")
    }
    guard let first = Self.date(start) else {
      throw SampleError("--start \(start): not a date; write YYYY-MM-DD, as \(Self.defaultStart)")
    }
    let years = 2000...2099
    guard years.contains(first.parts.year), years.contains((first + days).parts.year) else {
      throw SampleError("--start \(start): the history must lie in the years 2000 to 2099")
    }
    self.orders = orders
    self.days = days
    self.seed = seed
    self.start = first
    self.format = format
  }

  /// Whether the history is large and long enough for trouble of every kind.
  public var isComplete: Bool { orders >= Self.completeOrders && days >= Self.completeDays }
  public var firstDay: String { start.string }
  public var lastDay: String { (start + (days - 1)).string }

  private static func date(_ text: String) -> Day? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}

/// Why there is no sample, in a sentence that says what to do.
public struct SampleError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}
