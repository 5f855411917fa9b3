import GRDB

/// What of the tables, views, indexes and triggers is not as this program makes them.
///
/// - Returns: a sentence each; the ledger has gone through all migrations.
func schemaProblems(in database: Database) throws -> [String] {
  let made = try DatabaseQueue(configuration: LedgerFile.configuration)
  defer { try? made.close() }
  try Schema.migrator.migrate(made)
  let expected = try made.read(schemaParts)
  let found = try schemaParts(of: database)
  let names = Set(expected.keys).union(found.keys).sorted()
  return names.compactMap { name in
    switch (expected[name], found[name]) {
    case (_?, nil): "\(name) is gone"
    case (nil, _?): "\(name) is none of this program's"
    case (let made, let there): made == there ? nil : "\(name) is not as this program makes it"
    }
  }
}

/// The statements that made each part, by kind and name.
private func schemaParts(of database: Database) throws -> [String: String] {
  let rows = try Row.fetchAll(
    database,
    sql: """
      SELECT type || ' ' || name, sql FROM sqlite_master
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
      """)
  return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
}
