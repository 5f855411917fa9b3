import Intake
import LedgerStore
import Logging
import Reports
import Returns
import Settings

/// Brings together everything that is judged this evening: the day's records, each at its order,
/// and the dossiers of the ledger that they touch, that are open, or that earlier runs of the date
/// touched.
func gather(
  _ files: TakenFiles, _ touched: Set<UInt64>, _ decisions: inout TakenDecisions,
  _ history: inout History,
  _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
) throws -> DossierSet {
  history.add(files, evening, shops)
  let isFirstDay = try writer.lastDay == nil
  let router = Router(
    shopIDs: shops.ids.map { Text($0) }, prefixes: evening.policy.matching.referencePrefixes)
  for match in decisions.matches {
    router.decide(match.shop, transaction: Text(match.target), home: match.orderKey)
  }
  let threads = max(1, evening.order.threads)
  let placing = PlaceRecords(
    files.pages,
    router,
    bins: RecordBins(
      workers: threads, records: files.pages.reduce(0) { $0 + $1.count },
      spill: try spillFile(evening)),
    threads: threads,
    shopIndex: shops.policyIndex, shopCount: evening.policy.shops.count,
    remembersKeys: !isFirstDay, keepsRoutes: !evening.isRehearsal)
  try placing.run()
  try placing.placeLate { router in
    if !isFirstDay { try router.ask(placing.missed, writer) }
  }
  for worker in placing.workers { history.note(worker.feeds) }
  let displaced = try Displaced(placing, writer, isFirstDay: isFirstDay)
  var remembered =
    isFirstDay
    ? []
    : try remember(
      placing, displaced.dossiers.union(touched).union(decisions.book.touched(on: evening.day)),
      history, evening,
      writer)
  let moved = try rehome(&remembered, placing.router, displaced, writer, evening, &decisions)
  for entry in moved {
    let record = Record(at: entry.record)
    try placing.bins.append(record.whole, key: entry.key, worker: 0)
    placing.workers[0].placed(record, at: entry.key, placing.router)
  }
  try placing.bins.seal()
  if placing.bins.spilledBytes > 0 { runLog.info("put aside: \(placing.bins.spilledBytes) bytes") }
  if !evening.isRehearsal { try keepRoutes(placing.workers, evening, writer) }
  return DossierSet(bins: placing.bins, displaced: displaced, remembered: remembered)
}

/// Where records go that the memory limit has no room for.
private func spillFile(_ evening: Evening) throws -> SpillFile? {
  guard let megabytes = evening.order.memoryLimit else { return nil }
  return try SpillFile(
    folder: evening.order.rehearsalFolder ?? evening.workspace.root, limit: megabytes << 20)
}

extension Router {
  func ask(_ missed: [RouteKind: Set<UInt64>], _ writer: LedgerReader) throws {
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
  _ placing: PlaceRecords, _ displaced: Set<UInt64>, _ history: History, _ evening: Evening,
  _ writer: LedgerWriter
) throws -> [RememberedDossier] {
  var keys = placing.workers.flatMap(\.keys)
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
  _ writer: LedgerWriter, _ evening: Evening, _ decisions: inout TakenDecisions
) throws -> [Placed] {
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
    let count = moved.count
    try remembered[index].give(
      away: { record in router.place(record) { _, _ in } }, to: &moved, evening, writer)
    if moved.count > count {
      try move(remembered[index].key, to: moved[count].key, &decisions, evening, writer)
    }
  }
  guard !moved.isEmpty else { return [] }
  try rememberHomes(of: moved, &remembered, writer, evening)
  return moved
}

/// What was decided about a loose dossier goes where its first record goes.
private func move(
  _ key: UInt64, to home: UInt64, _ decisions: inout TakenDecisions, _ evening: Evening,
  _ writer: LedgerWriter
) throws {
  decisions.move(from: key, to: home)
  if !evening.isRehearsal { try writer.moveDecisions(from: key, to: home) }
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

/// Keeps where references lead: those that lead to one dossier.
private func keepRoutes(
  _ workers: [PlacingWorker], _ evening: Evening, _ writer: LedgerWriter
) throws {
  for kind in RouteKind.allCases {
    let number = Int(kind.rawValue)
    var all: [KeyedIndex] = []
    all.reserveCapacity(
      workers.reduce(0) { $0 + $1.opened[number].count + $1.found[number].count })
    for worker in workers {
      for learned in [worker.opened[number], worker.found[number]] {
        for route in learned {
          all.append(KeyedIndex(key: route.hash, index: Int(bitPattern: UInt(route.key))))
        }
      }
    }
    sortByKey(&all)
    var routes: [Route] = []
    routes.reserveCapacity(all.count)
    var start = 0
    while start < all.count {
      var end = start + 1
      var isOne = true
      while end < all.count, all[end].key == all[start].key {
        isOne = isOne && all[end].index == all[start].index
        end += 1
      }
      if isOne {
        let orderKey = UInt64(UInt(bitPattern: all[start].index))
        routes.append(Route(hash: all[start].key, orderKey: orderKey))
      }
      start = end
    }
    if !routes.isEmpty {
      try writer.addRoutes(kind: number, day: evening.day, run: evening.run, routes)
    }
  }
}
