import Insight
public import Returns

/// How much an open exception presses: its severity, then its money, then its age.
struct Urgency: Comparable {
  private let severity: UInt8
  /// Amounts of different currencies compare by their figures: 500 yen are more than 30.00 yuan.
  private let amount: UInt128
  private let ageDays: Int

  @inline(__always)
  init(_ finding: Finding, ageDays: Int) {
    self.init(finding.code, finding.difference, finding.currency, ageDays: ageDays)
  }

  @inline(__always)
  init(_ code: ExceptionCode, _ difference: Int64?, _ currency: Currency, ageDays: Int) {
    severity = code.severity.rawValue
    let scale: UInt64 =
      switch currency.decimals {
      case 0: 10_000
      case 2: 100
      case 3: 10
      default: 1
      }
    amount = UInt128(difference?.magnitude ?? 0) * UInt128(scale)
    self.ageDays = ageDays
  }

  static func < (a: Urgency, b: Urgency) -> Bool {
    (a.severity, a.amount, a.ageDays) < (b.severity, b.amount, b.ageDays)
  }
}

/// The open exceptions that the first page lists, picked out of any number in one pass; those of
/// parts of the day merge.
public struct UrgentExceptions: Sendable {
  private struct Entry {
    let urgency: Urgency
    let identity: UInt64
    let place: Int
  }

  private let limit: Int
  private var entries: [Entry] = []
  /// What is not before it does not count any more.
  private var last: Entry?

  public init() { limit = listedRows }

  /// - Parameter place: where the caller finds the exception again.
  public mutating func add(_ finding: UnsafePointer<Finding>, ageDays: Int, place: Int) {
    let difference = Finding.difference(
      finding.pointee.expected, finding.pointee.actual, givenUp: finding.pointee.givenUp)
    let urgency = Urgency(
      finding.pointee.code, difference, finding.pointee.currency, ageDays: ageDays)
    let entry = Entry(urgency: urgency, identity: finding.pointee.identity, place: place)
    if let last, !Self.precedes(entry, last) { return }
    entries.append(entry)
    if entries.count >= 4 * limit { prune() }
  }

  public mutating func merge(_ other: UrgentExceptions) {
    entries += other.entries
    prune()
  }

  /// The places, the most urgent first, as many as the page lists.
  public var places: [Int] {
    entries.sorted(by: Self.precedes).prefix(limit).map(\.place)
  }

  private mutating func prune() {
    entries.sort(by: Self.precedes)
    guard entries.count >= limit else { return }
    entries.removeLast(entries.count - limit)
    last = entries.last
  }

  /// The public ids order as the identities they are made from.
  private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    a.urgency == b.urgency ? a.identity < b.identity : b.urgency < a.urgency
  }
}
