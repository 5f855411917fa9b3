/// Where a fact came from: what `explain` shows and what tells versions apart.
public struct Source: Sendable, Equatable {
  /// Number of the file in the ledger; its name is looked up when printed.
  public let file: Int
  public let line: Int
  public let run: Int

  public init(file: Int, line: Int, run: Int) {
    self.file = file
    self.line = line
    self.run = run
  }
}

extension RecordHead {
  @inline(__always)
  var source: Source { Source(file: file, line: line, run: run) }
}

/// A fact of one feed, decoded from a record. The order of reading is the order of the feed's
/// schema.
public protocol Fact: Sendable {
  static var feed: Feed { get }
  init(_ columns: inout ColumnReader, source: Source)
  /// When it happened; a fact later than the business date is not judged yet. Nil: always in force.
  var happenedAt: Instant? { get }
  /// Blanks what the fact says of a time at or after `end`; true if there was any.
  mutating func forget(from end: Instant) -> Bool
}

extension Fact {
  public mutating func forget(from end: Instant) -> Bool { false }

  static func blank(_ time: inout Instant?, from end: Instant) -> Bool {
    guard let value = time, value >= end else { return false }
    time = nil
    return true
  }
}
