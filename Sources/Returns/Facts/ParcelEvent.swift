/// One carrier record of a waybill: a status at a time.
public struct ParcelEvent: Fact {
  public static let feed = Feed.parcels
  public let source: Source
  public let waybill: Text
  public let carrier: Text
  public let direction: Direction
  public let status: ParcelStatus
  /// Order or case id; of a way back that named the parcel it sends back, the order's.
  public internal(set) var reference: Text
  public let statusAt: Instant?
  public let pickedUpAt: Instant?
  public let promisedAt: Instant?
  public let deliveredAt: Instant?
  public let weightGrams: Int64?
  public let billedWeightGrams: Int64?
  public let lengthMM: Int64?
  public let widthMM: Int64?
  public let heightMM: Int64?
  public let zone: Text
  public let declaredValue: Int64?
  /// Of the row's amounts; none: the shop's.
  public let currency: Currency
  /// Who pays the carrier, as the manifest has it; nil where it says nothing.
  public let terms: Terms?
  /// Its row is the parcel's bill as well.
  let statesFees: Bool

  /// The carrier's own time of this record: the status's, else the delivery's, else the pick-up's.
  public var happenedAt: Instant? { statusAt ?? deliveredAt ?? pickedUpAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    statesFees = columns.present & ParcelFees.feeColumns != 0
    waybill = columns.text()
    carrier = columns.text()
    direction = columns.choice(Direction.self) ?? .outbound
    status = columns.choice(ParcelStatus.self) ?? .created
    reference = columns.text()
    statusAt = columns.time()
    pickedUpAt = columns.time()
    promisedAt = columns.time()
    deliveredAt = columns.time()
    weightGrams = columns.count()
    billedWeightGrams = columns.count()
    lengthMM = columns.count()
    widthMM = columns.count()
    heightMM = columns.count()
    zone = columns.text()
    declaredValue = columns.amount()
    guard columns.present != 0 else {
      (currency, terms) = (.none, nil)
      return
    }
    for _ in 0..<3 { columns.skipNumber() }
    currency = columns.currency()
    columns.skipText()
    terms = columns.choice(Terms.self)
  }
}
