import Returns

/// Which dossier a record belongs to: the order it names, or the order of the case, waybill or
/// payment it names. Raw values are stored in the ledger's route pages: append, never renumber.
enum RouteKind: UInt8, CaseIterable, Sendable {
  case caseID, normalisedCase, waybill, payment, transaction, movement, ticket
  /// Leads to a case (the hash of its route) and not to a dossier, so that it need not follow when
  /// the case moves.
  case instruction
  /// Of an instruction that is about no case: leads to the dossier.
  case claim
  /// A payment in its plain spelling, where that is not the one that it has.
  case plainPayment
  /// By the hash of any other route that would place it: where a movement lies that only others can
  /// place. Who opens such a route anew finds by this whom it concerns.
  case follower
  /// The claims to a payment by its own rows alone: they decide where orders claim it as well.
  /// Asked for anew each evening, never kept.
  case paid, plainPaid
  /// What the provider or the bank called a refund: the way of a return that has no other name.
  case refundNumber

  /// One parcel may carry goods of several orders: what is charged for it lies with one of them,
  /// always the one of the least key.
  var maySpanOrders: Bool { self == .waybill }

  /// Where it was last routed is where it is; the others may mean several orders.
  var belongsToOneOrder: Bool { !isClaimed && self != .normalisedCase && self != .follower }

  /// Every row that names it claims it for its order, on whatever evening it came.
  var isClaimed: Bool {
    ownClaim != nil || self == .paid || self == .plainPaid || self == .refundNumber
  }

  /// Of a payment: its own rows' claims.
  var ownClaim: RouteKind? {
    switch self {
    case .payment: .paid
    case .plainPayment: .plainPaid
    default: nil
    }
  }

  @inline(__always)
  func hash(_ text: Text, shopSeed: UInt64) -> UInt64 {
    let hash = StableHash.of(text, seed: shopSeed &+ UInt64(rawValue) &+ 0x5EED)
    return hash == 0 ? 1 : hash
  }
}

/// A record and the dossier it goes to.
struct Placed: @unchecked Sendable {
  var key: UInt64
  /// The first byte of a record.
  let record: UnsafeRawPointer
}

/// A reference (its hash) and the dossier it leads to.
struct LearnedRoute: Hashable, Sendable {
  let hash: UInt64
  let key: UInt64
}

/// Knows the cases, waybills and payments of the day and of the ledger, and places records by them.
/// It is filled first and only read while many threads place records.
final class Router: @unchecked Sendable {
  /// Hash of each shop's id, by the shop's number in the ledger. Memory without a counter, like the
  /// maps: every record looks at it, on every core.
  private let shopSeeds: UnsafeMutablePointer<UInt64>
  private let prefixes: [Text]
  /// By route kind.
  private let learned: UnsafeMutablePointer<KeyMap>
  /// Routes of earlier days that were asked for.
  private let remembered: UnsafeMutablePointer<KeyMap>
  /// The case ids that the ledger has routes of; none on a first day.
  private let olderCases: UnsafeMutablePointer<KeyFilter>
  /// What movements of the ledger wait for, or have followed (`RouteKind.follower`).
  private let followed: UnsafeMutablePointer<KeyFilter>

  /// Movements of money that people matched to an exception: its dossier, by routes of kind
  /// `transaction`. As a rule there are none.
  private var decided = KeyMap()
  /// Those that people took back from a dossier, likewise.
  private var letGo = KeyMap()
  /// The order for which each row of a refund left, by routes of kind `instruction`.
  private var issuedFor = KeyMap()

  init(shopIDs: [Text], prefixes: [Text]) {
    shopSeeds = .allocate(capacity: max(1, shopIDs.count))
    for (number, id) in shopIDs.enumerated() { shopSeeds[number] = StableHash.of(id) }
    self.prefixes = prefixes
    let kinds = RouteKind.allCases.count
    learned = .allocate(capacity: kinds)
    remembered = .allocate(capacity: kinds)
    olderCases = .allocate(capacity: 1)
    olderCases.initialize(to: KeyFilter())
    followed = .allocate(capacity: 1)
    followed.initialize(to: KeyFilter())
    for kind in 0..<kinds {
      (learned + kind).initialize(to: KeyMap())
      (remembered + kind).initialize(to: KeyMap())
    }
  }

  deinit {
    for kind in RouteKind.allCases.indices {
      learned[kind].release()
      remembered[kind].release()
    }
    olderCases.pointee.release()
    followed.pointee.release()
    decided.release()
    letGo.release()
    issuedFor.release()
    learned.deallocate()
    remembered.deallocate()
    olderCases.deallocate()
    followed.deallocate()
    shopSeeds.deallocate()
  }

  @inline(__always)
  func orderKey(_ shop: Int, _ orderID: Text) -> UInt64 {
    StableHash.of(orderID, seed: shopSeeds[shop])
  }

  @inline(__always)
  func routeHash(_ kind: RouteKind, _ shop: Int, _ text: Text) -> UInt64 {
    kind.hash(text, shopSeed: shopSeeds[shop])
  }

  /// Hash of a case id or of a reference as people mean it, whatever they typed (matching pass 6).
  func normalisedHash(_ shop: Int, _ text: Text) -> UInt64 {
    let key = NormalisedKey(text, prefixes: prefixes)
    return key.bytes.withUnsafeBytes { routeHash(.normalisedCase, shop, Text($0)) }
  }

  // MARK: Learning

  /// A person has matched a movement: wherever it lay by itself, it goes to that dossier.
  func decide(_ shop: Int, transaction: Text, home: UInt64) {
    decided.insert(routeHash(.transaction, shop, transaction), home)
  }

  /// A person has taken a match back, or the movement off it: it lies no longer in that dossier.
  func letGo(_ shop: Int, transaction: Text, from dossier: UInt64) {
    letGo.insert(routeHash(.transaction, shop, transaction), dossier)
  }

  /// A row of a refund left for an order.
  func issue(_ row: Text, _ shop: Int, for orderID: Text) {
    issuedFor.insert(routeHash(.instruction, shop, row), orderKey(shop, orderID))
  }

  /// The order for which the row left that a text names.
  func orderIssued(_ shop: Int, _ text: Text) -> UInt64? {
    issuedFor.count > 0 ? issuedFor[routeHash(.instruction, shop, text)] : nil
  }

  var hasDecided: Bool { decided.count > 0 || letGo.count > 0 }

  /// Whether a person let a movement go that a match had brought to a dossier, or to several.
  func isLetGo(_ record: Record, from dossier: UInt64) -> Bool {
    guard letGo.count > 0 else { return false }
    let left = letGo[identityHash(.transaction, record)]
    return left == dossier || left == KeyMap.ambiguous
  }

  /// The dossier that a person's match gives a movement.
  @inline(__always)
  func decidedHome(_ record: Record) -> UInt64? {
    guard decided.count > 0 else { return nil }
    var columns = record.columns
    let home = decided[routeHash(.transaction, record.head.shop, columns.text())]
    return home == KeyMap.ambiguous ? nil : home
  }

  /// The routes that a case or an order opens, whoever places it.
  func routes(of record: Record, _ found: (RouteKind, LearnedRoute) -> Void) {
    let shop = record.head.shop
    switch record.head.feed {
    case .cases:
      var columns = record.columns
      let row = CaseLine(&columns, source: Source(file: 0, line: 0, run: 0))
      let key = orderKey(shop, row.orderID)
      func open(_ kind: RouteKind, _ text: Text) {
        guard !text.isEmpty else { return }
        found(kind, LearnedRoute(hash: routeHash(kind, shop, text), key: key))
      }
      open(.caseID, row.caseID)
      found(.normalisedCase, LearnedRoute(hash: normalisedHash(shop, row.caseID), key: key))
      open(.waybill, row.returnWaybill)
      open(.waybill, row.exchangeWaybill)
    case .orders:
      guard record.columns.has(Self.paymentRefColumn) else { return }
      var columns = record.columns
      let row = OrderLine(&columns, source: Source(file: 0, line: 0, run: 0))
      routes(ofPayment: row.paymentRef, shop, at: orderKey(shop, row.orderID), found)
    default: break
    }
  }

  /// The column payment_ref of the orders' schema.
  private static let paymentRefColumn = 17

  func learn(_ kind: RouteKind, _ route: LearnedRoute) {
    if kind.maySpanOrders {
      learned[Int(kind.rawValue)].insertLeast(route.hash, route.key)
    } else {
      learned[Int(kind.rawValue)].insert(route.hash, route.key)
    }
  }

  /// Whether some routes of a kind were learned that do not agree.
  func isContested(_ kind: RouteKind) -> Bool { learned[Int(kind.rawValue)].hasAmbiguous }

  /// Whether a route was learned more than once and differently.
  func isContested(_ kind: RouteKind, _ hash: UInt64) -> Bool {
    learned[Int(kind.rawValue)][hash] == KeyMap.ambiguous
  }

  /// Forgets what was learned of a kind.
  func forget(_ kind: RouteKind) {
    learned[Int(kind.rawValue)].release()
    learned[Int(kind.rawValue)] = KeyMap()
  }

  /// What the ledger says of a reference by now, whatever it said before tonight's facts were
  /// settled.
  ///
  /// - Parameter key: nil where it leads nowhere.
  func remember(_ kind: RouteKind, _ hash: UInt64, _ key: UInt64?) {
    let index = Int(kind.rawValue)
    guard key != nil || remembered[index][hash] != nil else { return }
    remembered[index].replace(hash, key ?? KeyMap.nowhere)
  }

  /// Takes the filter of case ids over.
  func remember(cases: KeyFilter) {
    olderCases.pointee.release()
    olderCases.pointee = cases
  }

  /// Takes the filter of what movements of the ledger follow over.
  func remember(followed filter: KeyFilter) {
    followed.pointee.release()
    followed.pointee = filter
  }

  // MARK: Placing

  /// Whether it is worth while to ask the ledger for a case.
  @inline(__always)
  func mayRemember(case hash: UInt64) -> Bool { olderCases.pointee.passes(hash) }

  /// Whether any movement of the ledger lies where it does by another one's route.
  @inline(__always)
  var hasFollowers: Bool { !followed.pointee.isEmpty }

  /// Whether a movement of the ledger may lie where it does by such a route.
  @inline(__always)
  func mayBeFollowed(_ hash: UInt64) -> Bool { followed.pointee.passes(hash) }

  @inline(__always)
  func find(_ kind: RouteKind, _ shop: Int, _ text: Text) -> UInt64? {
    guard !text.isEmpty else { return nil }
    return find(kind, routeHash(kind, shop, text))
  }

  @inline(__always)
  func find(_ kind: RouteKind, _ hash: UInt64) -> UInt64? {
    let index = Int(kind.rawValue)
    guard let key = learned[index][hash] ?? remembered[index][hash] else { return nil }
    if kind.isClaimed { return claimant(kind, hash) }
    return key == KeyMap.ambiguous || key == KeyMap.nowhere ? nil : key
  }

  /// The only dossier that claims a payment, tonight or before; of several the one where its own
  /// rows lie.
  private func claimant(_ kind: RouteKind, _ hash: UInt64) -> UInt64? {
    let older = remembered[Int(kind.rawValue)][hash].flatMap { $0 == KeyMap.nowhere ? nil : $0 }
    let tonight = claim(kind, hash)
    guard let key = tonight ?? older else { return nil }
    if key != KeyMap.ambiguous, key == older ?? key { return key }
    return kind.ownClaim.flatMap { claimant($0, hash) }
  }

  /// Who claims a payment tonight.
  func claim(_ kind: RouteKind, _ hash: UInt64) -> UInt64? { learned[Int(kind.rawValue)][hash] }

  /// A dossier of its own for what nothing is known of yet.
  func looseKey(_ shop: Int, _ name: StaticString, _ text: Text) -> UInt64 {
    var hash = StableHash(seed: shopSeeds[shop])
    hash.combine(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    hash.combine(text)
    return hash.value
  }
}
