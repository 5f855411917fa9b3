import Returns

/// Moves records of the ledger to where they belong by now: versions of a record to the one that
/// stands; what followed a case to where the case went; what lay in a dossier of its own, because
/// nothing was known of it, to the order that tonight's files name. Places what waited for that.
final class Rehoming {
  private let memory: Memory
  private let placing: PlaceRecords
  private let routes: LedgerRoutes
  private let displaced: Displaced
  /// By the address of a record: where it goes.
  private var homes: [UnsafeRawPointer: UInt64] = [:]
  /// The places of the dossiers that records leave.
  private var left: Set<Int> = []
  private var rows: [LooseRow] = []
  /// The places of dossiers without an order and without a case.
  private var loose: Set<Int> = []
  /// Loose dossiers that records left, and where the first of them went: what was decided about
  /// the dossier goes there.
  private(set) var dissolved: [(key: UInt64, home: UInt64)] = []

  init(
    _ memory: Memory, _ placing: PlaceRecords, _ routes: LedgerRoutes, _ displaced: Displaced
  ) {
    self.memory = memory
    self.placing = placing
    self.routes = routes
    self.displaced = displaced
  }

  func run(_ turns: WaybillTurns) throws {
    for index in memory.dossiers.indices { collect(index) }
    try ask()
    place()
    var turns = turns
    turns.add(rows.filter(\.waitsForWaybill))
    var wanted = try placing.placeWaiting(turns) { self.moves($0, to: $1) }
    wanted.formUnion(homes.values)
    try move()
    try memory.add(wanted)
  }

  /// Lists the rows of a dossier that may go.
  private func collect(_ index: Int) {
    let dossier = memory.dossiers[index]
    if displaced.dossiers.contains(dossier.key) { giveVersions(of: dossier, index) }
    let isLoose = !dossier.records.contains { $0.head.feed == .orders || $0.head.feed == .cases }
    if isLoose { loose.insert(index) }
    let mayAllGo = isLoose || displaced.leads[dossier.key] != nil
    let claimed = mayAllGo ? [] : placing.router.claimed(in: dossier)
    guard mayAllGo || !claimed.isEmpty else { return }
    for record in dossier.records where homes[record.address] == nil {
      let mayGo =
        mayAllGo
        ? record.head.feed != .orders && record.head.feed != .cases
        : record.head.feed == .settlements
          && claimed.contains(placing.router.identityHash(.transaction, record))
      if mayGo { rows.append(LooseRow(record: record, dossier: index)) }
    }
  }

  private func giveVersions(of dossier: RememberedDossier, _ index: Int) {
    for record in dossier.records {
      guard let home = displaced.homes[record.shopKey], home != dossier.key else { continue }
      homes[record.address] = home
      left.insert(index)
    }
  }

  /// What a case left behind goes after it or stays: the day's files say where.
  private func ask() throws {
    let router = placing.router
    let beside = rows.map(\.record).filter(router.standsBeside)
    try placing.learnMovements(for: beside, displaced)
    var missed: [RouteKind: Set<UInt64>] = [:]
    for record in beside {
      router.routesBeside(record) { missed[$0, default: []].insert($1) }
    }
    for row in rows where leads(row) == nil {
      _ = placing.router.place(row.record) { kind, hash in
        missed[kind, default: []].insert(hash)
      }
    }
    try routes.ask(missed, for: router, displaced)
  }

  /// Places all but parcels and charges. The versions of a movement or a ticket stay together; a
  /// movement that goes shows those that stand beside it the way.
  private func place() {
    let router = placing.router
    var corrected: [Correctable: [LooseRow]] = [:]
    for row in rows where !row.waitsForWaybill {
      if row.record.head.feed.follows != nil {
        let identity = Correctable(dossier: row.dossier, key: row.record.shopKey)
        corrected[identity, default: []].append(row)
      } else {
        _ = moves(row, to: router.place(row.record) { _, _ in })
      }
    }
    var beside: [(versions: [LooseRow], standing: Record)] = []
    for versions in corrected.values {
      let standing = versions[Record.standing(of: versions.map(\.record))].record
      if router.standsBeside(standing) {
        beside.append((versions, standing))
        continue
      }
      go(versions, standing)
    }
    for (versions, standing) in beside.sorted(by: {
      $0.standing.turnBeside < $1.standing.turnBeside
    }) {
      go(versions, standing)
    }
  }

  /// Moves the versions of a record to where the standing one belongs.
  private func go(_ versions: [LooseRow], _ standing: Record) {
    let key = placing.router.place(standing) { _, _ in }
    let isMoved = versions.reduce(false) { moves($1, to: key) || $0 }
    guard isMoved, standing.head.feed == .settlements else { return }
    placing.router.unlearn(standing, at: memory.dossiers[versions[0].dossier].key)
    placing.router.teach(standing, at: key)
  }

  /// Notes where a row belongs.
  /// - Returns: whether it has to move.
  private func moves(_ row: LooseRow, to key: UInt64) -> Bool {
    if key == memory.dossiers[row.dossier].key { return false }
    if let leads = leads(row), !leads.contains(key) { return false }
    if row.waitsForWaybill, key == placing.router.looseKey(ofWaybill: row.record) { return false }
    homes[row.record.address] = key
    left.insert(row.dossier)
    return true
  }

  /// Where cases lead tonight that led to the row's dossier.
  private func leads(_ row: LooseRow) -> Set<UInt64>? {
    displaced.leads[memory.dossiers[row.dossier].key]
  }

  private func move() throws {
    let worker = placing.workers[0]
    for index in left.sorted() {
      let moved = memory.dossiers[index].records.filter { homes[$0.address] != nil }
      for record in moved {
        let home = homes[record.address]!
        try placing.bins.append(record.whole, key: home, worker: worker.number)
        worker.placed(record, at: home, placing.router)
        worker.moved(record, to: home, placing.router)
      }
      if loose.contains(index), let first = moved.first {
        dissolved.append((memory.dossiers[index].key, homes[first.address]!))
      }
      try memory.take(Set(moved.map(\.address)), from: index)
    }
  }
}

extension LooseRow {
  fileprivate var waitsForWaybill: Bool {
    record.head.feed == .parcels || record.head.feed == .charges
  }
}

/// What the versions of one movement or ticket in one dossier share.
private struct Correctable: Hashable {
  let dossier: Int
  let key: UInt64
}
