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

  /// The severest first; of these what is about money of the home currency, then of others, each
  /// with the most money first; then the most rows, then by name. Amounts of two currencies are
  /// never compared.
  public func sorted(home: Currency) -> [CauseGroup] {
    groups.entries.map { (group: $0.value, stake: $0.value.stake(home: home)) }.sorted { a, b in
      let (left, right) = (a.group, b.group)
      if left.code.severity != right.code.severity {
        return left.code.severity.rawValue > right.code.severity.rawValue
      }
      if (a.stake.rank, a.stake.currency) != (b.stake.rank, b.stake.currency) {
        return (a.stake.rank, a.stake.currency) < (b.stake.rank, b.stake.currency)
      }
      if a.stake.amount != b.stake.amount { return a.stake.amount > b.stake.amount }
      if left.tally.count != right.tally.count { return left.tally.count > right.tally.count }
      return left.code == right.code
        ? left.cause < right.cause : left.code.rawValue < right.code.rawValue
    }.map(\.group)
  }
}

extension CauseGroup {
  /// The sum in the home currency, else in the first one by its code.
  fileprivate func stake(home: Currency) -> (rank: Int, currency: Currency, amount: Int128) {
    let sums = tally.amounts.sorted.filter { $0.amount != 0 }
    guard let sum = sums.first(where: { $0.currency == home }) ?? sums.first else {
      return (2, .none, 0)
    }
    return (sum.currency == home ? 0 : 1, sum.currency, sum.amount)
  }
}

extension CauseGroup {
  fileprivate init(code: ExceptionCode, cause: Text, oldest: Day) {
    self.code = code
    self.cause = cause
    self.oldest = oldest
  }
}
