/// A parcel's row that carries fees also states charges, so that freight is settled in one place
/// (design: section 4). They are records of the charges feed, made where a dossier is laid out and
/// stored nowhere: the parcel's record holds all they say.
extension Record {
  /// Calls `body` with each charge a parcel's row states; the records lie in the arena.
  public func forEachCharge(_ arena: Arena, _ body: (Record) -> Void) {
    guard head.feed == .parcels else { return }
    var columns = columns
    guard columns.present & ParcelFees.feeColumns != 0 else { return }
    let fees = ParcelFees(&columns)
    fees.forEach { type, amount in body(charge(type, amount, fees, arena)) }
  }

  private func charge(
    _ type: ChargeType, _ amount: Int64, _ fees: ParcelFees, _ arena: Arena
  ) -> Record {
    var content = RecordWriter(
      arena.room(
        192 + fees.carrier.count + fees.invoiceNo.count + fees.waybill.count + fees.zone.count))
    let start = content.place
    var present: UInt64 = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4
    if fees.billedGrams != nil { present |= 1 << 7 }
    if !fees.zone.isEmpty { present |= 1 << 8 }
    if fees.currency != .none { present |= 1 << 10 }
    present |= 1 << 11
    if fees.billedAt != nil { present |= 1 << 12 }
    // The head goes first; its size is known once the content is.
    content.place += 64
    let body = content.place
    content.varint(present)
    content.text(fees.carrier)
    content.text(fees.invoiceNo)
    content.byte(type.rawValue)
    content.zigzag(amount)
    content.text(fees.waybill)
    if let grams = fees.billedGrams { content.varint(UInt64(bitPattern: grams)) }
    if !fees.zone.isEmpty { content.text(fees.zone) }
    if fees.currency != .none { content.half(fees.currency.code) }
    content.byte(fees.terms.rawValue)
    if let time = fees.billedAt { content.zigzag(time.seconds) }
    let size = content.place - body
    var whole = RecordWriter(start)
    whole.head(
      RecordHead(
        feed: .charges, key: fees.key(type), shop: head.shop, file: head.file, line: head.line,
        run: head.run, stamp: head.stamp), contentCount: size)
    whole.place.copyMemory(from: body, byteCount: size)
    arena.take(whole.place + size - start)
    return Record(at: start)
  }
}

/// What a parcel's row says of its fees.
struct ParcelFees {
  let waybill: Text
  let carrier: Text
  let direction: Direction
  let status: ParcelStatus
  let reference: Text
  let statusAt: Instant?
  let pickedUpAt: Instant?
  let deliveredAt: Instant?
  let grams: Int64?
  let billedGrams: Int64?
  let hasVolume: Bool
  let zone: Text
  let freight: Int64?
  let packaging: Int64?
  let surcharge: Int64?
  let currency: Currency
  let invoiceNo: Text
  let terms: Terms

  /// freight_fee, packaging_fee and surcharge in the parcels' schema.
  static let feeColumns: UInt64 = 0b111 << 16
  /// Stands for the invoice of charges that come with the parcel itself.
  static let noInvoice: Text = "-"

  /// The carrier's own time of the record.
  var billedAt: Instant? { statusAt ?? deliveredAt ?? pickedUpAt }

  @inline(__always)
  init(_ columns: inout ColumnReader) {
    waybill = columns.text()
    carrier = columns.text()
    direction = columns.choice(Direction.self) ?? .outbound
    status = columns.choice(ParcelStatus.self) ?? .created
    reference = columns.text()
    statusAt = columns.time()
    pickedUpAt = columns.time()
    columns.skipNumber()
    deliveredAt = columns.time()
    grams = columns.count()
    billedGrams = columns.count()
    hasVolume = columns.has() || columns.has(1) || columns.has(2)
    columns.skipNumber()
    columns.skipNumber()
    columns.skipNumber()
    zone = columns.text()
    columns.skipNumber()
    freight = columns.amount()
    packaging = columns.amount()
    surcharge = columns.amount()
    currency = columns.currency()
    let invoice = columns.text()
    invoiceNo = invoice.isEmpty ? Self.noInvoice : invoice
    terms = columns.choice(Terms.self) ?? .account
  }

  /// The charges stated.
  @inline(__always)
  func forEach(_ body: (ChargeType, Int64) -> Void) {
    if let freight { body(.freight, freight) }
    if let packaging { body(.packaging, packaging) }
    if let surcharge { body(.other, surcharge) }
  }

  /// The key of the charge in its feed: carrier, invoice, type, waybill; no line.
  func key(_ type: ChargeType) -> UInt64 { key(type, after: invoiceHash) }

  /// What the keys of all charges stated begin with.
  var invoiceHash: StableHash {
    var hash = StableHash(seed: UInt64(Feed.charges.rawValue) + 1)
    hash.combine(carrier)
    hash.combine(invoiceNo)
    hash.combine(1 as UInt64)
    return hash
  }

  func key(_ type: ChargeType, after start: StableHash) -> UInt64 {
    var hash = start
    hash.combine(Int64(type.rawValue))
    hash.combine(waybill)
    hash.combine(0 as UInt64)
    return hash.value
  }
}

extension Text {
  /// An invoice's number as tables show it: charges that came with the parcel itself have none.
  public var asInvoice: Text { self == ParcelFees.noInvoice ? Text() : self }
}
