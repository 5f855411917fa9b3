/// The tables of "v1". Days are counted from 1970-01-01, instants are UTC seconds, amounts are
/// minor units.
///
/// Every derived row carries the business date (`day`) it belongs to, so that a second run of a
/// date can take back what the first one derived.
extension Schema {
  /// Who ran, what came in. An open row (not finished) is what a killed run leaves.
  static let runTables = """
    CREATE TABLE setting (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    INSERT INTO setting (key, value) VALUES ('ledger_id', lower(hex(randomblob(8))));

    CREATE TABLE shop (
      number INTEGER PRIMARY KEY NOT NULL CHECK (number >= 0),
      shop_id TEXT NOT NULL UNIQUE CHECK (shop_id <> '')
    ) STRICT;

    CREATE TABLE run (
      number INTEGER PRIMARY KEY NOT NULL CHECK (number > 0),
      day INTEGER NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      status TEXT NOT NULL,
      tool_version TEXT NOT NULL,
      manifest_sha256 TEXT CHECK (length(manifest_sha256) = 64),
      stored INTEGER NOT NULL DEFAULT 0 CHECK (stored IN (0, 1)),
      published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
      CHECK ((status = 'open') = (finished_at IS NULL))
    ) STRICT;

    CREATE TABLE file (
      number INTEGER PRIMARY KEY NOT NULL CHECK (number > 0),
      run INTEGER NOT NULL REFERENCES run (number),
      day INTEGER NOT NULL,
      path TEXT NOT NULL CHECK (path <> ''),
      member TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),
      byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
      shop_id TEXT NOT NULL,
      feed TEXT NOT NULL,
      profile TEXT NOT NULL,
      source_id TEXT NOT NULL,
      account TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('taken', 'held', 'refused', 'withdrawn')),
      period_from INTEGER,
      period_to INTEGER,
      last_event_day INTEGER,
      exported_at INTEGER,
      rows_read INTEGER NOT NULL CHECK (rows_read >= 0),
      accepted INTEGER NOT NULL CHECK (accepted >= 0),
      duplicate INTEGER NOT NULL CHECK (duplicate >= 0),
      superseded INTEGER NOT NULL CHECK (superseded >= 0),
      rejected INTEGER NOT NULL CHECK (rejected >= 0),
      filtered INTEGER NOT NULL CHECK (filtered >= 0),
      control_total TEXT NOT NULL,
      control_found TEXT NOT NULL,
      archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
      several_facts_per_row INTEGER NOT NULL CHECK (several_facts_per_row IN (0, 1))
    ) STRICT;
    CREATE INDEX file_by_day ON file (day);
    CREATE INDEX file_by_content ON file (sha256);
    CREATE INDEX file_to_archive ON file (number) WHERE archived = 0;

    CREATE TABLE reject (
      file INTEGER NOT NULL REFERENCES file (number),
      position INTEGER NOT NULL CHECK (position > 0),
      line INTEGER NOT NULL,
      field TEXT NOT NULL,
      code TEXT NOT NULL CHECK (code <> ''),
      reason TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (file, position)
    ) STRICT, WITHOUT ROWID;
    """

  /// Facts (part 0) and closing states (part 1) of dossiers, packed: see `DossierPacking`.
  static let dossierTables = """
    CREATE TABLE dossier_block (
      number INTEGER PRIMARY KEY NOT NULL,
      part INTEGER NOT NULL CHECK (part IN (0, 1)),
      day INTEGER NOT NULL,
      digest INTEGER NOT NULL,
      content BLOB NOT NULL
    ) STRICT;
    CREATE INDEX dossier_block_by_day ON dossier_block (part, day);

    CREATE TABLE dossier_directory (
      number INTEGER PRIMARY KEY NOT NULL,
      part INTEGER NOT NULL CHECK (part IN (0, 1)),
      day INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL CHECK (last >= first),
      digest INTEGER NOT NULL,
      entries BLOB NOT NULL CHECK (length(entries) % 16 = 0)
    ) STRICT;
    CREATE INDEX dossier_directory_by_day ON dossier_directory (part, day);

    CREATE TABLE open_dossiers (
      day INTEGER NOT NULL,
      page INTEGER NOT NULL CHECK (page >= 0),
      digest INTEGER NOT NULL,
      keys BLOB NOT NULL CHECK (length(keys) % 8 = 0),
      PRIMARY KEY (day, page)
    ) STRICT;

    CREATE TABLE route_page (
      number INTEGER PRIMARY KEY NOT NULL,
      kind INTEGER NOT NULL,
      day INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES run (number),
      page INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL CHECK (last >= first),
      digest INTEGER NOT NULL,
      entries BLOB NOT NULL CHECK (length(entries) % 16 = 0),
      UNIQUE (kind, day, run, page)
    ) STRICT;
    """

  /// The upper half of `number` is the day: the versions of a day lie together, without an index.
  static let exceptionTables = """
    CREATE TABLE exception_version (
      number INTEGER PRIMARY KEY NOT NULL CHECK (number >> 32 = day),
      exception_id TEXT NOT NULL CHECK (exception_id <> ''),
      day INTEGER NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      code TEXT NOT NULL CHECK (code <> ''),
      severity TEXT NOT NULL,
      owner TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status <> ''),
      subject TEXT NOT NULL,
      shop_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      order_id TEXT NOT NULL,
      waybill TEXT NOT NULL,
      txn_id TEXT NOT NULL,
      expected INTEGER,
      actual INTEGER,
      difference INTEGER,
      currency TEXT NOT NULL,
      opened_on INTEGER NOT NULL,
      first_seen_on INTEGER NOT NULL,
      due_on INTEGER,
      closed_on INTEGER,
      order_key INTEGER NOT NULL,
      digest INTEGER NOT NULL,
      row BLOB NOT NULL,
      replaced_on INTEGER CHECK (replaced_on > day),
      UNIQUE (exception_id, day)
    ) STRICT;
    CREATE INDEX exception_replaced ON exception_version (replaced_on)
      WHERE replaced_on IS NOT NULL;
    CREATE INDEX exception_open ON exception_version (day)
      WHERE replaced_on IS NULL AND closed_on IS NULL;
    """

  /// `line_no` is -1 for a case of the whole order.
  static let caseTables = """
    CREATE TABLE case_version (
      number INTEGER PRIMARY KEY NOT NULL CHECK (number >> 32 = day),
      case_id TEXT NOT NULL CHECK (case_id <> ''),
      line_no INTEGER NOT NULL,
      shop_id TEXT NOT NULL,
      day INTEGER NOT NULL,
      order_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      verdict TEXT NOT NULL,
      refund_status TEXT NOT NULL,
      expected_refund INTEGER NOT NULL,
      actual_refund INTEGER NOT NULL,
      currency TEXT NOT NULL,
      replaced_on INTEGER CHECK (replaced_on > day),
      UNIQUE (case_id, line_no, shop_id, day)
    ) STRICT;
    CREATE INDEX case_replaced ON case_version (replaced_on) WHERE replaced_on IS NOT NULL;
    """

  static let closingTables = """
    CREATE TABLE total (
      day INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      PRIMARY KEY (day, name, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE coverage (
      source_id TEXT NOT NULL CHECK (source_id <> ''),
      day INTEGER NOT NULL,
      through_day INTEGER NOT NULL,
      PRIMARY KEY (source_id, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE output (
      day INTEGER NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
      PRIMARY KEY (day, name)
    ) STRICT, WITHOUT ROWID;
    """

  static let deskTables = """
    CREATE TABLE instruction (
      instruction_id TEXT PRIMARY KEY NOT NULL CHECK (instruction_id <> ''),
      day INTEGER NOT NULL,
      batch TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind <> ''),
      row TEXT NOT NULL
    ) STRICT;
    CREATE INDEX instruction_by_day ON instruction (day);

    CREATE TABLE decision (
      decision_id TEXT PRIMARY KEY NOT NULL CHECK (decision_id <> ''),
      day INTEGER NOT NULL,
      exception_id TEXT NOT NULL,
      version INTEGER,
      action TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      decided_at INTEGER NOT NULL,
      target TEXT NOT NULL,
      amount INTEGER,
      note TEXT NOT NULL,
      until_at INTEGER,
      approved_by TEXT NOT NULL,
      revokes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_by_day ON decision (day);
    """

  /// For people with a SQLite browser: what holds now, with dates that can be read.
  static let views = """
    CREATE VIEW exception_now AS
      SELECT exception_id, version, code, severity, owner, status, subject, shop_id, case_id,
        order_id, waybill, txn_id, expected, actual, difference, currency,
        date(opened_on * 86400, 'unixepoch') AS opened_on,
        date(due_on * 86400, 'unixepoch') AS due_on,
        date(day * 86400, 'unixepoch') AS as_of
      FROM exception_version WHERE replaced_on IS NULL AND closed_on IS NULL;

    CREATE VIEW case_now AS
      SELECT shop_id, case_id, order_id, nullif(line_no, -1) AS line_no, stage, verdict,
        refund_status, expected_refund, actual_refund, currency,
        date(day * 86400, 'unixepoch') AS as_of
      FROM case_version WHERE replaced_on IS NULL;
    """
}
