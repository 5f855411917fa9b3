public import Returns

extension LedgerReader {
  /// The dossiers that were open at the end of the last day before `day`, ascending: each is judged again.
  public func openDossiers(before day: Day) throws -> [UInt64] {
    let query = try statement(
      """
      SELECT order_key FROM open_dossier WHERE to_day IS NULL AND from_day < ?1
      UNION ALL
      SELECT order_key FROM open_dossier WHERE to_day >= ?1 AND from_day < ?1
      """)
    query.add(day)
    var keys: [UInt64] = []
    try query.forEach { keys.append($0.key()) }
    return ascending(keys)
  }
}

extension LedgerWriter {
  /// Says whether a dossier is open at the end of `day`. Needed only where that changes; saying it again changes
  /// nothing.
  public func setOpen(_ orderKey: UInt64, day: Day, isOpen: Bool) throws {
    let query = try statement(
      """
      SELECT from_day, to_day FROM open_dossier WHERE order_key = ? ORDER BY from_day DESC LIMIT 1
      """)
    query.add(key: orderKey)
    let latest = try query.first { (from: $0.day(), to: $0.optionalDay()) }
    let change: Statement
    switch (isOpen, latest?.from, latest?.to) {
    case (true, nil, _):
      change = try statement("INSERT INTO open_dossier (order_key, from_day) VALUES (?1, ?2)")
    case (true, _?, let to?):
      change =
        to == day
        ? try statement("UPDATE open_dossier SET to_day = NULL WHERE order_key = ?1 AND to_day = ?2")
        : try statement("INSERT INTO open_dossier (order_key, from_day) VALUES (?1, ?2)")
    case (false, let from?, nil):
      change =
        from == day
        ? try statement("DELETE FROM open_dossier WHERE order_key = ?1 AND from_day = ?2")
        : try statement(
          "UPDATE open_dossier SET to_day = ?2 WHERE order_key = ?1 AND to_day IS NULL")
    default: return
    }
    change.add(key: orderKey)
    change.add(day)
    try change.run()
  }
}
