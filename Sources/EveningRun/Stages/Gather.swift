import Intake
import LedgerStore
import Returns

/// Brings together everything that is judged this evening: the day's records, each at its order,
/// and the dossiers of the ledger that they touch, that are open, or that earlier runs of the date
/// touched.
func gather(
  _ files: TakenFiles, _ history: inout History, _ evening: Evening, _ writer: LedgerWriter,
  _ shops: ShopNumbers
) throws -> DossierSet {
  history.add(files, evening, shops)
  var router = Router(
    shopIDs: shops.ids.map { Text($0) }, prefixes: evening.policy.matching.referencePrefixes)
  for page in files.pages { page.forEach { router.learn($0) } }
  var placed = try place(files.pages, &router, &history, writer, shops)
  let displaced = try Displaced(&placed, router, writer)
  placed.sort { $0.key < $1.key }
  var remembered = try remember(placed, displaced.dossiers, history, evening, writer)
  let moved = try rehome(&remembered, router, displaced, writer, evening)
  if !moved.isEmpty {
    placed += moved
    placed.sort { $0.key < $1.key }
  }
  if !evening.isRehearsal { try keepRoutes(router, evening, writer) }
  return DossierSet(placed: placed, remembered: remembered)
}

/// Places the day's records; what the day's own files do not tell is asked of the ledger in one go.
private func place(
  _ pages: [RecordPage], _ router: inout Router, _ history: inout History, _ writer: LedgerWriter,
  _ shops: ShopNumbers
) throws -> [Placed] {
  var placed: [Placed] = []
  placed.reserveCapacity(pages.reduce(0) { $0 + $1.count })
  var late: [Record] = []
  var missed: [RouteKind: Set<UInt64>] = [:]
  for page in pages {
    var parcel: (line: Int, key: UInt64)?
    page.forEach { record in
      history.note(record.head.feed, shop: shops.policyIndex[record.head.shop])
      // The charges of a manifest's row follow their parcel.
      if record.head.feed == .charges, let parcel, parcel.line == record.head.line {
        placed.append(Placed(key: parcel.key, record: record.whole.bytes.baseAddress!))
        return
      }
      var isSure = true
      let key = router.place(record) { kind, hash in
        isSure = false
        missed[kind, default: []].insert(hash)
      }
      // A charge waits for the parcels of the other files.
      if isSure, record.head.feed != .charges {
        placed.append(Placed(key: key, record: record.whole.bytes.baseAddress!))
      } else {
        late.append(record)
      }
      parcel = isSure && record.head.feed == .parcels ? (record.head.line, key) : nil
      if isSure { router.learn(placed: record, at: key) }
    }
  }
  try router.ask(missed, writer)
  // Parcels first: the charges follow them.
  for record in late where record.head.feed != .charges {
    let key = router.place(record) { _, _ in }
    router.learn(placed: record, at: key)
    placed.append(Placed(key: key, record: record.whole.bytes.baseAddress!))
  }
  for record in late where record.head.feed == .charges {
    let key = router.place(record) { _, _ in }
    placed.append(Placed(key: key, record: record.whole.bytes.baseAddress!))
  }
  return placed
}

extension Router {
  mutating func ask(_ missed: [RouteKind: Set<UInt64>], _ writer: LedgerReader) throws {
    for (kind, hashes) in missed {
      let number = Int(kind.rawValue)
      let routes =
        kind.belongsToOneOrder
        ? try writer.resolveLatest(kind: number, hashes: hashes.sorted())
        : try writer.resolve(kind: number, hashes: hashes.sorted())
      for route in routes {
        remember(kind, route.hash, route.orderKey)
      }
    }
  }
}

private func remember(
  _ placed: [Placed], _ displaced: Set<UInt64>, _ history: History, _ evening: Evening,
  _ writer: LedgerWriter
) throws -> [RememberedDossier] {
  guard try writer.lastDay != nil else { return [] }
  var keys: [UInt64] = []
  for entry in placed where entry.key != keys.last { keys.append(entry.key) }
  keys += history.openDossiers + displaced
  keys += try writer.dossiersWithFacts(on: evening.day)
  let open = Set(history.openDossiers)
  return try load(keys, evening, writer) { open.contains($0) }
}

private func load(
  _ keys: [UInt64], _ evening: Evening, _ writer: LedgerWriter, wasOpen: (UInt64) -> Bool
) throws -> [RememberedDossier] {
  var result: [RememberedDossier] = []
  try writer.dossiers(keys, asOf: evening.day) { key, days, state in
    var records: [Record] = []
    for page in days { Record.all(in: page.records) { records.append($0) } }
    let today = days.last.flatMap { $0.day == evening.day ? $0.records : nil }
    result.append(
      RememberedDossier(
        key: key, records: records, pages: days.map { ($0.day, $0.records) },
        storedToday: today ?? Text(), state: state?.state ?? Text(), wasOpen: wasOpen(key)))
  }
  return result
}

/// What lay in a dossier of its own because nothing was known of it may belong to an order by now;
/// and earlier versions of a record go where its newest one is.
private func rehome(
  _ remembered: inout [RememberedDossier], _ router: Router, _ displaced: Displaced,
  _ writer: LedgerWriter, _ evening: Evening
) throws -> [Placed] {
  var router = router
  let loose = remembered.indices.filter { index in
    !remembered[index].records.contains { $0.head.feed == .orders || $0.head.feed == .cases }
  }
  var missed: [RouteKind: Set<UInt64>] = [:]
  for index in loose {
    for record in remembered[index].records {
      _ = router.place(record) { kind, hash in missed[kind, default: []].insert(hash) }
    }
  }
  try router.ask(missed, writer)
  var moved: [Placed] = []
  for index in remembered.indices where displaced.dossiers.contains(remembered[index].key) {
    try remembered[index].give(away: { displaced.homes[$0.shopKey] }, to: &moved, evening, writer)
  }
  for index in loose {
    try remembered[index].give(
      away: { record in router.place(record) { _, _ in } }, to: &moved, evening, writer)
  }
  guard !moved.isEmpty else { return [] }
  try rememberHomes(of: moved, &remembered, writer, evening)
  return moved
}

extension RememberedDossier {
  /// Takes out the records that belong to another dossier, here and in the ledger.
  fileprivate mutating func give(
    away home: (Record) -> UInt64?, to moved: inout [Placed], _ evening: Evening,
    _ writer: LedgerWriter
  ) throws {
    let before = records.count
    records.removeAll { record in
      guard let home = home(record), home != key else { return false }
      moved.append(Placed(key: home, record: record.whole.bytes.baseAddress!))
      return true
    }
    guard records.count < before else { return }
    let staying = Set(records.map { $0.whole.bytes.baseAddress! })
    for page in pages {
      var bytes: [UInt8] = []
      Record.all(in: page.records) { record in
        if staying.contains(record.whole.bytes.baseAddress!) {
          bytes.append(contentsOf: record.whole.bytes)
        }
      }
      guard bytes.count < page.records.count else { continue }
      let rest = bytes.withUnsafeBytes { Text(copying: $0) }
      if page.day == evening.day { storedToday = rest }
      if !evening.isRehearsal { try writer.replaceFacts(key, day: page.day, records: rest) }
    }
  }
}

/// The dossiers that loose records moved to have to be judged too.
private func rememberHomes(
  of moved: [Placed], _ remembered: inout [RememberedDossier], _ writer: LedgerWriter,
  _ evening: Evening
) throws {
  let known = Set(remembered.map(\.key))
  let homes = Set(moved.map(\.key)).subtracting(known)
  remembered += try load(homes.sorted(), evening, writer) { _ in false }
  remembered.sort { $0.key < $1.key }
}

private func keepRoutes(_ router: Router, _ evening: Evening, _ writer: LedgerWriter) throws {
  for kind in RouteKind.allCases {
    let routes = (router.learned[kind] ?? KeyMap()).sortedPairs.map {
      Route(hash: $0.0, orderKey: $0.1)
    }
    if !routes.isEmpty {
      try writer.addRoutes(kind: Int(kind.rawValue), day: evening.day, run: evening.run, routes)
    }
  }
}
