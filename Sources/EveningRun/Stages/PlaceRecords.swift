import Dispatch
import Intake
import Returns

/// Places the day's records at their dossiers, on all cores: orders and cases first, which tell
/// where the others belong, then the others. What the day's files do not tell waits in `late`.
///
/// A page's block is freed once its records lie in the bins.
final class PlaceRecords: @unchecked Sendable {
  let bins: RecordBins
  // Worker w touches only its own entry while workers run.
  private(set) var workers: [PlacingWorker]
  let router: Router
  private let pages: [RecordPage]
  private let shopIndex: [Int]
  private static let guides: UInt32 =
    1 << UInt32(Feed.orders.rawValue) | 1 << UInt32(Feed.cases.rawValue)

  /// - Parameters:
  ///   - remembersKeys: the ledger has dossiers of earlier days, which are asked for by key and by
  ///     identity.
  ///   - keepsRoutes: the ledger will keep where references lead.
  init(
    _ pages: [RecordPage], _ router: Router, bins: RecordBins, threads: Int, shopIndex: [Int],
    shopCount: Int, remembersKeys: Bool, keepsRoutes: Bool
  ) {
    self.pages = pages.filter { $0.count > 0 }
    self.router = router
    self.bins = bins
    self.shopIndex = shopIndex
    workers = (0..<threads).map {
      PlacingWorker(
        number: $0, shopCount: shopCount, remembersKeys: remembersKeys, keepsRoutes: keepsRoutes)
    }
  }

  func run() throws {
    try work(on: pages.filter { $0.feeds & Self.guides != 0 }) { page, block, worker in
      try self.placeGuides(page, block, worker)
    }
    for worker in workers {
      for kind in RouteKind.allCases {
        for route in worker.opened[Int(kind.rawValue)] { router.learn(kind, route) }
      }
    }
    try work(on: pages.filter { $0.feeds & ~Self.guides != 0 }) { page, block, worker in
      try self.placeOthers(page, block, worker)
    }
  }

  private func work(
    on pages: [RecordPage], _ body: @Sendable (RecordPage, Int, PlacingWorker) throws -> Void
  ) throws {
    let blocks = pages.flatMap { page in (0..<page.blockCount).map { (page, $0) } }
    let next = Counter()
    let failures = Slots<any Error>(count: workers.count)
    let workers = self.workers
    DispatchQueue.concurrentPerform(iterations: workers.count) { number in
      do {
        while let turn = next.take(below: blocks.count) {
          try body(blocks[turn].0, blocks[turn].1, workers[number])
        }
      } catch {
        failures.set(number, error)
      }
    }
    for number in workers.indices {
      if let failure = failures.takeIfSet(number) { throw failure }
    }
  }

  private func placeGuides(_ page: RecordPage, _ block: Int, _ worker: PlacingWorker) throws {
    let router = self.router
    try Record.each(in: page.block(block)) { record in
      guard record.head.feed == .orders || record.head.feed == .cases else { return }
      let key = router.place(record) { _, _ in }
      router.routes(of: record) { kind, route in
        worker.opened[Int(kind.rawValue)].append(route)
      }
      try put(record, key, worker)
    }
    if page.feeds & ~Self.guides == 0 { page.release(block: block) }
  }

  private func placeOthers(_ page: RecordPage, _ block: Int, _ worker: PlacingWorker) throws {
    let router = self.router
    try Record.each(in: page.block(block)) { record in
      let feed = record.head.feed
      // Decisions go to their exceptions another way (`TakenDecisions`).
      if feed == .orders || feed == .cases || feed == .decisions { return }
      var isSure = true
      let key = router.place(record) { kind, hash in
        isSure = false
        worker.missed[Int(kind.rawValue)].insert(hash)
      }
      // A charge waits for the parcels of all files.
      guard isSure, feed != .charges else {
        worker.late.append(
          record.whole.bytes.baseAddress!, byteCount: record.whole.count, records: 1)
        worker.note(record, shopIndex)
        return
      }
      try put(record, key, worker)
    }
    page.release(block: block)
  }

  /// Puts a record into its bin.
  func put(_ record: Record, _ key: UInt64, _ worker: PlacingWorker) throws {
    try bins.append(record.whole, key: key, worker: worker.number)
    worker.note(record, shopIndex)
    worker.placed(record, at: key, router)
  }

  // MARK: what came late

  /// Routes of earlier days that records asked for.
  var missed: [RouteKind: Set<UInt64>] {
    var all: [RouteKind: Set<UInt64>] = [:]
    for worker in workers {
      for kind in RouteKind.allCases where !worker.missed[Int(kind.rawValue)].isEmpty {
        all[kind, default: []].formUnion(worker.missed[Int(kind.rawValue)])
      }
    }
    return all
  }

  /// Places what waited, with what the parcels of all files and the ledger have told by now:
  /// parcels that name an order or a case first, then what else may follow them by their waybill,
  /// then charges. So the order of rows decides nothing.
  func placeLate(_ ask: (Router) throws -> Void) throws {
    let late = workers.map(\.late).filter { $0.count > 0 }
    guard !late.isEmpty else { return }
    try ask(router)
    learnWaybills(of: late)
    let worker = workers[0]
    for turn in LateTurn.allCases {
      for page in late {
        for block in 0..<page.blockCount {
          try Record.each(in: page.block(block)) { record in
            guard LateTurn(of: record) == turn else { return }
            let key = router.place(record) { _, _ in }
            if record.head.feed == .parcels {
              var columns = record.columns
              let (shop, waybill) = (record.head.shop, columns.text())
              if key != router.looseKey(shop, "waybill", waybill) {
                let hash = router.routeHash(.waybill, shop, waybill)
                router.learn(.waybill, LearnedRoute(hash: hash, key: key))
              }
            }
            try put(record, key, worker)
          }
        }
      }
    }
    for page in late { for block in 0..<page.blockCount { page.release(block: block) } }
  }

  /// Of the waybills of placed parcels, those that a late record may ask for.
  private func learnWaybills(of late: [RecordPage]) {
    var wanted = KeyMap()
    for page in late {
      page.forEach { record in
        var columns = record.columns
        if record.head.feed == .parcels {
          wanted.insert(router.routeHash(.waybill, record.head.shop, columns.text()), 2)
        } else if record.head.feed == .charges {
          let row = Charge(&columns, source: Source(file: 0, line: 0, run: 0))
          wanted.insert(router.routeHash(.waybill, record.head.shop, row.waybill), 2)
        }
      }
    }
    defer { wanted.release() }
    guard wanted.count > 0 else { return }
    for worker in workers {
      for route in worker.found[Int(RouteKind.waybill.rawValue)] where wanted[route.hash] != nil {
        router.learn(.waybill, route)
      }
    }
  }
}

extension Record {
  /// All records of a page, in order, by a body that may fail.
  @inline(__always)
  static func each(in page: Text, _ body: (Record) throws -> Void) rethrows {
    guard var position = page.bytes.baseAddress else { return }
    let end = position + page.count
    while position < end {
      let record = Record(at: position)
      try body(record)
      position += record.whole.count
    }
  }
}

/// When a record that waited is placed.
private enum LateTurn: CaseIterable {
  case namedParcels, others, charges

  init(of record: Record) {
    switch record.head.feed {
    case .charges: self = .charges
    case .parcels where record.columns.has(Self.reference): self = .namedParcels
    default: self = .others
    }
  }

  /// The column reference of the parcels' schema.
  private static let reference = 4
}
