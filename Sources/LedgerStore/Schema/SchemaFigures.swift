/// What analysis remembers: the figures of each business date in pages, the measures that plans and
/// risks go by, and the risk register as it stood.
extension Schema {
  static let figureTables = """
    CREATE TABLE figure_page (
      day INTEGER NOT NULL,
      part INTEGER NOT NULL CHECK (part >= 0),
      digest INTEGER NOT NULL,
      cells BLOB NOT NULL,
      PRIMARY KEY (day, part)
    ) STRICT;

    CREATE TABLE metric (
      day INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      amount INTEGER NOT NULL,
      PRIMARY KEY (day, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE risk_entry (
      day INTEGER NOT NULL,
      risk_id TEXT NOT NULL CHECK (risk_id <> ''),
      first_day INTEGER NOT NULL,
      probability INTEGER NOT NULL,
      impact INTEGER NOT NULL,
      loss INTEGER NOT NULL,
      currency TEXT NOT NULL,
      PRIMARY KEY (day, risk_id)
    ) STRICT, WITHOUT ROWID;
    """
}
