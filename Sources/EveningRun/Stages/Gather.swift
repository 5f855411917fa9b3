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
  _ history: inout History, _ issued: IssuedInstructions,
  _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
) throws -> DossierSet {
  history.add(files, evening, shops)
  let isFirstDay = try writer.lastDay == nil
  let placing = try placing(files, decisions, evening, shops, isFirstDay: isFirstDay)
  issued.teach(placing.router, shops)
  let ledger = isFirstDay ? nil : writer
  let routes = try ledger.map { try LedgerRoutes($0, asOf: evening.day) }
  if let ledger { placing.router.remember(followed: try routeFilter(.follower, ledger)) }
  var displaced = Displaced()
  try placing.run {
    try displaced.settle(placing, ledger, asOf: evening.day, touched: touched)
    try placing.learnRoutes(&displaced, ledger, asOf: evening.day)
    if let ledger { placing.router.remember(cases: try routeFilter(.caseID, ledger)) }
  }
  try routes?.ask(placing.missed, for: placing.router, displaced)
  try placing.placeLate()
  try displaced.settle(placing, ledger, asOf: evening.day)
  try placing.placeBeside(&displaced, routes, touched)
  try displaced.settle(placing, ledger, asOf: evening.day)
  for worker in placing.workers { history.note(worker.feeds) }
  let turns = WaybillTurns(placing.router, placing.workers)
  var remembered: [RememberedDossier] = []
  if let ledger, let routes {
    var keys = history.openDossiers + touched + decisions.book.touched(on: evening.day)
    keys += try decisions.homes.dossiersOfMatched(placing.router, ledger)
    let memory = try remember(keys, placing, turns, displaced, history, evening, ledger)
    try rehome(memory, placing, turns, routes, displaced, &decisions)
    remembered = memory.dossiers
  } else {
    _ = try placing.placeWaiting(turns) { _, _ in false }
  }
  try placing.bins.seal()
  if placing.bins.spilledBytes > 0 { runLog.info("put aside: \(placing.bins.spilledBytes) bytes") }
  if !evening.isRehearsal { try keepRoutes(placing.workers, evening, writer) }
  return DossierSet(
    bins: placing.bins, displaced: displaced, remembered: remembered,
    looseMovements: looseMovements(remembered, placing, displaced, history))
}

/// Those that came this evening, and those of earlier days that nobody is done with: a refund that
/// nobody knows is open as long as that.
private func looseMovements(
  _ remembered: [RememberedDossier], _ placing: PlaceRecords, _ displaced: Displaced,
  _ history: History
) -> LooseMovements {
  var loose = placing.looseMovements
  var orphans: Set<Text>?
  for dossier in remembered {
    let movements = dossier.records.filter {
      $0.mayFollow && displaced.stays($0, at: dossier.key)
        && placing.router.isNobodys($0, at: dossier.key) && !placing.looseToday.contains($0.shopKey)
    }
    for versions in Dictionary(grouping: movements, by: \.shopKey).values {
      let record = versions[Record.standing(of: versions)]
      let row = record.settlement
      if dossier.wasOpen, row.type == .refund {
        orphans = orphans ?? history.openOrphans
        guard orphans?.contains(row.txnID) ?? false else { continue }
      }
      loose.add(record, shop: placing.shopIndex[record.head.shop])
    }
  }
  return loose
}

/// All that is needed to place the day's records.
private func placing(
  _ files: TakenFiles, _ decisions: TakenDecisions, _ evening: Evening, _ shops: ShopNumbers,
  isFirstDay: Bool
) throws -> PlaceRecords {
  let threads = max(1, evening.order.threads)
  let router = Router(
    shopIDs: shops.ids.map { Text($0) }, prefixes: evening.policy.matching.referencePrefixes)
  for match in decisions.homes.matches {
    router.decide(match.shop, transaction: Text(match.target), home: match.orderKey)
  }
  for match in decisions.homes.undone {
    router.letGo(match.shop, transaction: Text(match.target), from: match.orderKey)
  }
  let bins = RecordBins(
    workers: threads, records: files.pages.reduce(0) { $0 + $1.count },
    spill: try spillFile(evening))
  return PlaceRecords(
    files.pages, router, bins: bins, threads: threads, shopIndex: shops.policyIndex,
    shopCount: evening.policy.shops.count, remembersKeys: !isFirstDay,
    keepsRoutes: !evening.isRehearsal)
}

/// Where records go that the memory limit has no room for.
private func spillFile(_ evening: Evening) throws -> SpillFile? {
  guard let megabytes = evening.order.memoryLimit else { return nil }
  return try SpillFile(
    folder: evening.order.rehearsalFolder ?? evening.workspace.root, limit: megabytes << 20)
}

/// What the ledger has routes of.
private func routeFilter(_ kind: RouteKind, _ ledger: LedgerReader) throws -> KeyFilter {
  let kind = Int(kind.rawValue)
  let filter = KeyFilter(capacity: try ledger.routeCount(kind: kind))
  try ledger.forEachRoute(kind: kind) { filter.insert($0.hash) }
  return filter
}

/// What the ledger remembers of the dossiers that the day touches, and of others.
private func remember(
  _ others: [UInt64], _ placing: PlaceRecords, _ turns: WaybillTurns, _ displaced: Displaced,
  _ history: History, _ evening: Evening, _ ledger: LedgerWriter
) throws -> Memory {
  placing.expectWaiting(turns)
  var keys = placing.workers.flatMap(\.keys)
  keys += others + displaced.dossiers
  keys += try ledger.dossiersWithFacts(on: evening.day)
  return try Memory(keys, open: history.openDossiers, evening, ledger)
}

/// Brings the day's waiting rows and the ledger's dossiers together, and what was decided about
/// these.
private func rehome(
  _ memory: Memory, _ placing: PlaceRecords, _ turns: WaybillTurns, _ routes: LedgerRoutes,
  _ displaced: Displaced, _ decisions: inout TakenDecisions
) throws {
  let rehoming = Rehoming(memory, placing, routes, displaced)
  try rehoming.run(turns)
  for (key, home) in rehoming.dissolved {
    decisions.move(from: key, to: home)
    try memory.moveDecisions(from: key, to: home)
  }
}

/// Keeps where references lead: those that lead to one dossier, a waybill of several orders to the
/// one that its charges went to, and every claim to a payment.
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
      let orderKeys = all[start..<end].lazy.map { UInt64(UInt(bitPattern: $0.index)) }
      if isOne || kind.maySpanOrders {
        routes.append(Route(hash: all[start].key, orderKey: orderKeys.min()!))
      } else if kind.isClaimed || kind == .follower {
        routes += Set(orderKeys).map { Route(hash: all[start].key, orderKey: $0) }
      }
      start = end
    }
    if !routes.isEmpty {
      try writer.addRoutes(kind: number, day: evening.day, run: evening.run, routes)
    }
  }
}
