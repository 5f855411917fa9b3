public import Returns

/// The records of one member, in file order: a page for each part of it that was read by itself.
public struct RecordPages: Sendable {
  public internal(set) var pages: [RecordPage] = []

  /// How many records there are.
  public var count: Int { pages.reduce(0) { $0 + $1.count } }

  /// Calls `body` for every record in file order.
  public func forEach(_ body: (Record) -> Void) {
    for page in pages { page.forEach(body) }
  }
}
