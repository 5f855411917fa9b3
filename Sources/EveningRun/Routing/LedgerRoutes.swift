import LedgerStore
import Returns

/// Asks the ledger where references of earlier days lead by now.
struct LedgerRoutes {
  let reader: LedgerReader
  private let day: Day
  /// Dossiers that ever lost facts to a withdrawal: routes to them may be void.
  private let withdrawn: Set<UInt64>

  init(_ reader: LedgerReader, asOf day: Day) throws {
    self.reader = reader
    self.day = day
    withdrawn = try reader.withdrawnDossiers()
  }

  /// Records of some dossiers.
  func versions(
    in dossiers: Set<UInt64>, where isWanted: (Record) -> Bool
  ) throws -> [PlacedVersion] {
    try reader.versions(in: dossiers, asOf: day) { record, _ in isWanted(record) }
  }

  /// Where movements lie that may lie there by one of these routes.
  func followers(of routes: Set<UInt64>) throws -> [UInt64] {
    let kind = Int(RouteKind.follower.rawValue)
    return try reader.resolve(kind: kind, hashes: routes.sorted()).map(\.orderKey)
  }

  /// Tells the router where references lead.
  ///
  /// - Parameter unheard: records that say nothing here.
  func ask(
    _ missed: [RouteKind: Set<UInt64>], for router: Router, _ displaced: Displaced,
    but unheard: Set<UInt64> = []
  ) throws {
    var missed = missed
    // What was issued leads to a case, and the case to where it lies now.
    if let hashes = missed.removeValue(forKey: .instruction), !hashes.isEmpty {
      let number = Int(RouteKind.instruction.rawValue)
      for route in try reader.resolveLatest(kind: number, hashes: hashes.sorted()) {
        router.remember(.instruction, route.hash, route.orderKey)
        if router.find(.caseID, route.orderKey) == nil {
          missed[.caseID, default: []].insert(route.orderKey)
        }
      }
    }
    for (kind, hashes) in missed {
      let claims = try claims(kind, hashes.sorted(), router, displaced, unheard)
      tell(router, kind, hashes, claims.all)
      if let own = kind.ownClaim { tell(router, own, hashes, claims.own) }
    }
  }

  private func tell(
    _ router: Router, _ kind: RouteKind, _ hashes: Set<UInt64>, _ routes: [Route]
  ) {
    var leads: [UInt64: UInt64] = [:]
    for route in routes {
      let other = leads.updateValue(route.orderKey, forKey: route.hash)
      if let other, other != route.orderKey { leads[route.hash] = KeyMap.ambiguous }
    }
    for hash in hashes { router.remember(kind, hash, leads[hash]) }
  }

  /// Where references lead, and of those that lead to several dossiers where payments' own rows do.
  ///
  /// A spelling may mean several cases, or one that was given to another order; a payment or a
  /// transaction may have been given to another order, or taken out: of routes in doubt those count
  /// that something opens which lies there. So do routes to transactions where some records are not
  /// heard: those may be the routes' own; and routes to refunds, which tonight's cases may take
  /// home.
  private func claims(
    _ kind: RouteKind, _ hashes: [UInt64], _ router: Router, _ displaced: Displaced,
    _ unheard: Set<UInt64>
  ) throws -> (all: [Route], own: [Route]) {
    let number = Int(kind.rawValue)
    let routes =
      kind.belongsToOneOrder
      ? try reader.resolveLatest(kind: number, hashes: hashes)
      : try reader.resolve(kind: number, hashes: hashes)
    let areAllDoubted =
      kind == .refundNumber || kind == .transaction && !unheard.isEmpty
    let doubted =
      areAllDoubted ? Set(routes.map(\.hash)) : doubted(routes, kind, router, displaced)
    guard !doubted.isEmpty else { return (routes, []) }
    let dossiers = Set(routes.filter { doubted.contains($0.hash) }.map(\.orderKey))
    var (held, own): (Set<Route>, Set<Route>) = ([], [])
    for version in try versions(in: dossiers, where: { !unheard.contains($0.shopKey) }) {
      let home =
        displaced.homes[version.record.shopKey]
        ?? (kind == .refundNumber ? router.homeTonight(of: version) : version.key)
      router.ways(shownBy: version.record, at: home) { opened, route in
        guard opened == kind, doubted.contains(route.hash) else { return }
        let claim = Route(hash: route.hash, orderKey: home)
        held.insert(claim)
        if version.record.head.feed == .settlements { own.insert(claim) }
      }
    }
    return (routes.filter { !doubted.contains($0.hash) } + held, Array(own))
  }

  /// References whose routes are in doubt: they lead to several dossiers, tonight's included, or of
  /// money to one that has lost facts.
  private func doubted(
    _ routes: [Route], _ kind: RouteKind, _ router: Router, _ displaced: Displaced
  ) -> Set<UInt64> {
    let isOfMoney = kind.isClaimed || kind == .transaction
    var (first, doubted): ([UInt64: UInt64], Set<UInt64>) = ([:], [])
    for route in routes {
      let key = route.orderKey
      let other = first.updateValue(key, forKey: route.hash)
      let tonight = kind.isClaimed ? router.claim(kind, route.hash) : nil
      if (other ?? key) != key || (tonight ?? key) != key
        || isOfMoney && (withdrawn.contains(key) || displaced.dossiers.contains(key))
      {
        doubted.insert(route.hash)
      }
    }
    return doubted
  }
}
