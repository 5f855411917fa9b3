@testable import Returns

enum PlainFixtures {
  static let endOfDay = Instant(seconds: 1_767_000_000)

  static var policy: Policy {
    var policy = Policy()
    policy.shops = [Shop(id: "shop")]
    policy.fees.agreesAllSurcharges = true
    var rate = Rate(
      carrier: "SF", zone: "Z1", validFrom: Day(number: 0), validTo: Day(number: 30_000))
    rate.firstFee = 600
    rate.stepFee = 120
    policy.rateCards = RateCards([rate])
    return policy
  }

  static func circumstances(_ policy: Policy) -> Circumstances {
    Circumstances(
      policy: policy, asOf: Day(number: 20_450),
      deliveredFeeds: [[.orders, .cases, .parcels, .settlements]], coverage: [])
  }
}

/// An order with a payment and a parcel, and perhaps something out of the ordinary.
struct PlainOrder {
  enum Defect: CaseIterable {
    case short, otherCurrency, namesCase, otherOrder, twoPayments, failed, refund, lost, inTransit,
      dearFreight, otherZone, prepaid, unweighed, twice, later, laterDelivery, isCase,
      sameTransaction, unpriced, sameWaybill
  }

  private var state: UInt64
  let defects: Set<Defect>
  private var made: [Record] = []

  init(seed: UInt64, defects: Set<Defect>? = nil) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var own: Set<Defect> = defects ?? []
    if defects == nil {
      for defect in Defect.allCases where Self.next(&state) % 40 == 0 { own.insert(defect) }
    }
    self.defects = own
  }

  private static func next(_ state: inout UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 11
  }

  private mutating func dice(_ sides: UInt64) -> Int64 { Int64(Self.next(&state) % sides) }

  mutating func records() -> [Record] {
    made = []
    let start: Int64 = 1_766_000_000
    var amount: Int64 = 0
    for line in 1...(1 + dice(3)) {
      let paid = 100 + dice(10_000)
      // Shipping is of the order: what its lowest line says counts.
      let shipping = dice(2) == 0 ? nil : dice(900)
      amount += paid + (line == 1 ? shipping ?? 0 : 0)
      add(
        .orders,
        [
          "order_id": "O1", "line_no": line, "sku": "S", "quantity": 1 + dice(3),
          "unit_price": paid, "ordered_at": start, "currency": Int64(Currency.cny.code),
          "paid_amount": defects.contains(.unpriced) ? nil : paid, "shipping_paid": shipping,
          "delivered_at": defects.contains(.laterDelivery) ? start + 99_000_000 : start + 9,
        ])
    }
    addMoney(amount, start)
    addParcels(start)
    if defects.contains(.twice), let last = made.last { made.append(last) }
    if defects.contains(.isCase) {
      add(
        .cases,
        ["case_id": "C1", "order_id": "O1", "kind": 0, "reason": 8, "applied_at": start + 50])
    }
    return made
  }

  private mutating func addMoney(_ amount: Int64, _ start: Int64) {
    let euro = Int64(Currency("EUR")!.code)
    for number in 1...(defects.contains(.twoPayments) ? 2 : 1) {
      add(
        .settlements,
        [
          "txn_id": "T\(number)", "type": 0, "amount": amount - (defects.contains(.short) ? 1 : 0),
          "settled_at": defects.contains(.later) ? start + 99_000_000 : start + 5, "view": dice(3),
          "status": defects.contains(.failed) ? 2 : 1,
          "order_id": defects.contains(.otherOrder) ? "O2" : "O1",
          "refund_ref": defects.contains(.namesCase) ? "C1" : nil, "fee": dice(9),
          "currency": defects.contains(.otherCurrency) ? euro : Int64(Currency.cny.code),
        ])
    }
    if dice(3) == 0 || defects.contains(.sameTransaction) {
      add(
        .settlements,
        [
          "txn_id": defects.contains(.sameTransaction) ? "T1" : "F1", "type": 2, "amount": 7,
          "settled_at": start + 8, "order_id": "O1",
        ])
    }
    if defects.contains(.refund) {
      add(
        .settlements,
        [
          "txn_id": "R1", "type": 1, "amount": 7, "settled_at": start + 8, "order_id": "O1",
          "currency": Int64(Currency.cny.code),
        ])
    }
  }

  private mutating func addParcels(_ start: Int64) {
    for number in 1...(1 + dice(2) + (defects.contains(.sameWaybill) ? 1 : 0)) {
      let grams = 1 + dice(5000)
      let fee = 600 + (grams > 1000 ? (grams - 1) / 1000 * 120 : 0)
      let status: Int64 = defects.contains(.lost) ? 4 : defects.contains(.inTransit) ? 2 : 3
      let waybill = defects.contains(.sameWaybill) ? "W" : "W\(number)"
      add(
        .parcels,
        [
          "waybill": waybill, "carrier": "SF", "direction": 0, "status": status,
          "reference": "O1", "status_at": defects.contains(.sameWaybill) ? start + number : nil,
          "picked_up_at": start + 100,
          "delivered_at": status == 3 ? start + 200 : nil,
          "weight_g": defects.contains(.unweighed) ? nil : grams, "billed_weight_g": grams,
          "zone": defects.contains(.otherZone) ? "Z9" : "Z1",
          "freight_fee": fee + (defects.contains(.dearFreight) ? 50 : 0),
          "packaging_fee": dice(2) == 0 ? nil : 100, "surcharge": dice(2) == 0 ? nil : 50,
          "currency": Int64(Currency.cny.code), "invoice_no": dice(2) == 0 ? nil : "INV",
          "terms": defects.contains(.prepaid) ? 1 : 0,
        ])
    }
  }

  private mutating func add(_ feed: Feed, _ values: [String: Any?]) {
    let schema = feed.schema
    let columns = schema.columns.map { column -> ColumnValue in
      switch values[column.name] ?? nil {
      case let text as String: .text(Text(text))
      case let number as Int64: .number(number)
      case let number as Int: .number(Int64(number))
      default: .absent
      }
    }
    var content: [UInt8] = []
    RecordCoding.appendContent(schema, columns, to: &content)
    var whole: [UInt8] = []
    let head = RecordHead(
      feed: feed, key: RecordCoding.keyHash(schema, columns), shop: 0, file: 1,
      line: made.count + 2, run: 1, stamp: dice(2) == 0 ? nil : 5)
    content.withUnsafeBytes { RecordCoding.append(head, content: $0, to: &whole) }
    let text = whole.withUnsafeBytes { Text(copying: $0) }
    made.append(Record(at: text.bytes.baseAddress!))
  }
}
