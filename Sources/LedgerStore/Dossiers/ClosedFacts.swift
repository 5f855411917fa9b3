public import Returns

/// What the last closing before a business date knew of facts. What has left a dossier since, or
/// was taken out with its file, still stands on the pages that it knew: later runs write new ones.
public struct ClosedFacts: Equatable, Sendable {
  let day: Day
  /// The last page of the directory that the closing knew (`markFacts`).
  let lastPage: Int64
}

extension LedgerReader {
  /// - Returns: nil if no date before `day` was closed.
  public func closedFacts(before day: Day) throws -> ClosedFacts? {
    try settle()
    guard let last = try lastDay(before: day) else { return nil }
    let query = try statement("SELECT amount FROM total WHERE day = ? AND name = 'ledger:facts'")
    query.add(last)
    return try query.first { $0.int64() }.map { ClosedFacts(day: last, lastPage: $0) }
  }

  /// The facts of some dossiers as the closing knew them, by key.
  public func facts(
    of orderKeys: [UInt64], at closing: ClosedFacts
  ) throws -> [UInt64: [DossierDay]] {
    guard !orderKeys.isEmpty else { return [:] }
    var facts: [UInt64: [DossierDay]] = [:]
    try dossiers(orderKeys, asOf: closing.day, upTo: closing.lastPage) { key, days, _ in
      facts[key] = days
    }
    return facts
  }
}
