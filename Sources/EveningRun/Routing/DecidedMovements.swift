import LedgerStore
import Returns

// A person may match a movement that lies with another order, where it names the exception's own.

extension TakenDecisions {
  /// Where the ledger has movements by now that people gave to other dossiers.
  func dossiersOfMatched(_ router: Router, _ ledger: LedgerReader) throws -> [UInt64] {
    guard !matches.isEmpty else { return [] }
    var homes: [UInt64: UInt64] = [:]
    for match in matches {
      homes[router.routeHash(.transaction, match.shop, Text(match.target))] = match.orderKey
    }
    let kind = Int(RouteKind.transaction.rawValue)
    return try ledger.resolveLatest(kind: kind, hashes: homes.keys.sorted())
      .filter { homes[$0.hash] != $0.orderKey }.map(\.orderKey)
  }
}

extension Router {
  /// The transactions of a dossier that a person gave to the order that they name themselves.
  func claimed(in dossier: RememberedDossier) -> Set<UInt64> {
    var claimed: Set<UInt64> = []
    guard hasDecided else { return claimed }
    for record in dossier.records where record.head.feed == .settlements {
      guard let home = decidedHome(record), home != dossier.key, names(record, home) else {
        continue
      }
      claimed.insert(identityHash(.transaction, record))
    }
    return claimed
  }

  /// Whether a movement names the order of a dossier.
  func names(_ movement: Record, _ order: UInt64) -> Bool {
    let row = movement.settlement
    return !row.orderID.isEmpty && orderKey(movement.head.shop, row.orderID) == order
  }
}
