/// One position of a carrier's bill.
public struct Charge: Fact {
  public static let feed = Feed.charges
  public let source: Source
  public let carrier: Text
  public let invoiceNo: Text
  public let type: ChargeType
  /// Minor units; a credit is negative.
  public let amount: Int64
  public let waybill: Text
  public let lineNo: Int64?
  public let billedWeightGrams: Int64?
  /// The zone the carrier billed; the agreed one is the parcel's.
  public let zone: Text
  public let tax: Int64?
  public let currency: Currency
  public let terms: Terms
  public let billedAt: Instant?
  public let creditOf: Text
  /// What a packaging charge is for, as the carrier's list names it.
  public let item: Text
  /// How many of it.
  public let quantity: Int64?
  /// Of a way back: the waybill that the goods went out under.
  public let originalWaybill: Text

  public var happenedAt: Instant? { billedAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    carrier = columns.text()
    invoiceNo = columns.text()
    type = columns.choice(ChargeType.self) ?? .other
    amount = columns.amount() ?? 0
    waybill = columns.text()
    lineNo = columns.count()
    _ = columns.text()
    billedWeightGrams = columns.count()
    zone = columns.text()
    tax = columns.amount()
    currency = columns.currency()
    terms = columns.choice(Terms.self) ?? .account
    billedAt = columns.time()
    creditOf = columns.text()
    item = columns.text()
    quantity = columns.count()
    originalWaybill = columns.text()
  }

  /// A charge that a parcel's row states; what `Record.charge` writes and the other initialiser
  /// reads, without the record between them.
  init(_ type: ChargeType, _ amount: Int64, _ fees: ParcelFees, source: Source) {
    self.source = source
    carrier = fees.carrier
    invoiceNo = fees.invoiceNo
    self.type = type
    self.amount = amount
    waybill = fees.waybill
    lineNo = nil
    billedWeightGrams = fees.billedGrams
    zone = fees.zone
    tax = nil
    currency = fees.currency
    terms = fees.terms
    billedAt = fees.billedAt
    creditOf = Text()
    item = Text()
    quantity = nil
    originalWaybill = Text()
  }
}
