/// The rows of a table where they were made: lists that nobody copies into one. Ordering a table
/// orders addresses in them.
public struct TableRows<Row: Sendable>: Sendable {
  public let lists: [[Row]]
  public let count: Int

  /// Empty lists are left out.
  public init(_ lists: [[Row]]) {
    self.lists = lists.filter { !$0.isEmpty }
    count = lists.reduce(0) { $0 + $1.count }
  }

  /// Every row with its address, which holds as long as this value: its lists never change.
  @inlinable @inline(__always)
  public func forEach(_ body: (UnsafePointer<Row>) -> Void) {
    for list in lists {
      list.withUnsafeBufferPointer { rows in
        guard let first = rows.baseAddress else { return }
        for index in 0..<rows.count { body(first + index) }
      }
    }
  }
}

extension TableRows {
  /// The same, and some rows before each is told to ask for what it will need.
  @inlinable @inline(__always)
  public func forEach(
    prefetching prefetch: (UnsafePointer<Row>) -> Void, _ body: (UnsafePointer<Row>) -> Void
  ) {
    for list in lists {
      list.withUnsafeBufferPointer { rows in
        guard let first = rows.baseAddress else { return }
        for index in 0..<rows.count {
          if index + 8 < rows.count { prefetch(first + index + 8) }
          body(first + index)
        }
      }
    }
  }
}

extension UnsafePointer {
  /// The row a table's order names by its address.
  @inlinable @inline(__always)
  public init(_ entry: KeyedIndex) {
    self = UnsafePointer(bitPattern: entry.index).unsafelyUnwrapped
  }
}
