import LedgerStore
import Returns

/// A route as a row opened it.
private struct OpenedRoute: Hashable {
  let kind: RouteKind
  let hash: UInt64
  let key: UInt64
}

/// Where the rows of a case lie that name more than one order, tonight or before.
private struct ContestedCase {
  private(set) var rows: [(version: PlacedVersion, home: UInt64)] = []

  mutating func add(_ version: PlacedVersion, home: UInt64) { rows.append((version, home)) }

  /// The dossier of the newest row: of the versions of each line the one that stands, of these the
  /// newest.
  var lead: UInt64 {
    var newest: (record: Record, home: UInt64)?
    for line in Dictionary(grouping: rows, by: \.version.record.shopKey).values {
      let standing = line[Record.standing(of: line.map(\.version.record))]
      let record = standing.version.record
      if let other = newest, !record.isNewer(than: other.record) { continue }
      newest = (record, standing.home)
    }
    return newest!.home
  }
}

/// What names a case that was given to another order follows its newest version.
extension PlaceRecords {
  /// Takes over what orders and cases tell of where the others belong. What the rows of a contested
  /// case open (case id, waybills) leads to the newest of them.
  ///
  /// - Parameter ledger: nil on a first day.
  func learnRoutes(_ displaced: inout Displaced, _ ledger: LedgerReader?, asOf day: Day) throws {
    learn(.caseID)
    var contested = Set(displaced.olderCases.keys)
    if router.isContested(.caseID) {
      for route in openedCases where router.isContested(.caseID, route.hash) {
        contested.insert(route.hash)
      }
    }
    if !contested.isEmpty {
      try redirect(contested, &displaced, ledger, asOf: day)
      router.forget(.caseID)
      learn(.caseID)
    }
    for kind in RouteKind.allCases where kind != .caseID { learn(kind) }
  }

  private func learn(_ kind: RouteKind) {
    for worker in workers {
      for route in worker.opened[Int(kind.rawValue)] { router.learn(kind, route) }
    }
  }

  private var openedCases: some Sequence<LearnedRoute> {
    workers.lazy.flatMap { $0.opened[Int(RouteKind.caseID.rawValue)] }
  }

  private func redirect(
    _ contested: Set<UInt64>, _ displaced: inout Displaced, _ ledger: LedgerReader?, asOf day: Day
  ) throws {
    var before: [OpenedRoute: Int] = [:]
    var after: [(kind: RouteKind, route: LearnedRoute)] = []
    for (hash, found) in try cases(contested, displaced, ledger, asOf: day) {
      let lead = found.lead
      // Of a case whose file was withdrawn only what came for it lies there still.
      if let older = displaced.olderCases[hash], older != lead {
        displaced.lead(from: older, to: lead)
      }
      for (version, _) in found.rows {
        if version.isOlder, version.key != lead { displaced.lead(from: version.key, to: lead) }
        router.routes(of: version.record) { kind, route in
          if !version.isOlder {
            before[OpenedRoute(kind: kind, hash: route.hash, key: route.key), default: 0] += 1
          }
          after.append((kind, LearnedRoute(hash: route.hash, key: lead)))
        }
      }
    }
    takeBack(before)
    for (kind, route) in after { workers[0].opened[Int(kind.rawValue)].append(route) }
  }

  /// All rows of the cases, tonight's and the ledger's.
  private func cases(
    _ contested: Set<UInt64>, _ displaced: Displaced, _ ledger: LedgerReader?, asOf day: Day
  ) throws -> [UInt64: ContestedCase] {
    let router = self.router
    var keys: Set<UInt64> = []
    for route in openedCases where contested.contains(route.hash) { keys.insert(route.key) }
    func isRow(_ record: Record) -> Bool {
      record.head.feed == .cases && contested.contains(router.identityHash(.caseID, record))
    }
    var cases: [UInt64: ContestedCase] = [:]
    let rows = try copies(in: Set(keys.map(bins.bin))) { record, key in
      // A copy that joined the other versions is no row of its own.
      isRow(record) && key == router.place(record) { _, _ in }
    }
    for row in rows {
      let home = displaced.gathered[row.record.shopKey] ?? row.key
      cases[router.identityHash(.caseID, row.record), default: ContestedCase()]
        .add(row, home: home)
    }
    guard let ledger else { return cases }
    for hash in contested { if let older = displaced.olderCases[hash] { keys.insert(older) } }
    for row in try ledger.versions(in: keys, asOf: day, where: { record, _ in isRow(record) }) {
      let home = displaced.homes[row.record.shopKey] ?? row.key
      cases[router.identityHash(.caseID, row.record), default: ContestedCase()]
        .add(row, home: home)
    }
    return cases
  }

  /// Takes back routes that rows have opened, as often as they did.
  private func takeBack(_ routes: [OpenedRoute: Int]) {
    var routes = routes
    for worker in workers {
      for kind in RouteKind.allCases {
        worker.opened[Int(kind.rawValue)].removeAll { route in
          let opened = OpenedRoute(kind: kind, hash: route.hash, key: route.key)
          guard let count = routes[opened], count > 0 else { return false }
          routes[opened] = count - 1
          return true
        }
      }
    }
  }

  /// Copies of records that lie in some bins.
  func copies(
    in bins: Set<Int>, where isWanted: (Record, UInt64) -> Bool
  ) throws -> [PlacedVersion] {
    let arena = Arena()
    var copies: [PlacedVersion] = []
    var entries: [Placed] = []
    for bin in bins.sorted() {
      try self.bins.load(bin, into: &entries)
      for entry in entries {
        let record = Record(at: entry.record)
        guard isWanted(record, entry.key) else { continue }
        let copy = Record(record, in: arena.copy(record.whole))
        copies.append(PlacedVersion(key: entry.key, record: copy, isOlder: false))
      }
    }
    return copies
  }
}

extension Record {
  /// By the stamp, then by the run that received it, then by content: of different lines.
  fileprivate func isNewer(than other: Record) -> Bool {
    let (left, right) = (head.stamp ?? .min, other.head.stamp ?? .min)
    if left != right { return left > right }
    return head.run != other.head.run ? head.run > other.head.run : content < other.content
  }
}
