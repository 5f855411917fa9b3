/// What a customer applies for on one order line (or on the whole order, where `lineNo` is nil).
public struct CaseLine: Fact {
  public static let feed = Feed.cases
  public let source: Source
  public let caseID: Text
  public let orderID: Text
  /// What it was applied for; what it is by now a newer row (`conversion`) or a review may say.
  public internal(set) var kind: CaseKind
  public let reason: Reason
  public let appliedAt: Instant
  public let lineNo: Int64?
  public let quantity: Int64
  public let requestedAmount: Int64?
  public let channel: Text
  public let description: Text
  public let evidence: Text
  public let contactName: Text
  public let contactPhone: Text
  public let contactAddress: Text
  public let returnCarrier: Text
  public let isPickupWanted: Bool
  /// The one the application names, else the one its booking was given (`nameAllotted`).
  public internal(set) var returnWaybill: Text
  /// Freight the customer laid out for the return, minor units.
  public let returnFreightPaid: Int64?
  public internal(set) var exchangeSKU: Text
  public internal(set) var exchangeUnitPrice: Int64?
  public internal(set) var exchangeWaybill: Text
  public var withdrawnAt: Instant?
  public let platformRuling: Text
  /// An exchange that a newer row of the case made something else; nil for nearly all.
  public internal(set) var conversion: CaseConversion?
  /// nil for nearly all.
  public internal(set) var correction: ReasonCorrection?

  public var happenedAt: Instant? { appliedAt }
  /// As its newest row says.
  public var kindNow: CaseKind { conversion?.kind ?? kind }

  public mutating func forget(from end: Instant) -> Bool { Self.blank(&withdrawnAt, from: end) }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    caseID = columns.text()
    orderID = columns.text()
    kind = columns.choice(CaseKind.self) ?? .return
    reason = columns.choice(Reason.self) ?? .noLongerNeeded
    appliedAt = columns.time() ?? Instant(seconds: 0)
    lineNo = columns.count()
    quantity = columns.count() ?? 1
    requestedAmount = columns.amount()
    channel = columns.text()
    description = columns.text()
    evidence = columns.text()
    contactName = columns.text()
    contactPhone = columns.text()
    contactAddress = columns.text()
    returnCarrier = columns.text()
    isPickupWanted = columns.flag() ?? false
    returnWaybill = columns.text()
    returnFreightPaid = columns.amount()
    exchangeSKU = columns.text()
    exchangeUnitPrice = columns.amount()
    exchangeWaybill = columns.text()
    withdrawnAt = columns.time()
    platformRuling = columns.text()
  }
}
