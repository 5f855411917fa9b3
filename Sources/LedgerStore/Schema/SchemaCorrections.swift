/// Rejected rows in the form in which they come back, as they were printed.
extension Schema {
  static let correctionTables = """
    CREATE TABLE correction_head (
      file INTEGER PRIMARY KEY NOT NULL REFERENCES file (number),
      text TEXT NOT NULL CHECK (text <> '')
    ) STRICT;
    CREATE TABLE correction_row (
      file INTEGER NOT NULL REFERENCES file (number),
      position INTEGER NOT NULL CHECK (position > 0),
      text TEXT NOT NULL CHECK (text <> ''),
      PRIMARY KEY (file, position)
    ) STRICT, WITHOUT ROWID;
    """
}
