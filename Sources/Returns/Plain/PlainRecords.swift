/// The records of an order that may be plain, added up as they are read. Each `take` says no to
/// what needs a closer look.
struct PlainRecords {
  /// An order with more records than this is left to the desk.
  static let most = 24

  /// As many as `most`.
  private var keys = InlineArray<24, UInt64>(repeating: 0)
  private var keyCount = 0
  private(set) var orderID = Text()
  private(set) var currency = Currency.none
  private var paid: Int64 = 0
  private var hasPaidAmount = false
  private var lowestLine = Int64.max
  private var shipping: Int64 = 0
  private(set) var payment: Movement?
  private var otherTransactions: [Text] = []
  private(set) var parcels: [ParcelFees] = []

  struct Movement {
    let txnID: Text
    let orderID: Text
    let amount: Int64
    let currency: Currency
  }

  mutating func clear() {
    keyCount = 0
    orderID = Text()
    (paid, shipping, lowestLine, hasPaidAmount) = (0, 0, .max, false)
    payment = nil
    otherTransactions.empty()
    parcels.removeAll(keepingCapacity: true)
  }

  /// No where the fact came before, in whatever version.
  mutating func add(_ head: RecordHead) -> Bool {
    let key = head.key ^ UInt64(head.feed.rawValue) << 56
    for place in 0..<keyCount where keys[place] == key { return false }
    keys[keyCount] = key
    keyCount += 1
    return true
  }

  /// What is expected of the payment; minor units.
  var amount: Int64 { paid + shipping }

  /// One payment, under the order's own number, of what the order came to.
  var isPaid: Bool {
    guard let payment, hasPaidAmount, amount > 0, amount <= amountLimit else { return false }
    return payment.amount == amount && payment.currency == currency
      && payment.orderID == orderID && !otherTransactions.contains(payment.txnID)
  }

  mutating func takeLine(_ columns: inout ColumnReader, before end: Instant) -> Bool {
    let order = columns.text()
    if orderID.isEmpty { orderID = order } else if order != orderID { return false }
    let lineNo = columns.count() ?? 0
    columns.skipText()
    columns.skipNumber()
    columns.skipNumber()
    guard let orderedAt = columns.time(), orderedAt < end else { return false }
    let money = columns.currency()
    if lowestLine == .max { currency = money }
    guard money == currency, money != .none else { return false }
    if let amount = columns.amount() {
      hasPaidAmount = true
      paid &+= amount
    }
    let postage = columns.amount()
    if lineNo < lowestLine {
      lowestLine = lineNo
      shipping = postage ?? 0
    }
    for _ in 0..<4 { columns.skipText() }
    if let deliveredAt = columns.time(), deliveredAt >= end { return false }
    return true
  }

  mutating func takeMovement(_ columns: inout ColumnReader, before end: Instant) -> Bool {
    let txnID = columns.text()
    let type = columns.choice(SettlementType.self)
    let amount = columns.amount() ?? 0
    guard let settledAt = columns.time(), settledAt < end else { return false }
    if type == .fee {
      otherTransactions.append(txnID)
      return true
    }
    guard type == .payment, payment == nil else { return false }
    columns.skipText()
    columns.skipByte()
    columns.skipNumber()
    guard columns.choice(SettlementStatus.self) ?? .succeeded == .succeeded else { return false }
    let order = columns.text()
    guard !order.isEmpty, !columns.has() else { return false }
    columns.skipText()
    columns.skipText()
    columns.skipNumber()
    payment = Movement(
      txnID: txnID, orderID: order, amount: amount, currency: columns.currency())
    return true
  }

  mutating func takeParcel(_ columns: inout ColumnReader, before end: Instant) -> Bool {
    let parcel = ParcelFees(&columns)
    guard parcel.direction == .outbound, parcel.status == .delivered,
      let happenedAt = parcel.billedAt, happenedAt < end
    else { return false }
    for other in parcels where other.waybill == parcel.waybill { return false }
    parcels.append(parcel)
    return true
  }
}
