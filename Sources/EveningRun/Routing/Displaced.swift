import LedgerStore
import Returns

/// A corrected export may give a case or a movement of money to another order than before. Its
/// versions have to meet in one dossier, or both would count: earlier ones go where the newest one
/// is.
struct Displaced: Sendable {
  /// By record key and shop: the dossier of its newest version.
  private(set) var homes: [UInt64: UInt64] = [:]
  /// Dossiers of the ledger that hold an earlier version.
  private(set) var dossiers: Set<UInt64> = []

  /// Brings the day's own versions together, and finds the ledger's.
  init(_ placed: inout [Placed], _ router: Router, _ writer: LedgerReader) throws {
    var seen = KeyMap()
    var contested: Set<UInt64> = []
    var identities: [RouteKind: [UInt64]] = [:]
    let isFirstDay = try writer.lastDay == nil
    for entry in placed {
      let record = Record(at: entry.record)
      guard let kind = RouteKind(identityOf: record.head.feed) else { continue }
      seen.insert(record.shopKey, entry.key)
      if seen[record.shopKey] == KeyMap.ambiguous { contested.insert(record.shopKey) }
      if !isFirstDay { identities[kind, default: []].append(router.identityHash(kind, record)) }
    }
    if !contested.isEmpty { gatherVersions(&placed, contested) }
    if !isFirstDay { try findEarlier(placed, identities, router, writer) }
  }

  private mutating func gatherVersions(_ placed: inout [Placed], _ contested: Set<UInt64>) {
    var newest: [UInt64: (record: Record, key: UInt64)] = [:]
    for entry in placed {
      let record = Record(at: entry.record)
      guard contested.contains(record.shopKey) else { continue }
      if let other = newest[record.shopKey], !record.isNewer(than: other.record) { continue }
      newest[record.shopKey] = (record, entry.key)
    }
    for index in placed.indices {
      if let home = newest[Record(at: placed[index].record).shopKey] {
        placed[index].key = home.key
      }
    }
  }

  private mutating func findEarlier(
    _ placed: [Placed], _ identities: [RouteKind: [UInt64]], _ router: Router,
    _ writer: LedgerReader
  ) throws {
    var earlier: [RouteKind: [UInt64: UInt64]] = [:]
    for (kind, hashes) in identities {
      let routes = try writer.resolveLatest(kind: Int(kind.rawValue), hashes: hashes)
      earlier[kind] = Dictionary(uniqueKeysWithValues: routes.map { ($0.hash, $0.orderKey) })
    }
    for entry in placed {
      let record = Record(at: entry.record)
      guard let kind = RouteKind(identityOf: record.head.feed),
        let before = earlier[kind]?[router.identityHash(kind, record)], before != entry.key
      else { continue }
      homes[record.shopKey] = entry.key
      dossiers.insert(before)
    }
  }
}

extension RouteKind {
  /// The routes by which a feed's own records are found again.
  init?(identityOf feed: Feed) {
    switch feed {
    case .cases: self = .caseID
    case .settlements: self = .transaction
    default: return nil
    }
  }

  /// Where it was last routed is where it is; the others may mean several orders.
  var belongsToOneOrder: Bool { self == .caseID || self == .transaction || self == .waybill }
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
