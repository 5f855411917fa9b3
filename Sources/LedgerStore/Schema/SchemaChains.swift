/// Where a file begins and ends among those of its source.
extension Schema {
  static let chainTables = """
    CREATE TABLE chain_link (
      file INTEGER NOT NULL REFERENCES file (number),
      position INTEGER NOT NULL CHECK (position > 0),
      chain TEXT NOT NULL CHECK (chain <> ''),
      account TEXT NOT NULL,
      start TEXT NOT NULL,
      end TEXT NOT NULL,
      PRIMARY KEY (file, position)
    ) STRICT, WITHOUT ROWID;
    """

  /// The first day of the rows of a file that states no period and has a place in a chain or is of
  /// a source.
  static let chainBeginTable = """
    CREATE TABLE chain_begin (
      file INTEGER PRIMARY KEY NOT NULL REFERENCES file (number),
      day INTEGER NOT NULL
    ) STRICT;
    """
}
