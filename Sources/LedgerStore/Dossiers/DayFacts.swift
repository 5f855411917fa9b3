public import Returns

extension LedgerReader {
  /// Keys of the dossiers that have facts received on a business date, ascending.
  public func dossiersWithFacts(on day: Day) throws -> [UInt64] {
    let query = try statement(
      """
      SELECT number, digest, entries FROM dossier_directory WHERE part = 0 AND day = ?
      ORDER BY number
      """)
    query.add(day)
    return try keys(query)
  }

  /// Keys of the dossiers that have lost facts since a closing, ascending.
  public func dossiersStoredAnew(since closing: ClosedFacts) throws -> [UInt64] {
    let query = try statement(
      """
      SELECT number, digest, entries FROM dossier_directory
      WHERE part = 0 AND number > ? AND day <= ? ORDER BY number
      """)
    query.add(closing.lastPage)
    query.add(closing.day)
    return try keys(query)
  }

  /// The keys on pages of the directory.
  private func keys(_ pages: Statement) throws -> [UInt64] {
    try settle()
    var keys: [UInt64] = []
    try pages.forEach { columns in
      let number = columns.int64()
      let digest = columns.bits()
      let page = columns.bytes()
      guard PairPage.digest(page) == digest else { throw corrupt("dossier directory \(number)") }
      for index in 0..<(page.count / PairPage.pairBytes) {
        keys.append(PairPage.first(page, index))
      }
    }
    return ascending(keys)
  }
}
