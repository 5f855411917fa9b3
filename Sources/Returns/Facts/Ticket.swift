/// What a customer brought to the service desk (R7.2).
public struct Ticket: Fact {
  public static let feed = Feed.tickets
  public let source: Source
  public let ticketID: Text
  public let kind: TicketClass
  public let openedAt: Instant
  /// Of service: speed, manner or communication (R7.2); other words are free.
  public let topic: Text
  public let caseID: Text
  public let orderID: Text
  public private(set) var firstResponseAt: Instant?
  public private(set) var resolvedAt: Instant?
  /// When the customer was told the result.
  public private(set) var resultToldAt: Instant?

  public var happenedAt: Instant? { openedAt }

  /// Settled, and the customer knows.
  public var answeredAt: Instant? {
    guard let resolvedAt, let resultToldAt else { return nil }
    return max(resolvedAt, resultToldAt)
  }

  public mutating func forget(from end: Instant) -> Bool {
    let isAnsweredLater = Self.blank(&firstResponseAt, from: end)
    let isResolvedLater = Self.blank(&resolvedAt, from: end)
    return Self.blank(&resultToldAt, from: end) || isResolvedLater || isAnsweredLater
  }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    ticketID = columns.text()
    kind = columns.choice(TicketClass.self) ?? .quality
    openedAt = columns.time() ?? Instant(seconds: 0)
    topic = columns.text()
    caseID = columns.text()
    orderID = columns.text()
    firstResponseAt = columns.time()
    resolvedAt = columns.time()
    resultToldAt = columns.time()
  }
}
