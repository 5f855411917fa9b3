import Insight
public import Returns

/// How much an open exception presses: its severity; then whether money of the home currency, of
/// another or none is at stake; then how much of it; then its age. As matters are ordered, amounts
/// of two currencies are never compared.
struct Urgency: Comparable {
  private let severity: UInt8
  /// 0 without money, the highest for the home currency; of others the first by code is before.
  private let currency: UInt16
  private let amount: UInt64
  private let ageDays: Int

  @inline(__always)
  init(_ finding: Finding, ageDays: Int, home: Currency) {
    self.init(finding.code, finding.difference, finding.currency, ageDays: ageDays, home: home)
  }

  @inline(__always)
  init(
    _ code: ExceptionCode, _ difference: Int64?, _ currency: Currency, ageDays: Int,
    home: Currency
  ) {
    severity = code.severity.rawValue
    let size = currency == .none ? 0 : difference?.magnitude ?? 0
    amount = size
    self.currency = size == 0 ? 0 : currency == home ? .max : .max - currency.code
    self.ageDays = ageDays
  }

  static func < (a: Urgency, b: Urgency) -> Bool {
    (a.severity, a.currency, a.amount, a.ageDays) < (b.severity, b.currency, b.amount, b.ageDays)
  }
}

/// The most urgent open exceptions of each owner, picked out of any number in one pass; those of
/// parts of the day merge.
public struct UrgentExceptions: Sendable {
  private struct Entry {
    let urgency: Urgency
    let identity: UInt64
    let place: Int
  }

  /// Those of one owner.
  private struct List {
    var entries: [Entry] = []
    /// What is not before it does not count any more.
    var last: Entry?

    mutating func add(_ entry: Entry, _ limit: Int) {
      if let last, !UrgentExceptions.precedes(entry, last) { return }
      entries.append(entry)
      if entries.count >= 4 * limit { prune(limit) }
    }

    mutating func prune(_ limit: Int) {
      entries.sort(by: UrgentExceptions.precedes)
      guard entries.count >= limit else { return }
      entries.removeLast(entries.count - limit)
      last = entries.last
    }
  }

  private let home: Currency
  private let limit: Int
  private var lists = [List](repeating: List(), count: Owner.allCases.count)

  /// - Parameters:
  ///   - home: the workspace's own currency, whose amounts come first.
  ///   - limit: how many of each owner are wanted.
  public init(home: Currency, limit: Int = workbookRows) {
    self.home = home
    self.limit = limit
  }

  /// - Parameter place: where the caller finds the exception again.
  public mutating func add(
    _ finding: UnsafePointer<Finding>, _ difference: Int64?, ageDays: Int, place: Int
  ) {
    let urgency = Urgency(
      finding.pointee.code, difference, finding.pointee.currency, ageDays: ageDays, home: home)
    let entry = Entry(urgency: urgency, identity: finding.pointee.identity, place: place)
    lists[Int(finding.pointee.code.owner.rawValue)].add(entry, limit)
  }

  public mutating func merge(_ other: UrgentExceptions) {
    for owner in lists.indices {
      lists[owner].entries += other.lists[owner].entries
      lists[owner].prune(limit)
    }
  }

  /// The places of an owner's exceptions, the most urgent first, at most the limit.
  public func places(_ owner: Owner) -> [Int] {
    lists[Int(owner.rawValue)].entries.sorted(by: Self.precedes).prefix(limit).map(\.place)
  }

  /// The public ids order as the identities they are made from.
  private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    a.urgency == b.urgency ? a.identity < b.identity : b.urgency < a.urgency
  }
}
