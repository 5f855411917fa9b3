import LedgerStore
import Returns

/// A corrected export may give a case, a movement or a ticket to another order than before. Its
/// versions have to meet in one dossier, or both would count: earlier ones go where the newest one
/// is.
struct Displaced: Sendable {
  /// By record key and shop: the dossier of its newest version.
  private(set) var homes: [UInt64: UInt64] = [:]
  /// Dossiers of the ledger that hold an earlier version.
  private(set) var dossiers: Set<UInt64> = []
  /// The homes of records whose versions of this very day lay in several dossiers. Their entries
  /// in other bins count no more.
  private(set) var gathered: [UInt64: UInt64] = [:]

  /// Brings the day's own versions together, and finds the ledger's.
  init(_ placing: PlaceRecords, _ writer: LedgerReader, isFirstDay: Bool) throws {
    let contested = Self.contested(placing.workers)
    if !contested.isEmpty { try gatherVersions(placing, contested) }
    if !isFirstDay { try findEarlier(placing.workers, writer) }
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

  private mutating func gatherVersions(_ placing: PlaceRecords, _ contested: Set<UInt64>) throws {
    let arena = Arena()
    var versions: [Placed] = []
    var newest: [UInt64: Placed] = [:]
    var entries: [Placed] = []
    for bin in 0..<placing.bins.count {
      try placing.bins.load(bin, into: &entries)
      for entry in entries {
        let record = Record(at: entry.record)
        guard contested.contains(record.shopKey) else { continue }
        let copy = arena.copy(record.whole)
        let version = Placed(key: entry.key, record: copy.bytes.baseAddress!)
        versions.append(version)
        if let other = newest[record.shopKey], !record.isNewer(than: Record(at: other.record)) {
          continue
        }
        newest[record.shopKey] = version
      }
    }
    gathered = newest.mapValues(\.key)
    for version in versions {
      let record = Record(at: version.record)
      guard let home = gathered[record.shopKey], home != version.key else { continue }
      try placing.bins.append(record.whole, key: home, worker: 0)
    }
  }

  private mutating func findEarlier(_ workers: [PlacingWorker], _ writer: LedgerReader) throws {
    var hashes: [RouteKind: [UInt64]] = [:]
    for named in workers.lazy.flatMap(\.named) {
      hashes[named.kind, default: []].append(named.hash)
    }
    var earlier: [RouteKind: [UInt64: UInt64]] = [:]
    for (kind, list) in hashes {
      let routes = try writer.resolveLatest(kind: Int(kind.rawValue), hashes: list)
      earlier[kind] = Dictionary(uniqueKeysWithValues: routes.map { ($0.hash, $0.orderKey) })
    }
    for worker in workers {
      for named in worker.named {
        let home = gathered[named.identity.shopKey] ?? named.identity.key
        guard let before = earlier[named.kind]?[named.hash], before != home else { continue }
        homes[named.identity.shopKey] = home
        dossiers.insert(before)
      }
    }
  }

  /// Whether an entry of a bin still counts there.
  @inline(__always)
  func stays(_ record: Record, at key: UInt64) -> Bool {
    gathered.isEmpty || (gathered[record.shopKey] ?? key) == key
  }
}

extension RouteKind {
  /// Where it was last routed is where it is; the others may mean several orders.
  var belongsToOneOrder: Bool { self != .normalisedCase && self != .payment }
}

extension Router {
  func identityHash(_ kind: RouteKind, _ record: Record) -> UInt64 {
    var columns = record.columns
    return routeHash(kind, record.head.shop, columns.text())
  }
}

extension Record {
  /// The key within its shop: shops use the same numbers.
  var shopKey: UInt64 { head.key ^ (UInt64(head.shop) &+ 1) &* 0x9E37_79B9_7F4A_7C15 }

  fileprivate func isNewer(than other: Record) -> Bool {
    let (left, right) = (head.stamp ?? .min, other.head.stamp ?? .min)
    return left != right ? left > right : content < other.content
  }
}
