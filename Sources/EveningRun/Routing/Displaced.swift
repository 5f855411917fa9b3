import LedgerStore
import Returns

/// A corrected export may give a case, a movement or a ticket to another order than before. Its
/// versions have to meet in one dossier, or both would count: all go where the one is that stands.
struct Displaced: Sendable {
  /// By record key and shop: where the ledger's versions go.
  private(set) var homes: [UInt64: UInt64] = [:]
  /// Dossiers of the ledger that hold versions which go, or to which versions of the day go.
  private(set) var dossiers: Set<UInt64> = []
  /// Where versions of this very day go that lay elsewhere. Their entries in other bins count no
  /// more.
  private(set) var gathered: [UInt64: UInt64] = [:]
  /// By the hash of its id: where the ledger has a case that came tonight for another order, or
  /// whose correction is withdrawn.
  private(set) var olderCases: [UInt64: UInt64] = [:]
  /// By dossier of the ledger: where cases lead tonight that led there.
  private(set) var leads: [UInt64: Set<UInt64>] = [:]

  /// Settles where the records belong that workers have identified since the last time: cases
  /// before the others are placed, which follow them, then movements and tickets.
  ///
  /// Of a movement that stands beside others the versions wait until these are settled.
  ///
  /// - Parameters:
  ///   - ledger: nil on a first day.
  ///   - touched: dossiers that have lost facts, of which it was not asked yet.
  mutating func settle(
    _ placing: PlaceRecords, _ ledger: LedgerReader?, asOf day: Day, touched: Set<UInt64> = []
  ) throws {
    var waiting = Set(placing.beside.map(\.shopKey))
    defer { for worker in placing.workers { worker.forgetIdentities(but: waiting) } }
    var earlier: [UInt64: UInt64] = [:]
    if let ledger {
      earlier = try findLeft(in: touched, placing.router, ledger, asOf: day)
      earlier.merge(try findEarlier(placing.workers, ledger)) { $1 }
    }
    let doubtful = Self.contested(placing.workers).union(earlier.keys).subtracting(waiting)
    guard !doubtful.isEmpty else { return }
    var versions = try Self.versions(of: doubtful, in: placing)
    if let ledger {
      versions += try ledger.versions(in: Set(earlier.values), asOf: day) { record, key in
        earlier[record.shopKey] == key
      }
    }
    var moved: [RouteKind: [LearnedRoute: UInt64]] = [:]
    for (identity, group) in Dictionary(grouping: versions, by: \.record.shopKey) {
      let spread = SpreadVersions(group, placing.router)
      if !placing.isSettled, spread.standing.followsOthers {
        waiting.insert(identity)
        dossiers.formUnion(group.filter(\.isOlder).map(\.key))
      } else {
        try gather(spread, placing, &moved)
      }
    }
    for (kind, routes) in moved { for worker in placing.workers { worker.reroute(kind, routes) } }
  }

  /// - Parameter moved: gets the routes that led to versions of the day elsewhere.
  private mutating func gather(
    _ group: SpreadVersions, _ placing: PlaceRecords,
    _ moved: inout [RouteKind: [LearnedRoute: UInt64]]
  ) throws {
    let identity = group.versions[0].record.shopKey
    // It may have been said before that these follow something else.
    homes[identity] = nil
    for version in group.versions where version.key != group.home {
      if version.isOlder {
        move(version.record, from: version.key, to: group.home)
      } else {
        gathered[identity] = group.home
        dossiers.insert(group.home)
        placing.router.traces(of: version.record, at: version.key) { kind, route in
          // Of several records of one number any may lead, but always the same.
          moved[kind, default: [:]][route] = min(moved[kind]?[route] ?? .max, group.home)
        }
        placing.workers[0].moved(version.record, to: group.home, placing.router)
        try placing.bins.append(version.record.whole, key: group.home, worker: 0)
      }
    }
  }

  /// By identity: the ledger's dossier of what may belong elsewhere since a correction of it was
  /// withdrawn. Movements have a turn of their own (`placeBeside`).
  private mutating func findLeft(
    in touched: Set<UInt64>, _ router: Router, _ ledger: LedgerReader, asOf day: Day
  ) throws -> [UInt64: UInt64] {
    if touched.isEmpty { return [:] }
    let versions = try ledger.versions(in: touched, asOf: day) { record, key in
      (record.head.feed == .cases || record.head.feed == .tickets)
        && router.place(record) { _, _ in } != key
    }
    var left: [UInt64: UInt64] = [:]
    for version in versions {
      left[version.record.shopKey] = version.key
      guard version.record.head.feed == .cases else { continue }
      olderCases[router.identityHash(.caseID, version.record)] = version.key
    }
    return left
  }

  /// Identities that were placed in more than one dossier.
  private static func contested(_ workers: [PlacingWorker]) -> Set<UInt64> {
    var contested: Set<UInt64> = []
    for bucket in 0..<PlacingWorker.bucketCount {
      var seen = KeyMap(capacity: workers.reduce(0) { $0 + $1.identities[bucket].count })
      for worker in workers {
        for identity in worker.identities[bucket]
        where !seen.agrees(identity.shopKey, identity.key) {
          contested.insert(identity.shopKey)
        }
      }
      seen.release()
    }
    return contested
  }

  /// By identity: the ledger's dossier, where that is another than today's.
  private mutating func findEarlier(
    _ workers: [PlacingWorker], _ ledger: LedgerReader
  ) throws -> [UInt64: UInt64] {
    var hashes: [RouteKind: [UInt64]] = [:]
    for named in workers.lazy.flatMap(\.named) {
      hashes[named.kind, default: []].append(named.hash)
    }
    var routes: [RouteKind: [UInt64: UInt64]] = [:]
    for (kind, list) in hashes {
      let found = try ledger.resolveLatest(kind: Int(kind.rawValue), hashes: list)
      routes[kind] = Dictionary(uniqueKeysWithValues: found.map { ($0.hash, $0.orderKey) })
    }
    var earlier: [UInt64: UInt64] = [:]
    for worker in workers {
      for named in worker.named {
        guard let before = routes[named.kind]?[named.hash], before != named.identity.key else {
          continue
        }
        earlier[named.identity.shopKey] = before
        // Another view's row of a transaction may lie there by itself.
        if named.kind == .transaction { dossiers.insert(before) }
        if named.kind == .caseID { olderCases[named.hash] = before }
      }
    }
    return earlier
  }

  /// The day's versions, copied out of their bins.
  private static func versions(
    of identities: Set<UInt64>, in placing: PlaceRecords
  ) throws -> [PlacedVersion] {
    var bins: Set<Int> = []
    for identity in placing.workers.lazy.flatMap({ $0.identities.joined() })
    where identities.contains(identity.shopKey) {
      bins.insert(placing.bins.bin(of: identity.key))
    }
    return try placing.copies(in: bins) { record, _ in identities.contains(record.shopKey) }
  }

  /// The ledger's versions of a record go to another dossier.
  mutating func move(_ record: Record, from dossier: UInt64, to home: UInt64) {
    homes[record.shopKey] = home
    dossiers.insert(dossier)
  }

  /// What was routed to a dossier by the id of a case follows it.
  mutating func lead(from dossier: UInt64, to home: UInt64) {
    leads[dossier, default: []].insert(home)
    dossiers.insert(dossier)
  }

  /// Whether an entry of a bin still counts there.
  @inline(__always)
  func stays(_ record: Record, at key: UInt64) -> Bool {
    gathered.isEmpty || (gathered[record.shopKey] ?? key) == key
  }
}

/// A version of a record and the dossier it lies in.
struct PlacedVersion {
  let key: UInt64
  let record: Record
  /// It lies in the ledger.
  let isOlder: Bool
}

/// All versions of one record that are known tonight.
struct SpreadVersions {
  let versions: [PlacedVersion]
  let standing: Record
  /// The dossier of the one that stands.
  let home: UInt64

  init(_ versions: [PlacedVersion], _ router: Router) {
    self.versions = versions
    let standing = versions[Record.standing(of: versions.map(\.record))]
    self.standing = standing.record
    let same = versions.first { !$0.isOlder && $0.record.content == standing.record.content }
    if let same {
      home = same.key
    } else {
      var isSure = true
      let key = router.place(standing.record) { _, _ in isSure = false }
      home = isSure ? key : standing.key
    }
  }
}

extension LedgerReader {
  /// Records of some dossiers.
  func versions(
    in dossiers: Set<UInt64>, asOf day: Day, where isWanted: (Record, UInt64) -> Bool
  ) throws -> [PlacedVersion] {
    var versions: [PlacedVersion] = []
    try self.dossiers(dossiers.sorted(), asOf: day) { key, days, _ in
      for page in days {
        Record.all(in: page.records) { record in
          guard isWanted(record, key) else { return }
          versions.append(PlacedVersion(key: key, record: record, isOlder: true))
        }
      }
    }
    return versions
  }
}

extension Feed {
  /// The kind of route by which a corrected record finds its versions of earlier days. Cases open
  /// theirs before they are placed.
  var follows: RouteKind? {
    switch self {
    case .settlements: .transaction
    case .stock: .movement
    case .tickets: .ticket
    default: nil
    }
  }
}

extension Router {
  /// The routes that a record is found by once it lies somewhere.
  func traces(of record: Record, at key: UInt64, _ found: (RouteKind, LearnedRoute) -> Void) {
    if let kind = record.head.feed.follows {
      found(kind, LearnedRoute(hash: identityHash(kind, record), key: key))
    }
    routes(ofMovement: record, at: key, found)
    routes(ofFollower: record, at: key, found)
  }

  func identityHash(_ kind: RouteKind, _ record: Record) -> UInt64 {
    var columns = record.columns
    return routeHash(kind, record.head.shop, columns.text())
  }
}

extension Record {
  /// The key within its shop and feed: shops use the same numbers, and the key of order 1007 is
  /// that of case 2007, as a feed's number is only xor-ed into it.
  var shopKey: UInt64 {
    head.key ^ (UInt64(head.shop) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(head.feed.rawValue) << 48
  }
}
