import Dispatch
import Intake
import Returns

/// Places the day's records at their dossiers, on all cores: orders and cases first, which tell
/// where the others belong, then the others. What the day's files do not tell waits with the worker
/// that met it (PlaceLate.swift).
///
/// A page's block is freed once its records lie in the bins.
final class PlaceRecords: @unchecked Sendable {
  let bins: RecordBins
  // Worker w touches only its own entry while workers run.
  private(set) var workers: [PlacingWorker]
  let router: Router
  /// What waits until other movements are settled; and that nothing does any more.
  var beside: [Record] = []
  var isSettled = false
  /// Of the day's refunds, those that lie with no order; and the keys of all such movements.
  var looseMovements = LooseMovements()
  var looseToday: Set<UInt64> = []
  private let pages: [RecordPage]
  /// Policy index of each ledger shop number.
  let shopIndex: [Int]
  /// The ledger is asked where references of earlier days lead.
  private let asksLedger: Bool
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
    asksLedger = remembersKeys
    self.shopIndex = shopIndex
    workers = (0..<threads).map {
      PlacingWorker(
        number: $0, shopIndex: shopIndex, shopCount: shopCount, remembersKeys: remembersKeys,
        keepsRoutes: keepsRoutes)
    }
  }

  /// Places orders and cases, then all others that the day's files tell enough of.
  ///
  /// - Parameter learnRoutes: settles in between where orders and cases lead the others.
  @inline(never)
  func run(_ learnRoutes: () throws -> Void) throws {
    try work(on: pages.filter { $0.feeds & Self.guides != 0 }) { page, block, worker in
      try self.placeGuides(page, block, worker)
    }
    try learnRoutes()
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
    let learning = Unmanaged.passUnretained(worker)
    let hasFollowers = router.hasFollowers
    try Record.each(in: page.block(block)) { record in
      guard record.head.feed == .orders || record.head.feed == .cases else { return }
      let key = router.place(record) { _, _ in }
      router.routes(of: record) { kind, route in
        learning._withUnsafeGuaranteedRef { $0.opened[Int(kind.rawValue)].append(route) }
      }
      if hasFollowers { worker.meetRoutes(of: record, router) }
      try put(record, key, worker)
    }
    if page.feeds & ~Self.guides == 0 { page.release(block: block) }
  }

  private func placeOthers(_ page: RecordPage, _ block: Int, _ worker: PlacingWorker) throws {
    let router = self.router
    let asksLedger = self.asksLedger
    // Without a counter: to keep the worker alive with each record holds up what follows.
    let missing = Unmanaged.passUnretained(worker)
    try Record.each(in: page.block(block)) { record in
      let feed = record.head.feed
      // Decisions go to their exceptions another way (`TakenDecisions`).
      if feed == .orders || feed == .cases || feed == .decisions { return }
      var isSure = true
      let key = router.place(record) { kind, hash in
        isSure = false
        guard asksLedger else { return }
        missing._withUnsafeGuaranteedRef { _ = $0.missed[Int(kind.rawValue)].insert(hash) }
      }
      // A charge waits for the parcels of all files, what names a payment alone for all payments.
      guard isSure, feed != .charges, feed != .settlements || !record.mayFollow else {
        worker.wait(record)
        worker.note(record)
        return
      }
      try put(record, key, worker)
    }
    page.release(block: block)
  }

  /// Puts a record into its bin.
  func put(_ record: Record, _ key: UInt64, _ worker: PlacingWorker) throws {
    try bins.append(record.whole, key: key, worker: worker.number)
    worker.note(record)
    worker.placed(record, at: key, router)
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
