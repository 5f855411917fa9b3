/// One line of an order.
public struct OrderLine: Fact {
  public static let feed = Feed.orders
  public let source: Source
  public let orderID: Text
  public let lineNo: Int64
  public let sku: Text
  public let quantity: Int64
  public let unitPrice: Int64
  public let orderedAt: Instant
  public let currency: Currency
  /// The gross first payment for the line, minor units.
  public let paidAmount: Int64?
  /// Of the whole order; read from its lowest line.
  public let shippingPaid: Int64?
  public let productName: Text
  public let category: Text
  public let supplierID: Text
  public let customerID: Text
  public var deliveredAt: Instant?
  public let region: Text
  public let warehouse: Text
  public let paymentChannel: Text
  public let paymentRef: Text
  public let isNoReasonExcluded: Bool
  public let isFreightInsured: Bool
  public let insurancePremium: Int64?
  public let promotionID: Text
  /// What the promotion took off the line, minor units.
  public let discountAmount: Int64?
  public let buyerGender: Text
  public let buyerAge: Int64?
  public let campaign: Text

  public var happenedAt: Instant? { orderedAt }

  public mutating func forget(from end: Instant) -> Bool { Self.blank(&deliveredAt, from: end) }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    orderID = columns.text()
    lineNo = columns.count() ?? 0
    sku = columns.text()
    quantity = columns.count() ?? 0
    unitPrice = columns.amount() ?? 0
    orderedAt = columns.time() ?? Instant(seconds: 0)
    currency = columns.currency()
    paidAmount = columns.amount()
    shippingPaid = columns.amount()
    productName = columns.text()
    category = columns.text()
    supplierID = columns.text()
    customerID = columns.text()
    deliveredAt = columns.time()
    region = columns.text()
    warehouse = columns.text()
    paymentChannel = columns.text()
    paymentRef = columns.text()
    buyerGender = columns.text()
    buyerAge = columns.count()
    isNoReasonExcluded = columns.flag() ?? false
    isFreightInsured = columns.flag() ?? false
    insurancePremium = columns.amount()
    promotionID = columns.text()
    discountAmount = columns.amount()
    campaign = columns.text()
  }
}
