import GRDB

/// A table each row of which has a seal in `seal`: a digest of its values under its key.
///
/// SQLite sees broken trees, not changed values. With the seals `verify` names the row that was
/// changed, that is gone, or that no run has written. `SealKeeper` keeps them, so that no statement
/// that stores or changes a row has to think of it.
///
/// Seals find accidents and edits. Who writes rows and seals alike is found by the chain of
/// manifests alone, for what these name.
struct SealedTable {
  let name: String
  /// Positions of the key's columns in the table, in the order of the key.
  let key: [Int]
  /// Positions of all columns but bytes, which have a digest in a column beside them
  /// (`LedgerReader.problems`).
  let sealed: [Int]
  private let columns: [String]

  /// Every table of the ledger as its columns are now.
  static func all(in database: Database) throws -> [SealedTable] {
    let names = try String.fetchAll(
      database,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          AND name NOT IN ('grdb_migrations', 'seal') ORDER BY name
        """)
    return try names.map { name in
      let columns = try database.columns(in: name)
      let key = try database.primaryKey(name).columns
      return SealedTable(
        name: name, key: key.compactMap { part in columns.firstIndex { $0.name == part } },
        sealed: columns.indices.filter { columns[$0].type != "BLOB" }, columns: columns.map(\.name))
    }
  }

  private var keyOfRow: String { "row_key(\(list(key)))" }
  private var sealOfRow: String { "row_seal(\(list(sealed)))" }

  private func list(_ positions: [Int]) -> String {
    positions.map { "\(name).\(columns[$0])" }.joined(separator: ", ")
  }
}

extension SealedTable {
  /// Seals every row there is: those that a program without seals has written.
  func sealAll(in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO seal (source, name, digest)
          SELECT '\(name)', \(keyOfRow), \(sealOfRow) FROM \(name)
        """)
  }

  /// More than people read at once.
  private static let shownMax = 50

  /// What the rows of this table are not, each named by its key.
  func problems(in database: Database) throws -> [String] {
    try problems(
      database, "is not what was written",
      """
      SELECT \(keyOfRow) FROM \(name) JOIN seal ON source = '\(name)' AND seal.name = \(keyOfRow)
      WHERE seal.digest <> \(sealOfRow)
      """)
      + problems(
        database, "was written by no run",
        """
        SELECT \(keyOfRow) FROM \(name) WHERE NOT EXISTS (
          SELECT 1 FROM seal WHERE source = '\(name)' AND seal.name = \(keyOfRow))
        """)
      + problems(
        database, "is gone",
        "SELECT name FROM seal WHERE source = '\(name)' EXCEPT SELECT \(keyOfRow) FROM \(name)")
  }

  private func problems(_ database: Database, _ says: String, _ sql: String) throws -> [String] {
    try String.fetchAll(database, sql: sql + " ORDER BY 1 LIMIT \(Self.shownMax)")
      .map { "row \($0) of \(name) \(says)" }
  }
}
