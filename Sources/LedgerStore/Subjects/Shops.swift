import Returns

extension LedgerReader {
  /// The shops' ids; the index is `RecordHead.shop` and never changes.
  public func shops() throws -> [String] {
    var shops: [String] = []
    try statement("SELECT number, shop_id FROM shop ORDER BY number").forEach { columns in
      guard columns.int() == shops.count else { throw corrupt("a shop's number is missing") }
      shops.append(columns.string())
    }
    return shops
  }

  /// A note of the ledger's own; `ledger_id` is there from the beginning.
  public func setting(_ key: String) throws -> String? {
    let query = try statement("SELECT value FROM setting WHERE key = ?")
    query.add(key)
    return try query.first { $0.string() }
  }
}

extension LedgerWriter {
  /// - Returns: the shop's index, new or known.
  @discardableResult
  public func addShop(_ id: String) throws -> Int {
    let known = try statement("SELECT number FROM shop WHERE shop_id = ?")
    known.add(id)
    if let number = try known.first({ $0.int() }) { return number }
    let next = try statement("SELECT count(*) FROM shop").first { $0.int() } ?? 0
    let insert = try statement("INSERT INTO shop (number, shop_id) VALUES (?, ?)")
    insert.add(next)
    insert.add(id)
    try insert.run()
    return next
  }

  public func setSetting(_ key: String, _ value: String) throws {
    let upsert = try statement(
      """
      INSERT INTO setting (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """)
    upsert.add(key)
    upsert.add(value)
    try upsert.run()
  }
}
