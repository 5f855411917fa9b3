/// What a carrier (or supplier) says to a claim (R6.2).
public struct ClaimResult: Fact {
  public static let feed = Feed.claimResults
  public let source: Source
  public let claimID: Text
  public let at: Instant
  public let status: ClaimStatus
  /// Granted, or paid; minor units. nil: what was claimed.
  public let amount: Int64?
  public let currency: Currency
  public let ref: Text

  public var happenedAt: Instant? { at }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    claimID = columns.text()
    at = columns.time() ?? Instant(seconds: 0)
    status = columns.choice(ClaimStatus.self) ?? .acknowledged
    amount = columns.amount()
    currency = columns.currency()
    ref = columns.text()
  }
}
