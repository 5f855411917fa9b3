public import Returns

extension LedgerReader {
  /// Keys of the dossiers that have facts received on a business date, ascending.
  public func dossiersWithFacts(on day: Day) throws -> [UInt64] {
    try settle()
    let query = try statement(
      """
      SELECT number, digest, entries FROM dossier_directory WHERE part = ? AND day = ?
      ORDER BY number
      """)
    query.add(DossierPart.facts.rawValue)
    query.add(day)
    var keys: [UInt64] = []
    try query.forEach { columns in
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
