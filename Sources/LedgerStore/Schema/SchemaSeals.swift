import GRDB

/// A digest of every row beside it (reliability: an edited row is named).
extension Schema {
  static let sealTable = """
    CREATE TABLE seal (
      source TEXT NOT NULL,
      name TEXT NOT NULL,
      digest INTEGER NOT NULL,
      PRIMARY KEY (source, name)
    ) STRICT, WITHOUT ROWID;
    """

  static func sealRows(_ database: Database) throws {
    try database.execute(sql: sealTable)
    for table in try SealedTable.all(in: database) { try table.sealAll(in: database) }
  }
}
