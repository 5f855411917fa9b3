import Returns

/// Which dossier a record belongs to: the order it names, or the order of the case, waybill or
/// payment it names. Raw values are stored in the ledger's route pages: append, never renumber.
enum RouteKind: UInt8, CaseIterable, Sendable {
  case caseID, normalisedCase, waybill, payment, transaction
}

/// A record and the dossier it goes to.
struct Placed: @unchecked Sendable {
  var key: UInt64
  /// The first byte of a record in memory that lives as long as the run.
  let record: UnsafeRawPointer
}

/// Learns the day's cases, waybills and payments, then places records. What the day's files do not
/// tell is asked of the ledger in one batch (`wanted`), and placed again.
struct Router: Sendable {
  /// Hash of each shop's id, by the shop's number in the ledger.
  let shopSeeds: [UInt64]
  let prefixes: [Text]
  private(set) var learned: [RouteKind: KeyMap] = [:]
  /// Routes of earlier days that were asked for.
  private var remembered: [RouteKind: KeyMap] = [:]

  init(shopIDs: [Text], prefixes: [Text]) {
    shopSeeds = shopIDs.map { StableHash.of($0) }
    self.prefixes = prefixes
    for kind in RouteKind.allCases {
      learned[kind] = KeyMap()
      remembered[kind] = KeyMap()
    }
  }

  func orderKey(_ shop: Int, _ orderID: Text) -> UInt64 {
    StableHash.of(orderID, seed: shopSeeds[shop])
  }

  func routeHash(_ kind: RouteKind, _ shop: Int, _ text: Text) -> UInt64 {
    let hash = StableHash.of(text, seed: shopSeeds[shop] &+ UInt64(kind.rawValue) &+ 0x5EED)
    return hash == 0 ? 1 : hash
  }

  /// Hash of a case id or of a reference as people mean it, whatever they typed (matching pass 6).
  func normalisedHash(_ shop: Int, _ text: Text) -> UInt64 {
    let key = NormalisedKey(text, prefixes: prefixes)
    return key.bytes.withUnsafeBytes { routeHash(.normalisedCase, shop, Text($0)) }
  }

  // MARK: Learning

  mutating func learn(_ record: Record) {
    let shop = record.head.shop
    switch record.head.feed {
    case .cases:
      var columns = record.columns
      let row = CaseLine(&columns, source: Source(file: 0, line: 0, run: 0))
      let key = orderKey(shop, row.orderID)
      add(.caseID, shop, row.caseID, key)
      let normalised = normalisedHash(shop, row.caseID)
      learned[.normalisedCase]?.insert(normalised, key)
      if !row.returnWaybill.isEmpty { add(.waybill, shop, row.returnWaybill, key) }
      if !row.exchangeWaybill.isEmpty { add(.waybill, shop, row.exchangeWaybill, key) }
    case .orders:
      var columns = record.columns
      let row = OrderLine(&columns, source: Source(file: 0, line: 0, run: 0))
      if !row.paymentRef.isEmpty {
        add(.payment, shop, row.paymentRef, orderKey(shop, row.orderID))
      }
    default: break
    }
  }

  /// A parcel that found its order leads its charges there; a transaction is found again by its id.
  mutating func learn(placed record: Record, at key: UInt64) {
    guard record.head.feed == .parcels || record.head.feed == .settlements else { return }
    var columns = record.columns
    add(
      record.head.feed == .parcels ? .waybill : .transaction, record.head.shop, columns.text(), key)
  }

  mutating func remember(_ kind: RouteKind, _ hash: UInt64, _ key: UInt64) {
    remembered[kind]?.insert(hash, key)
  }

  private mutating func add(_ kind: RouteKind, _ shop: Int, _ text: Text, _ key: UInt64) {
    let hash = routeHash(kind, shop, text)
    learned[kind]?.insert(hash, key)
  }

  // MARK: Placing

  func find(_ kind: RouteKind, _ shop: Int, _ text: Text) -> UInt64? {
    guard !text.isEmpty else { return nil }
    return find(kind, routeHash(kind, shop, text))
  }

  func find(_ kind: RouteKind, _ hash: UInt64) -> UInt64? {
    let key = learned[kind]?[hash] ?? remembered[kind]?[hash]
    return key == KeyMap.ambiguous ? nil : key
  }

  /// A dossier of its own for what nothing is known of yet.
  func looseKey(_ shop: Int, _ name: StaticString, _ text: Text) -> UInt64 {
    var hash = StableHash(seed: shopSeeds[shop])
    hash.combine(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    hash.combine(text)
    return hash.value
  }
}
