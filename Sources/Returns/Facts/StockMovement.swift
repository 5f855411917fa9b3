/// Goods that came into stock, left it, or were thrown away (R1.3).
public struct StockMovement: Fact {
  public static let feed = Feed.stock
  public let source: Source
  public let movementID: Text
  public let sku: Text
  public let quantity: Int64
  public let movedAt: Instant
  public let kind: StockKind
  public let caseID: Text

  public var happenedAt: Instant? { movedAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    movementID = columns.text()
    sku = columns.text()
    quantity = columns.count() ?? 0
    movedAt = columns.time() ?? Instant(seconds: 0)
    kind = columns.choice(StockKind.self) ?? .restock
    caseID = columns.text()
  }
}
