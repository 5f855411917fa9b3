import Returns

// Movements of money that name neither order nor case: what they name is the payment, or they tell
// the transaction of a finer view once more. Other movements show them the way.

extension Router {
  /// The routes by which a payment is found: as it is spelt, and in its plain spelling where that
  /// is another one.
  func routes(
    ofPayment reference: Text, _ shop: Int, at key: UInt64,
    _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    guard !reference.isEmpty else { return }
    found(.payment, LearnedRoute(hash: routeHash(.payment, shop, reference), key: key))
    guard !reference.isPlainSpelling else { return }
    NormalisedKey(reference, prefixes: []).bytes.withUnsafeBytes {
      let hash = routeHash(.plainPayment, shop, Text($0))
      found(.plainPayment, LearnedRoute(hash: hash, key: key))
    }
  }

  /// Where a payment shows the way that lies at an order: an order need not know all that it was
  /// paid with. So does a refund, by its number.
  @inline(__always)
  func routes(
    ofMovement record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    guard record.head.feed == .settlements else { return }
    if record.isRefund { routes(ofRefund: record, at: key, found) }
    guard record.namesPayment else { return }
    let row = record.settlement
    let shop = record.head.shop
    guard row.type == .payment, !isNobodys(row.txnID, shop, at: key) else { return }
    routes(ofPayment: row.paymentRef, shop, at: key, found)
  }

  /// Where a movement lies that names a payment alone, by all that may tell of the payment, or of a
  /// case whose number it bears and that nobody knows yet.
  func routes(
    ofFollower record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    guard record.followsOthers, standsBeside(record) else { return }
    func follow(_ hash: UInt64) { found(.follower, LearnedRoute(hash: hash, key: key)) }
    routesBeside(record) { _, hash in follow(hash) }
    let row = record.settlement
    guard !row.refundRef.isEmpty else { return }
    follow(routeHash(.caseID, record.head.shop, row.refundRef))
    follow(normalisedHash(record.head.shop, row.refundRef))
  }

  /// What a record shows others where it lies: the case, the payment or the transaction that it is.
  /// What lies by itself shows nothing.
  func ways(
    shownBy record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    guard record.head.feed == .settlements else { return routes(of: record, found) }
    var columns = record.columns
    let (shop, txnID) = (record.head.shop, columns.text())
    guard !isNobodys(txnID, shop, at: key) else { return }
    found(
      .transaction, LearnedRoute(hash: routeHash(.transaction, shop, txnID), key: key))
    routes(ofMovement: record, at: key, found)
  }

  /// What a refund that went out is called, but for what leads there anyway.
  private func routes(
    ofRefund record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    let (row, shop) = (record.settlement, record.head.shop)
    guard row.status == .succeeded else { return }
    for number in row.numbers where !leads(number, row, shop) {
      let hash = routeHash(.refundNumber, shop, number)
      found(.refundNumber, LearnedRoute(hash: hash, key: key))
    }
  }

  /// Whether a return that has a number as its reference is led by it anyway.
  private func leads(_ number: Text, _ refund: Settlement, _ shop: Int) -> Bool {
    number == refund.refundRef
      && (InstructionID.stem(of: number) != nil || find(.caseID, shop, number) != nil)
  }

  /// The order that was paid by a payment, in whatever spelling either has its number.
  func lookPayment(
    _ text: Text, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    if let key = look(.payment, text, shop, missed) { return key }
    let plain = NormalisedKey(text, prefixes: [])
    return plain.bytes.withUnsafeBytes {
      look(.payment, Text($0), shop, missed) ?? look(.plainPayment, Text($0), shop, missed)
    }
  }

  /// Of a movement that no order, case or payment places: a return lies where the refund does that
  /// has its number; a row of the funds or the bank, where a finer view has its
  /// transaction, which names more; what names a transaction as its payment, where that does; all
  /// else in a dossier of its own, or of the order that a return may name.
  func placeBeside(
    _ record: Record, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64 {
    let row = record.settlement
    let shop = record.head.shop
    if row.isReturned {
      for number in row.numbers {
        if let key = look(.refundNumber, number, shop, missed) { return key }
      }
    }
    if row.view != .trade, let key = look(.transaction, row.txnID, shop, missed) { return key }
    if let key = look(.transaction, row.paymentRef, shop, missed),
      !isNobodys(row.paymentRef, shop, at: key)
    {
      return key
    }
    if row.isReturned, !row.orderID.isEmpty { return orderKey(shop, row.orderID) }
    return looseKey(shop, "money", row.txnID)
  }

  /// Whether a movement is in a dossier of its own there.
  func isNobodys(_ txnID: Text, _ shop: Int, at key: UInt64) -> Bool {
    key == looseKey(shop, "money", txnID)
  }

  /// Whether a person or what it names itself says where a movement belongs.
  private func isPlaced(_ record: Record) -> Bool {
    if decidedHome(record) != nil { return true }
    var columns = record.columns
    return placeNamed(&columns, record.head.shop, { _, _ in }) != nil
  }

  /// Whether only other rows can tell where a movement belongs, be it known by now or not.
  func mayStandBeside(_ record: Record) -> Bool {
    record.head.feed == .settlements
      && (record.namesPayment || record.view != .trade || record.isReturned)
      && !isPlaced(record)
  }

  /// Whether a movement has to wait until it is settled where others lie. Nearly all payments that
  /// name no order are found by what the order says of them: these do not wait.
  func standsBeside(_ record: Record) -> Bool {
    guard mayStandBeside(record) else { return false }
    if record.followsOthers { return true }
    var columns = record.columns
    return placeMovement(&columns, record.head.shop, { _, _ in }) == nil
  }

  /// What a movement shows others that lies at an order.
  func learn(from record: Record, at key: UInt64, _ isWanted: (UInt64) -> Bool) {
    ways(shownBy: record, at: key) { kind, route in
      guard isWanted(route.hash) else { return }
      learn(kind, route)
      if let own = kind.ownClaim { learn(own, route) }
    }
  }

  /// The routes by which other rows can place a movement.
  func routesBeside(_ record: Record, _ wanted: (RouteKind, UInt64) -> Void) {
    let row = record.settlement
    let shop = record.head.shop
    if row.view != .trade { wanted(.transaction, routeHash(.transaction, shop, row.txnID)) }
    if row.isReturned {
      for number in row.numbers { wanted(.refundNumber, routeHash(.refundNumber, shop, number)) }
    }
    guard !row.paymentRef.isEmpty else { return }
    wanted(.payment, routeHash(.payment, shop, row.paymentRef))
    NormalisedKey(row.paymentRef, prefixes: []).bytes.withUnsafeBytes {
      let plain = Text($0)
      if !row.paymentRef.isPlainSpelling {
        wanted(.payment, routeHash(.payment, shop, plain))
      }
      wanted(.plainPayment, routeHash(.plainPayment, shop, plain))
    }
    wanted(.transaction, routeHash(.transaction, shop, row.paymentRef))
  }
}

extension Record {
  /// As a movement of money, of no file.
  @inline(__always)
  var settlement: Settlement {
    var columns = columns
    return Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
  }

  /// Which of the movements that wait for each other comes first: of the finer view, then payments,
  /// then what may name these, then what may name that.
  var turnBeside: Int {
    let row = settlement
    let turn =
      switch row.type {
      case .payment: 0
      case .chargebackReversal: 2
      case .refund where row.status == .reversed: 2
      default: 1
      }
    return (row.view == .trade ? 0 : 3) + turn
  }

  /// What only other movements show the way: `mayFollow`, and refunds that came back.
  var followsOthers: Bool { mayFollow || isReturned }
  var isReturned: Bool { head.feed == .settlements && isRefund && settlement.isReturned }

  /// Of a movement.
  fileprivate var isRefund: Bool {
    var columns = columns
    columns.skipText()
    return columns.choice(SettlementType.self) == .refund
  }

  /// Money that goes back, or comes again, and names a payment but no order.
  var mayFollow: Bool {
    guard head.feed == .settlements, namesPayment, !namesOrder else { return false }
    var columns = columns
    columns.skipText()
    switch columns.choice(SettlementType.self) {
    case .refund, .chargeback, .chargebackReversal: return true
    default: return false
    }
  }

  // Of a movement.
  var namesOrder: Bool { columns.has(Self.movementsOrderColumn) }
  var namesPayment: Bool { columns.has(Self.movementsPaymentColumn) }

  // The columns order_id and payment_ref of the settlements' schema.
  private static let movementsOrderColumn = 8
  private static let movementsPaymentColumn = 10

  /// Who tells of a movement.
  fileprivate var view: SettlementView {
    var columns = columns
    columns.skipText()
    columns.skipByte()
    columns.skipNumber()
    columns.skipNumber()
    columns.skipText()
    return columns.choice(SettlementView.self) ?? .trade
  }
}

extension Settlement {
  /// A refund as the bank tells it; nil for any other movement. Apart, as nearly all are others.
  @inline(never)
  static func ofBank(_ columns: ColumnReader) -> Settlement? {
    var columns = columns
    let row = Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
    return row.isOfBank ? row : nil
  }

  /// A refund that came back, by a name of which it is not said that it is an order.
  var isReturned: Bool {
    type == .refund && status == .reversed && (isOfBank || orderID.isEmpty)
  }

  /// What a refund is called, but for its transaction and payment; by the bank maybe in the field
  /// for its order.
  fileprivate var numbers: [Text] {
    let all = isOfBank && orderID != refundRef ? [refundRef, orderID] : [refundRef]
    return all.filter { !$0.isEmpty }
  }
}
