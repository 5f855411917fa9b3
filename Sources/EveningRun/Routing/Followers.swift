import LedgerStore
import Returns

// Movements that only other movements can place, tonight's and the ledger's: where what showed them
// the way was corrected, was withdrawn or has got a rival, they go after it.

/// A movement that stands beside others.
private struct Follower {
  /// The version of it that stands.
  let record: Record
  /// Where the ledger has it; nil: it came tonight.
  let dossier: UInt64?

  func comes(before other: Follower) -> Bool {
    (record.turnBeside, record.shopKey) < (other.record.turnBeside, other.record.shopKey)
  }
}

extension PlaceRecords {
  /// Places what stands beside other movements, when these are settled. All in one order: payments
  /// show what names them the way, rows of the finest view the others of their transaction.
  ///
  /// - Parameters:
  ///   - ledger: nil on a first day.
  ///   - touched: dossiers that have lost facts.
  func placeBeside(
    _ displaced: inout Displaced, _ ledger: LedgerRoutes?, _ touched: Set<UInt64>
  ) throws {
    var followers = beside.map { Follower(record: $0, dossier: nil) }
    if let ledger { followers += try followersToMove(displaced, ledger, touched) }
    defer { settleBeside() }
    guard !followers.isEmpty else { return }
    try learnMovements(for: followers.map(\.record), displaced)
    try ask(ledger, for: followers, displaced)
    for follower in followers.sorted(by: { $0.comes(before: $1) }) {
      let record = follower.record
      let key = router.place(record) { _, _ in }
      if let dossier = follower.dossier {
        if key != dossier { displaced.move(record, from: dossier, to: key) }
      } else {
        try put(record, key, workers[0])
      }
      if key != follower.dossier, router.isNobodys(record, at: key) { noteLoose(record) }
      router.teach(record, at: key)
    }
  }

  private func noteLoose(_ record: Record) {
    looseToday.insert(record.shopKey)
    looseMovements.add(record, shop: shopIndex[record.head.shop])
  }

  /// Those of the ledger whose ground may have changed.
  private func followersToMove(
    _ displaced: Displaced, _ ledger: LedgerRoutes, _ touched: Set<UInt64>
  ) throws -> [Follower] {
    let met = workers.reduce(into: Set<UInt64>()) { $0.formUnion($1.met) }
    let dossiers = displaced.dossiers.union(touched).union(try ledger.followers(of: met))
    guard !dossiers.isEmpty else { return [] }
    let movements = try ledger.versions(in: dossiers) { $0.head.feed == .settlements }
    var standing: [Follower] = []
    for versions in Dictionary(grouping: movements, by: \.record.shopKey).values
    where displaced.homes[versions[0].record.shopKey] == nil {
      let version = versions[Record.standing(of: versions.map(\.record))]
      guard version.record.mayLeave(touched.contains(version.key)) else { continue }
      standing.append(Follower(record: version.record, dossier: version.key))
    }
    // What they name themselves comes first.
    var missed: [RouteKind: Set<UInt64>] = [:]
    for follower in standing {
      _ = router.place(follower.record) { missed[$0, default: []].insert($1) }
    }
    try ledger.ask(missed, for: router, displaced)
    return standing.filter {
      $0.record.namesOrder || $0.record.followsOthers || router.mayStandBeside($0.record)
    }
  }

  /// Asks where the ledger has what they name. Each tells by itself where it lies.
  private func ask(
    _ ledger: LedgerRoutes?, for followers: [Follower], _ displaced: Displaced
  ) throws {
    guard let ledger else { return }
    var wanted: [RouteKind: Set<UInt64>] = [:]
    for follower in followers {
      router.routesBeside(follower.record) { wanted[$0, default: []].insert($1) }
    }
    let own = followers.filter { $0.dossier != nil }.map(\.record.shopKey)
    try ledger.ask(wanted, for: router, displaced, but: Set(own))
  }

  /// Learns what the day's files tell of the transactions and payments that some movements name.
  func learnMovements(for movements: [Record], _ displaced: Displaced) throws {
    guard !movements.isEmpty else { return }
    var wanted: Set<UInt64> = []
    for movement in movements { router.routesBeside(movement) { wanted.insert($1) } }
    for bin in 0..<bins.count {
      try bins.scan(bin) { entry in
        let record = Record(at: entry.record)
        guard record.head.feed == .settlements, displaced.stays(record, at: entry.key)
        else { return }
        router.learn(from: record, at: entry.key, wanted.contains)
      }
    }
  }
}

extension Record {
  /// A movement that names no order, or that came back; where facts were lost, also one
  /// that does: the version that had brought it there may be gone. What was carried out for an
  /// order by an instruction stays with it, whatever becomes of its case.
  fileprivate func mayLeave(_ hasLostFacts: Bool) -> Bool {
    let row = settlement
    if InstructionID.stem(of: row.refundRef) != nil { return false }
    return row.orderID.isEmpty || followsOthers || (hasLostFacts && row.refundRef.isEmpty)
  }
}

extension Router {
  func isNobodys(_ record: Record, at key: UInt64) -> Bool {
    var columns = record.columns
    return isNobodys(columns.text(), record.head.shop, at: key)
  }

  /// Where a refund of the ledger goes tonight by the case that it names, if that is known by now;
  /// any other record is where it lies.
  func homeTonight(of version: PlacedVersion) -> UInt64 {
    guard version.record.head.feed == .settlements else { return version.key }
    let (row, shop) = (version.record.settlement, version.record.head.shop)
    let key = place(version.record) { _, _ in }
    let isLed = key != orderKey(shop, row.orderID) && !isNobodys(row.txnID, shop, at: key)
    return isLed ? key : version.key
  }

  /// Forgets what the ledger says of a movement that it has where it lies no longer; of payments
  /// their own rows decide.
  func unlearn(_ record: Record, at key: UInt64) {
    ways(shownBy: record, at: key) { kind, route in
      guard kind == .refundNumber, find(kind, route.hash) == key else { return }
      remember(kind, route.hash, nil)
    }
  }

  /// Shows others where a movement lies that was placed after all that it names; one that lies by
  /// itself leads nowhere any more.
  func teach(_ record: Record, at key: UInt64) {
    var columns = record.columns
    let (shop, txnID) = (record.head.shop, columns.text())
    guard isNobodys(txnID, shop, at: key) else {
      return learn(from: record, at: key) { _ in true }
    }
    let hash = routeHash(.transaction, shop, txnID)
    learn(.transaction, LearnedRoute(hash: hash, key: KeyMap.nowhere))
  }
}
