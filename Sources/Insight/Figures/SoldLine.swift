internal import Returns

/// What is counted of an order line.
struct SoldLine {
  var orderID = Text()
  var lineNo: Int64 = 0
  var sku = Text()
  var quantity: Int64 = 0
  var orderedAt = Instant(seconds: 0)
  var currency = Currency.none
  /// Paid for the line, minor units.
  var amount: Int64 = 0
  var category = Text()
  var supplierID = Text()
  var customerID = Text()
  var region = Text()
  var gender = Text()
  var age: Int64?
  var promotionID = Text()
  var campaign = Text()

  /// From a record of the feed `orders`, in the order of its schema.
  init(_ columns: inout ColumnReader) {
    orderID = columns.text()
    lineNo = columns.count() ?? 0
    sku = columns.text()
    quantity = columns.count() ?? 0
    let unitPrice = columns.amount() ?? 0
    orderedAt = columns.time() ?? Instant(seconds: 0)
    currency = columns.currency()
    amount = Self.amount(columns.amount(), unitPrice, quantity)
    columns.skipNumber()
    columns.skipText()
    category = columns.text()
    supplierID = columns.text()
    customerID = columns.text()
    columns.skipNumber()
    region = columns.text()
    for _ in 0..<3 { columns.skipText() }
    gender = columns.text()
    age = columns.count()
    columns.skipByte()
    columns.skipByte()
    columns.skipNumber()
    promotionID = columns.text()
    columns.skipNumber()
    campaign = columns.text()
  }

  init(_ line: OrderLine) {
    orderID = line.orderID
    lineNo = line.lineNo
    sku = line.sku
    quantity = line.quantity
    orderedAt = line.orderedAt
    currency = line.currency
    amount = Self.amount(line.paidAmount, line.unitPrice, line.quantity)
    category = line.category
    supplierID = line.supplierID
    customerID = line.customerID
    region = line.region
    gender = line.buyerGender
    age = line.buyerAge
    promotionID = line.promotionID
    campaign = line.campaign
  }

  private static func amount(_ paid: Int64?, _ unitPrice: Int64, _ quantity: Int64) -> Int64 {
    if let paid { return paid }
    let (product, overflow) = unitPrice.multipliedReportingOverflow(by: quantity)
    return overflow ? 0 : product
  }
}

/// What is counted of a parcel: its records folded.
struct CarriedParcel {
  let waybill: Text
  let carrier: Text
  let direction: Direction
  var handedOverAt: Instant?
  var promisedAt: Instant?
  var deliveredAt: Instant?
  var seenAt: Instant?
  var isLost = false
  var isDamaged = false
  var isMisrouted = false

  /// From a record of the feed `parcels`, in the order of its schema.
  init(_ columns: inout ColumnReader) {
    waybill = columns.text()
    carrier = columns.text()
    direction = columns.choice(Direction.self) ?? .outbound
    let status = columns.choice(ParcelStatus.self) ?? .created
    columns.skipText()
    let (statusAt, pickedUpAt, promisedAt) = (columns.time(), columns.time(), columns.time())
    add(status, statusAt, pickedUpAt, promisedAt, columns.time())
  }

  init(_ event: ParcelEvent) {
    waybill = event.waybill
    carrier = event.carrier
    direction = event.direction
    add(event)
  }

  mutating func add(_ event: ParcelEvent) {
    add(event.status, event.statusAt, event.pickedUpAt, event.promisedAt, event.deliveredAt)
  }

  private mutating func add(
    _ status: ParcelStatus, _ statusAt: Instant?, _ pickedUpAt: Instant?, _ promisedAt: Instant?,
    _ deliveredAt: Instant?
  ) {
    switch status {
    case .lost: isLost = true
    case .damaged: isDamaged = true
    case .misrouted: isMisrouted = true
    default: break
    }
    handedOverAt = Self.earlier(handedOverAt, pickedUpAt)
    self.promisedAt = Self.earlier(self.promisedAt, promisedAt)
    seenAt = Self.earlier(seenAt, statusAt ?? deliveredAt)
    let arrival = deliveredAt ?? (status == .delivered ? statusAt : nil)
    self.deliveredAt = Self.earlier(self.deliveredAt, arrival)
  }

  private static func earlier(_ a: Instant?, _ b: Instant?) -> Instant? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }

  /// When it began to travel, as far as is known.
  var begunAt: Instant? { handedOverAt ?? seenAt ?? deliveredAt }
}
