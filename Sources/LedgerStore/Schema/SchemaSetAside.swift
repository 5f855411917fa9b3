/// Files that a date's last run left in the inbox, held or refused: a report of the date names them
/// again, and what hangs on a held one stays unproven in it.
extension Schema {
  static let setAsideTables = """
    CREATE TABLE set_aside (
      day INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position > 0),
      path TEXT NOT NULL CHECK (path <> ''),
      member TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),
      shop_id TEXT NOT NULL,
      feed TEXT NOT NULL,
      profile TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('held', 'refused')),
      period_from INTEGER,
      period_to INTEGER,
      control_total TEXT NOT NULL,
      control_found TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (day, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE set_aside_source (
      day INTEGER NOT NULL,
      position INTEGER NOT NULL,
      source_id TEXT NOT NULL CHECK (source_id <> ''),
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL CHECK (last_day >= first_day),
      PRIMARY KEY (day, position, source_id),
      FOREIGN KEY (day, position) REFERENCES set_aside (day, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE set_aside_shop (
      day INTEGER NOT NULL,
      position INTEGER NOT NULL,
      shop_id TEXT NOT NULL CHECK (shop_id <> ''),
      PRIMARY KEY (day, position, shop_id),
      FOREIGN KEY (day, position) REFERENCES set_aside (day, position)
    ) STRICT, WITHOUT ROWID;
    """
}
