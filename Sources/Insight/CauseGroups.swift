public import Returns

/// Open exceptions of one root cause: one matter, however many rows it has.
public struct CauseGroup: Sendable, Equatable {
  public let code: ExceptionCode
  /// As exceptions.csv names it; empty: the code alone.
  public let cause: Text
  public fileprivate(set) var tally = Tally()
  /// Seen today for the first time, or again.
  public fileprivate(set) var new = 0
  public fileprivate(set) var oldest: Day
  /// The earliest last day of any of them.
  public fileprivate(set) var due: Day?

  fileprivate mutating func merge(_ other: CauseGroup) {
    tally.merge(other.tally)
    new += other.new
    oldest = min(oldest, other.oldest)
    due = Self.earlier(due, other.due)
  }

  fileprivate static func earlier(_ a: Day?, _ b: Day?) -> Day? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }
}

/// The open exceptions of a date by their root causes. Those of parts of a day merge in any order.
public struct CauseGroups: Sendable, Equatable {
  private struct Key: Hashable, Sendable {
    let code: ExceptionCode
    let cause: Text
  }

  private var groups = Counters<Key, CauseGroup>()

  public init() {}

  /// - Parameter difference: minor units; nil where no money is at stake.
  public mutating func add(
    _ code: ExceptionCode, cause: Text, _ difference: Int64?, _ currency: Currency, oldest: Day,
    due: Day?, isNew: Bool
  ) {
    let amount = currency == .none ? nil : difference.map { Int64(clamping: $0.magnitude) }
    groups.update(
      Key(code: code, cause: cause), default: CauseGroup(code: code, cause: cause, oldest: oldest)
    ) { group in
      group.tally.add(amount, currency)
      if isNew { group.new += 1 }
      group.oldest = min(group.oldest, oldest)
      group.due = CauseGroup.earlier(group.due, due)
    }
  }

  public mutating func merge(_ other: CauseGroups) {
    for (key, group) in other.groups.entries {
      let none = CauseGroup(code: key.code, cause: key.cause, oldest: group.oldest)
      groups.update(key, default: none) { $0.merge(group) }
    }
  }

  /// The severest first, then the most money, then the most rows, then by name. Amounts of
  /// different currencies compare by their figures.
  public var sorted: [CauseGroup] {
    groups.entries.map(\.value).sorted { a, b in
      let left = (a.code.severity.rawValue, a.stake, a.tally.count)
      let right = (b.code.severity.rawValue, b.stake, b.tally.count)
      if left != right { return left > right }
      return a.code == b.code ? a.cause < b.cause : a.code.rawValue < b.code.rawValue
    }
  }
}

extension CauseGroup {
  /// The largest sum of any currency, in hundredths of a unit.
  public var stake: Int128 {
    tally.amounts.sorted.map { $0.amount * 100 / Self.unit($0.currency) }.max() ?? 0
  }

  private static func unit(_ currency: Currency) -> Int128 {
    (0..<currency.decimals).reduce(1) { unit, _ in unit * 10 }
  }
}

extension CauseGroup {
  fileprivate init(code: ExceptionCode, cause: Text, oldest: Day) {
    self.code = code
    self.cause = cause
    self.oldest = oldest
  }
}
