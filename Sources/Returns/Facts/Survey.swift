/// What a customer answered when asked how it went (R7.1).
public struct Survey: Fact {
  public static let feed = Feed.surveys
  public let source: Source
  public let caseID: Text
  public let answeredAt: Instant
  /// 1 to 5 each; nil where the question was left out.
  public let ease: Int64?
  public let staff: Int64?
  public let speed: Int64?
  public let outcome: Int64?
  /// The reason as the customer sees it.
  public let returnReason: Text
  public let channel: Text

  public var happenedAt: Instant? { answeredAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    caseID = columns.text()
    answeredAt = columns.time() ?? Instant(seconds: 0)
    ease = columns.count()
    staff = columns.count()
    speed = columns.count()
    outcome = columns.count()
    returnReason = columns.text()
    channel = columns.text()
  }
}
