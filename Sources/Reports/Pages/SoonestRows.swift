public import Returns

/// The rows that fall due first, picked out of any number in one pass and in any order.
public struct SoonestRows<Row: Sendable>: @unchecked Sendable {
  private struct Entry {
    let due: Int32
    let row: UnsafePointer<Row>
  }

  private let limit: Int
  /// Between rows of one day.
  private let precedes: @Sendable (UnsafePointer<Row>, UnsafePointer<Row>) -> Bool
  private var entries: [Entry] = []
  private var last: Entry?
  /// All rows that were looked at.
  public private(set) var count = 0

  public init(
    limit: Int = listedRows,
    _ precedes: @escaping @Sendable (UnsafePointer<Row>, UnsafePointer<Row>) -> Bool
  ) {
    self.limit = limit
    self.precedes = precedes
  }

  /// - Parameters:
  ///   - row: stays where it is.
  ///   - due: nil stands behind every day.
  public mutating func add(_ row: UnsafePointer<Row>, due: Day?) {
    count += 1
    let entry = Entry(due: due?.number ?? .max, row: row)
    if let last, !isBefore(entry, last) { return }
    entries.append(entry)
    if entries.count >= 4 * limit { prune() }
  }

  /// The soonest first, at most the limit.
  public var rows: [Row] {
    entries.sorted(by: isBefore).prefix(limit).map { $0.row.pointee }
  }

  private mutating func prune() {
    entries.sort(by: isBefore)
    entries.removeLast(entries.count - limit)
    last = entries.last
  }

  private func isBefore(_ a: Entry, _ b: Entry) -> Bool {
    a.due == b.due ? precedes(a.row, b.row) : a.due < b.due
  }
}

/// Open case lines that wait for the same people, the first to fall due first.
public struct CaseLists: Sendable {
  public private(set) var finance = Self.list()
  public private(set) var logistics = Self.list()
  public private(set) var service = Self.list()

  public init() {}

  private static func list() -> SoonestRows<CaseResult> {
    SoonestRows { a, b in
      let left = (a.pointee.shop, a.pointee.caseID, a.pointee.lineNo ?? -1)
      let right = (b.pointee.shop, b.pointee.caseID, b.pointee.lineNo ?? -1)
      return left < right
    }
  }

  /// - Parameter row: is open.
  public mutating func add(_ row: UnsafePointer<CaseResult>) {
    let due = row.pointee.dueOn
    switch row.pointee.nextStep {
    case .none: break
    case .payRefund: finance.add(row, due: due)
    case .awaitParcel, .chaseCarrier, .inspect: logistics.add(row, due: due)
    case .review, .supplyMaterial, .shipReplacement, .awaitDifference, .decide:
      service.add(row, due: due)
    }
  }
}
