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
/// A content seen before supersedes only where its own stamp is newer than that of the version that
/// stands: the source has then taken the other one back. An exact replay never does.
struct VersionFold {
  /// The version that stands.
  private(set) var record: Record
  /// When its source last said so.
  private var stamp: Int64?
  private var seen: [Text]

  init(_ first: Record) {
    record = first
    stamp = first.head.stamp
    seen = [first.content]
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
    if seen.contains(version.content) {
      guard let later = version.head.stamp, let stamp, later > stamp else { return .again }
      self.stamp = later
      if version.content == record.content { return .confirmation }
      record = version
      return .newer
    }
    seen.append(version.content)
    if isStated, let said = version.restating(record) {
      record = said
      return .again
    }
    let step = age(of: version)
    if step == .newer {
      record = version
      stamp = version.head.stamp
    }
    return step
  }

  /// By the stamp, else by the run that received it, else by how far the fact has come (design:
  /// section 4).
  private func age(of version: Record) -> Step {
    if let left = version.head.stamp, let right = stamp, left != right {
      return left > right ? .newer : .older
    }
    if version.head.run != record.head.run {
      return version.head.run > record.head.run ? .newer : .older
    }
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

  /// The same movement of money further on. What has succeeded did not fail: of these two nothing
  /// tells which came later.
  fileprivate func hasMovedOn(from older: Record) -> Bool {
    guard head.feed == .settlements, isUpdate(of: older) else { return false }
    for (column, old, new) in changes(since: older) where column.name == "status" {
      guard case .number(let from) = old, case .number(let to) = new else { return false }
      let isOpen = from == Int64(SettlementStatus.initiated.rawValue)
      return to > from && (isOpen || to == Int64(SettlementStatus.reversed.rawValue))
    }
    return false
  }

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
