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
  /// paid with.
  @inline(__always)
  func routes(
    ofMovement record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void
  ) {
    guard record.head.feed == .settlements, record.columns.has(Self.movementsPaymentColumn)
    else { return }
    var columns = record.columns
    let row = Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
    let shop = record.head.shop
    guard row.type == .payment, key != looseKey(shop, "money", row.txnID) else { return }
    routes(ofPayment: row.paymentRef, shop, at: key, found)
  }

  /// The column payment_ref of the settlements' schema.
  private static let movementsPaymentColumn = 10

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

  /// Of a movement that no order, case or payment places: a row of the funds or the bank lies where
  /// a finer view has its transaction, which names more; what names a transaction as its payment
  /// lies where that does; all else in a dossier of its own.
  func placeBeside(
    _ record: Record, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64 {
    var columns = record.columns
    let row = Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
    let shop = record.head.shop
    if row.view != .trade, let key = look(.transaction, row.txnID, shop, missed) { return key }
    if let key = look(.transaction, row.paymentRef, shop, missed),
      key != looseKey(shop, "money", row.paymentRef)
    {
      return key
    }
    return looseKey(shop, "money", row.txnID)
  }

  /// Whether only another movement can tell where a record belongs.
  func standsBeside(_ record: Record) -> Bool {
    guard record.head.feed == .settlements, decidedHome(record) == nil,
      record.isOfCoarserView || record.columns.has(Self.movementsPaymentColumn)
    else { return false }
    var columns = record.columns
    return placeMovement(&columns, record.head.shop, { _, _ in }) == nil
  }

  /// What a movement shows others that lies at an order.
  func learn(from record: Record, at key: UInt64, _ isWanted: (UInt64) -> Bool) {
    var columns = record.columns
    let (shop, txnID) = (record.head.shop, columns.text())
    let hash = routeHash(.transaction, shop, txnID)
    if isWanted(hash), key != looseKey(shop, "money", txnID) {
      learn(.transaction, LearnedRoute(hash: hash, key: key))
    }
    routes(ofMovement: record, at: key) { kind, route in
      if isWanted(route.hash) { learn(kind, route) }
    }
  }

  /// The routes that a record asks other movements for.
  func routesBeside(_ record: Record, _ wanted: (UInt64) -> Void) {
    var columns = record.columns
    let row = Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
    let shop = record.head.shop
    if row.view != .trade { wanted(routeHash(.transaction, shop, row.txnID)) }
    guard !row.paymentRef.isEmpty else { return }
    _ = lookPayment(row.paymentRef, shop) { _, hash in wanted(hash) }
    wanted(routeHash(.transaction, shop, row.paymentRef))
  }
}

extension PlaceRecords {
  /// Learns what the day's files tell of the transactions and payments that some movements name.
  func learnMovements(for movements: [Record]) throws {
    guard !movements.isEmpty else { return }
    var wanted: Set<UInt64> = []
    for movement in movements { router.routesBeside(movement) { wanted.insert($0) } }
    for bin in 0..<bins.count {
      try bins.scan(bin) { entry in
        let record = Record(at: entry.record)
        guard record.head.feed == .settlements else { return }
        router.learn(from: record, at: entry.key, wanted.contains)
      }
    }
  }

  /// Places movements that nothing but other movements can place. Payments show what names them
  /// the way, rows of the finest view the others of their transaction.
  func placeBeside(_ movements: [Record]) throws {
    try learnMovements(for: movements)
    for record in movements.sorted(by: { $0.turnBeside < $1.turnBeside }) {
      let key = router.place(record) { _, _ in }
      try put(record, key, workers[0])
      router.learn(from: record, at: key) { _ in true }
    }
  }
}

extension Record {
  /// Which of the movements that wait for each other comes first: of the finer view, then payments.
  var turnBeside: Int {
    var columns = columns
    let row = Settlement(&columns, source: Source(file: 0, line: 0, run: 0))
    return (row.view == .trade ? 0 : 2) + (row.type == .payment ? 0 : 1)
  }

  /// A movement as the funds or the bank tell it.
  fileprivate var isOfCoarserView: Bool {
    var columns = columns
    columns.skipText()
    columns.skipByte()
    columns.skipNumber()
    columns.skipNumber()
    columns.skipText()
    return columns.choice(SettlementView.self) ?? .trade != .trade
  }
}
