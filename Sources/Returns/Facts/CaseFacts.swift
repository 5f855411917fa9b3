/// Material a customer handed in after the application.
public struct Material: Fact {
  public static let feed = Feed.materials
  public let source: Source
  public let caseID: Text
  public let receivedAt: Instant
  public let type: MaterialType

  public var happenedAt: Instant? { receivedAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    caseID = columns.text()
    receivedAt = columns.time() ?? Instant(seconds: 0)
    type = columns.choice(MaterialType.self) ?? .other
  }
}

/// A person's (or the platform's) verdict on a case.
public struct Review: Fact {
  public static let feed = Feed.reviews
  public let source: Source
  public let caseID: Text
  public let reviewedAt: Instant
  public let verdict: Verdict
  public let reviewer: Text
  public let reason: Text
  public let approvedKind: CaseKind?
  public let approvedQuantity: Int64?
  public let approvedAmount: Int64?

  public var happenedAt: Instant? { reviewedAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    caseID = columns.text()
    reviewedAt = columns.time() ?? Instant(seconds: 0)
    verdict = columns.choice(Verdict.self) ?? .pending
    reviewer = columns.text()
    reason = columns.text()
    approvedKind = columns.choice(CaseKind.self)
    approvedQuantity = columns.count()
    approvedAmount = columns.amount()
  }
}

/// What the warehouse found in a returned parcel.
public struct Inspection: Fact {
  public static let feed = Feed.inspections
  public let source: Source
  public let caseID: Text
  public let inspectedAt: Instant
  public let result: InspectionResult
  /// Units; where a case has several lines and none is named, `Desk` gives each line its own.
  public internal(set) var quantity: Int64
  public let lineNo: Int64?
  public let waybill: Text
  public let receivedAt: Instant?
  public let condition: GoodsCondition?
  public let isResaleable: Bool?
  /// In the warehouse's own words.
  public let packaging: Text
  /// What is to become of the goods; nil where the warehouse does not say.
  public let disposition: Disposition?

  public var happenedAt: Instant? { inspectedAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    caseID = columns.text()
    inspectedAt = columns.time() ?? Instant(seconds: 0)
    result = columns.choice(InspectionResult.self) ?? .rejected
    quantity = columns.count() ?? 0
    lineNo = columns.count()
    waybill = columns.text()
    receivedAt = columns.time()
    condition = columns.choice(GoodsCondition.self)
    isResaleable = columns.flag()
    packaging = columns.text()
    disposition = columns.choice(Disposition.self)
  }
}
