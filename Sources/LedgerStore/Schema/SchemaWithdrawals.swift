/// Files that should not have come in.
extension Schema {
  /// `day` is the business date that took the file out; null while it waits for the next run.
  static let withdrawalTables = """
    CREATE TABLE withdrawal (
      file INTEGER PRIMARY KEY NOT NULL REFERENCES file (number),
      asked_by TEXT NOT NULL,
      asked_at TEXT NOT NULL,
      note TEXT NOT NULL,
      day INTEGER
    ) STRICT;

    CREATE TABLE withdrawal_dossier (
      file INTEGER NOT NULL REFERENCES withdrawal (file),
      order_key INTEGER NOT NULL,
      PRIMARY KEY (file, order_key)
    ) STRICT, WITHOUT ROWID;
    """
}
