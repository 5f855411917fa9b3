extension Record {
  /// Same key together; within a key older first, so that the versions can be folded.
  func precedes(_ other: Record) -> Bool {
    let (left, right) = (head, other.head)
    if left.feed != right.feed { return left.feed.rawValue < right.feed.rawValue }
    if left.key != right.key { return left.key < right.key }
    if left.run != right.run { return left.run < right.run }
    let (early, late) = (left.stamp ?? .min, right.stamp ?? .min)
    if early != late { return early < late }
    if content != other.content { return content < other.content }
    return (left.file, left.line) < (right.file, right.line)
  }

  /// The place, among versions of one fact in any order, of the one that stands.
  public static func standing(of versions: [Record]) -> Int {
    let order = versions.indices.sorted { versions[$0].precedes(versions[$1]) }
    var current = order[0]
    var fold = VersionFold(versions[current])
    for index in order.dropFirst() where fold.take(versions[index]) == .newer { current = index }
    return current
  }
}

/// Folds the versions of one fact, in the order of `precedes`, to the one that stands.
///
/// A content seen before is news only where it is said with a time of its own that is later than
/// all it was said with: its source has then taken back what came between, or settled which of two
/// holds. An exact replay never is.
struct VersionFold {
  /// The version that stands.
  private(set) var record: Record
  /// The last one that contradicts it, where nothing tells which of the two is newer.
  private(set) var rival: Record?
  /// When its source last said so, and the run that received that.
  private var stamp: Int64?
  private var run: Int
  /// The latest time of a version that it replaced: what is older than that is older than it.
  private var replaced: Int64?
  private var seen: [(content: Text, stamp: Int64?)]

  init(_ first: Record) {
    record = first
    stamp = first.head.stamp
    run = first.head.run
    seen = [(first.content, stamp)]
  }

  enum Step {
    /// Seen before, or a charge that is stated again: nothing changes.
    case again
    /// What stands, said at a later time.
    case confirmation
    case newer, older, unordered
  }

  /// - Parameter isStated: charges that rows of parcels state are told apart by what they say.
  mutating func take(_ version: Record, isStated: Bool = false) -> Step {
    if let place = seen.firstIndex(where: { $0.content == version.content }) {
      guard let later = version.head.stamp, later > seen[place].stamp ?? .min else {
        return .again
      }
      seen[place].stamp = later
      return takeAgain(version)
    }
    seen.append((version.content, version.head.stamp))
    if isStated, let said = version.restating(record) {
      (record, run) = (said, said.head.run)
      return .again
    }
    let step = age(of: version)
    switch step {
    case .newer: stand(version)
    case .unordered: rival = version
    default: break
    }
    return step
  }

  /// A content that was said before, at a later time of its own.
  private mutating func takeAgain(_ version: Record) -> Step {
    let step = age(of: version)
    guard version.content == record.content else {
      switch step {
      case .newer: stand(version)
      case .unordered: rival = version
      default: return .again
      }
      return step
    }
    if step == .older { return .again }
    (stamp, run) = (version.head.stamp, version.head.run)
    dropRival()
    return .confirmation
  }

  private mutating func stand(_ version: Record) {
    if let stamp { replaced = max(stamp, replaced ?? stamp) }
    record = version
    (stamp, run) = (version.head.stamp, version.head.run)
    dropRival()
  }

  private mutating func dropRival() {
    guard let rival else { return }
    if rival.content == record.content || age(of: rival) == .older { self.rival = nil }
  }

  /// By the stamp, else by the run that received it, else by how far the fact has come (design:
  /// section 4).
  private func age(of version: Record) -> Step {
    if let left = version.head.stamp {
      if let stamp, left != stamp { return left > stamp ? .newer : .older }
      if stamp == nil, let replaced, left <= replaced { return .older }
    }
    if version.head.run != run { return version.head.run > run ? .newer : .older }
    if version.hasMovedOn(from: record) { return .newer }
    return record.hasMovedOn(from: version) ? .older : .unordered
  }
}

extension Record {
  /// An empty column that is filled, or a status that moves forward (and its times with it), is an
  /// update and no revision.
  func isUpdate(of older: Record) -> Bool {
    var hasNewTimes = false
    var hasMoved = false
    for (column, old, new) in changes(since: older) where old != .absent {
      if case .time = column.type {
        hasNewTimes = true
      } else if column.name == "status", case .number(let from) = old, case .number(let to) = new,
        to > from
      {
        hasMoved = true
      } else {
        return false
      }
    }
    return hasMoved || !hasNewTimes
  }

  /// The same fact further on: it fills empty columns and changes nothing else, or is the same
  /// movement of money with another status. What has succeeded did not fail: of these two nothing
  /// tells which came later.
  fileprivate func hasMovedOn(from older: Record) -> Bool {
    if fills(older) { return true }
    guard head.feed == .settlements, isUpdate(of: older) else { return false }
    for (column, old, new) in changes(since: older) where column.name == "status" {
      guard case .number(let from) = old, case .number(let to) = new else { return false }
      let isOpen = from == Int64(SettlementStatus.initiated.rawValue)
      return to > from && (isOpen || to == Int64(SettlementStatus.reversed.rawValue))
    }
    return false
  }

  /// Says all that the other one says, and more. A movement whose row has no status has succeeded.
  private func fills(_ other: Record) -> Bool {
    var (before, after) = (other.columns, columns)
    var hasMore = false
    for column in head.feed.schema.columns {
      let (old, new) = (before.value(column.type), after.value(column.type))
      if old == new { continue }
      guard old == .absent, column.name != "status" || new == Self.succeeded else { return false }
      hasMore = true
    }
    return hasMore
  }

  private static let succeeded = ColumnValue.number(Int64(SettlementStatus.succeeded.rawValue))

  private func changes(
    since older: Record
  ) -> [(column: Column, old: ColumnValue, new: ColumnValue)] {
    var (before, after) = (older.columns, columns)
    return head.feed.schema.columns.compactMap { column in
      let (old, new) = (before.value(column.type), after.value(column.type))
      return old == new ? nil : (column, old, new)
    }
  }
}
