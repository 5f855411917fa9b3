/// How far a file takes each of the sources whose accounts it has.
extension Schema {
  static let coverTables = """
    CREATE TABLE file_cover (
      file INTEGER NOT NULL REFERENCES file (number),
      source_id TEXT NOT NULL CHECK (source_id <> ''),
      period_to INTEGER,
      last_event_day INTEGER,
      PRIMARY KEY (file, source_id)
    ) STRICT, WITHOUT ROWID;
    """
}
