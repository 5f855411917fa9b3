import LedgerStore
import Returns

// A person may match a movement that lies with another order, where it names the exception's own;
// and take back a match that brought one here.

extension DecidedHomes {
  /// Where the ledger has movements by now that people gave to other dossiers, and those that they
  /// have let go.
  func dossiersOfMatched(_ router: Router, _ ledger: LedgerReader) throws -> [UInt64] {
    if matches.isEmpty && undone.isEmpty { return [] }
    var homes: [UInt64: UInt64] = [:]
    var left: [UInt64: Set<UInt64>] = [:]
    for match in matches {
      homes[router.routeHash(.transaction, match.shop, Text(match.target))] = match.orderKey
    }
    for match in undone {
      let hash = router.routeHash(.transaction, match.shop, Text(match.target))
      left[hash, default: []].insert(match.orderKey)
    }
    let hashes = Set(homes.keys).union(left.keys).sorted()
    let found = try ledger.resolveLatest(
      kind: Int(RouteKind.transaction.rawValue), hashes: hashes)
    return found.filter { route in
      homes[route.hash].map { $0 != route.orderKey } ?? false
        || left[route.hash]?.contains(route.orderKey) ?? false
    }.map(\.orderKey)
  }
}

extension Router {
  /// The transactions of a dossier that a person gave to the order that they name themselves, or
  /// let go: what none of its rows names this order for goes back to where it came from.
  func claimed(in dossier: RememberedDossier) -> Set<UInt64> {
    guard hasDecided else { return [] }
    var (given, letGo, own): (Set<UInt64>, Set<UInt64>, Set<UInt64>) = ([], [], [])
    for record in dossier.records where record.head.feed == .settlements {
      let transaction = identityHash(.transaction, record)
      if names(record, dossier.key) { own.insert(transaction) }
      if isLetGo(record, from: dossier.key) { letGo.insert(transaction) }
      guard let home = decidedHome(record), home != dossier.key, names(record, home) else {
        continue
      }
      given.insert(transaction)
    }
    return given.union(letGo.subtracting(own))
  }

  /// Whether a movement names the order of a dossier.
  func names(_ movement: Record, _ order: UInt64) -> Bool {
    let row = movement.settlement
    return !row.orderID.isEmpty && orderKey(movement.head.shop, row.orderID) == order
  }
}
