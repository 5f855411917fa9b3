import Intake
import Returns

/// What one worker notes while it places records.
final class PlacingWorker: @unchecked Sendable {
  let number: Int
  private let remembersKeys: Bool
  /// The ledger will keep where movements of money were placed.
  private let keepsRoutes: Bool
  /// By route kind: routes that cases and orders open.
  var opened = RouteKind.allCases.map { _ in [LearnedRoute]() }
  /// By route kind: where a parcel or a movement was placed.
  private(set) var found = RouteKind.allCases.map { _ in [LearnedRoute]() }
  /// By route kind: hashes that the day's files do not know.
  var missed = RouteKind.allCases.map { _ in Set<UInt64>() }
  /// What waits: a charge for the parcels of all files, anything else for what the ledger knows.
  let lateParcels = RecordPage()
  let lateCharges = RecordPage()
  let lateOthers = RecordPage()
  /// Policy index of each ledger shop number, and the feeds seen of each policy shop as bit masks.
  /// Memory of the worker's own without a counter: every record looks at it.
  private let shopIndex: UnsafeMutablePointer<Int>
  private let seen: UnsafeMutablePointer<UInt32>
  private let shopCount: Int
  var feeds: [UInt32] { (0..<shopCount).map { seen[$0] } }
  /// Records that keep their identity when they move to another order (`Displaced`), in buckets by
  /// identity.
  private(set) var identities: [[Identity]]
  /// Dossiers that got a record; only where the ledger is asked for them.
  private(set) var keys: [UInt64] = []

  /// Routes opened tonight by which movements of the ledger may lie where they do.
  private(set) var met: Set<UInt64> = []

  /// The same with the route that the ledger would know them by.
  private(set) var named: [Named] = []

  struct Identity {
    let shopKey: UInt64
    let key: UInt64
  }
  struct Named {
    let kind: RouteKind
    let hash: UInt64
    let identity: Identity
  }
  static let bucketCount = 64

  init(
    number: Int, shopIndex: [Int], shopCount: Int, remembersKeys: Bool, keepsRoutes: Bool
  ) {
    self.number = number
    self.shopCount = shopCount
    self.shopIndex = .allocate(capacity: max(1, shopIndex.count))
    self.shopIndex.initialize(from: shopIndex, count: shopIndex.count)
    seen = .allocate(capacity: max(1, shopCount))
    seen.initialize(repeating: 0, count: shopCount)
    self.keepsRoutes = keepsRoutes
    self.remembersKeys = remembersKeys
    identities = Array(repeating: [], count: Self.bucketCount)
  }

  deinit {
    shopIndex.deallocate()
    seen.deallocate()
  }

  /// Keeps a record for later.
  func wait(_ record: Record) {
    let page =
      switch record.head.feed {
      case .parcels: lateParcels
      case .charges: lateCharges
      default: lateOthers
      }
    page.append(record.whole.bytes.baseAddress!, byteCount: record.whole.count, records: 1)
  }

  @inline(__always)
  func note(_ record: Record) {
    seen[shopIndex[record.head.shop]] |= 1 << UInt32(record.head.feed.rawValue)
  }

  /// A parcel that found its order leads its charges there; cases, movements and tickets are found
  /// again by their ids.
  func placed(_ record: Record, at key: UInt64, _ router: Router) {
    expect(key)
    switch record.head.feed {
    case .parcels: note(.waybill, record, key, router)
    case .settlements:
      follow(record, .transaction, key, router)
      if keepsRoutes || router.hasFollowers { notePayment(record, key, router) }
      if keepsRoutes {
        router.routes(ofFollower: record, at: key) { found[Int($0.rawValue)].append($1) }
      }
    case .cases: identify(record, .caseID, key, router)
    case .stock: follow(record, .movement, key, router)
    case .tickets: follow(record, .ticket, key, router)
    case .charges: noteWayBack(record, key, router)
    default: break
    }
  }

  /// No parcel may ever tell of the waybill: the charge leads the others there.
  private func noteWayBack(_ charge: Record, _ key: UInt64, _ router: Router) {
    guard router.isOfWayBack(charge), key != router.looseKey(ofWaybill: charge) else { return }
    found[Int(RouteKind.waybill.rawValue)].append(
      LearnedRoute(hash: router.waybillHash(charge), key: key))
  }

  /// What only the payment names is led there on a later evening too.
  @inline(__always)
  private func notePayment(_ record: Record, _ key: UInt64, _ router: Router) {
    router.routes(ofMovement: record, at: key) { kind, route in
      meet(route.hash, router)
      // As a rule the order has opened it.
      guard keepsRoutes, router.find(kind, route.hash) != route.key else { return }
      found[Int(kind.rawValue)].append(route)
    }
  }

  /// What has moved is found where it lies now, whatever leads there tonight.
  func moved(_ record: Record, to key: UInt64, _ router: Router) {
    guard keepsRoutes else { return }
    router.routes(ofMovement: record, at: key) { found[Int($0.rawValue)].append($1) }
  }

  private func follow(_ record: Record, _ kind: RouteKind, _ key: UInt64, _ router: Router) {
    if keepsRoutes { note(kind, record, key, router) }
    identify(record, kind, key, router)
  }

  /// A route is opened, anew perhaps.
  @inline(__always)
  func meet(_ hash: UInt64, _ router: Router) {
    if router.mayBeFollowed(hash) { met.insert(hash) }
  }

  /// Apart from what opens them, which nearly always is all there is to do.
  @inline(never)
  func meetRoutes(of record: Record, _ router: Router) {
    router.routes(of: record) { meet($1.hash, router) }
  }

  /// A dossier gets a record, or may get one that waits: its memory will be asked for.
  func expect(_ key: UInt64) {
    if remembersKeys, keys.last != key { keys.append(key) }
  }

  /// Records that were found somewhere went elsewhere.
  func reroute(_ kind: RouteKind, _ moved: [LearnedRoute: UInt64]) {
    for index in found[Int(kind.rawValue)].indices {
      let route = found[Int(kind.rawValue)][index]
      guard let home = moved[route] else { continue }
      found[Int(kind.rawValue)][index] = LearnedRoute(hash: route.hash, key: home)
    }
  }

  /// The identities noted so far are settled, but for some.
  func forgetIdentities(but waiting: Set<UInt64>) {
    guard !waiting.isEmpty else {
      for bucket in identities.indices { identities[bucket].removeAll(keepingCapacity: true) }
      named.removeAll(keepingCapacity: true)
      return
    }
    for bucket in identities.indices {
      identities[bucket].removeAll { !waiting.contains($0.shopKey) }
    }
    named.removeAll { !waiting.contains($0.identity.shopKey) }
  }

  private func note(_ kind: RouteKind, _ record: Record, _ key: UInt64, _ router: Router) {
    var columns = record.columns
    let hash = router.routeHash(kind, record.head.shop, columns.text())
    found[Int(kind.rawValue)].append(LearnedRoute(hash: hash, key: key))
  }

  @inline(__always)
  private func identify(_ record: Record, _ kind: RouteKind, _ key: UInt64, _ router: Router) {
    let identity = Identity(shopKey: record.shopKey, key: key)
    identities[Int(identity.shopKey >> 58)].append(identity)
    if remembersKeys { name(record, kind, identity, router) }
  }

  @inline(never)
  private func name(
    _ record: Record, _ kind: RouteKind, _ identity: Identity, _ router: Router
  ) {
    let hash = router.identityHash(kind, record)
    named.append(Named(kind: kind, hash: hash, identity: identity))
    if kind == .transaction { meet(hash, router) }
  }
}
