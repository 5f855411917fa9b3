/// What was issued (design: section 5, numbered batches). Issued is issued: no run of a date takes
/// a row back, and only `state` changes after it was stored.
extension Schema {
  /// `line` is the row of the batch's file as it was written; `head` is what stands above the rows.
  /// `share` is what a row sends, or what that one was to send which it calls off (`amount` is 0).
  /// `closed_on` is the date on which a row was open no more.
  static let instructionTables = """
    DROP TABLE instruction;

    CREATE TABLE instruction_batch (
      kind TEXT NOT NULL CHECK (kind <> ''),
      day INTEGER NOT NULL,
      batch INTEGER NOT NULL CHECK (batch > 0),
      run INTEGER NOT NULL REFERENCES run (number),
      head TEXT NOT NULL,
      PRIMARY KEY (kind, day, batch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE instruction (
      instruction_id TEXT PRIMARY KEY NOT NULL CHECK (instruction_id <> ''),
      kind TEXT NOT NULL CHECK (kind <> ''),
      subject INTEGER NOT NULL,
      day INTEGER NOT NULL,
      batch INTEGER NOT NULL CHECK (batch > 0),
      position INTEGER NOT NULL CHECK (position > 0),
      round INTEGER NOT NULL CHECK (round > 0),
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      action TEXT NOT NULL CHECK (action <> ''),
      replaces TEXT NOT NULL,
      shop_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      order_id TEXT NOT NULL,
      order_key INTEGER NOT NULL,
      amount INTEGER,
      currency TEXT NOT NULL,
      share INTEGER,
      account_id TEXT NOT NULL,
      payment_ref TEXT NOT NULL,
      channel TEXT NOT NULL,
      content INTEGER NOT NULL,
      release TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state <> ''),
      closed_on INTEGER,
      line TEXT NOT NULL,
      UNIQUE (kind, day, batch, position),
      FOREIGN KEY (kind, day, batch) REFERENCES instruction_batch (kind, day, batch)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX instruction_by_subject ON instruction (subject);
    CREATE INDEX instruction_by_order ON instruction (order_key);
    CREATE INDEX instruction_by_closing ON instruction (closed_on);

    CREATE VIEW instruction_open AS
      SELECT instruction_id, kind, date(day * 86400, 'unixepoch') AS issued_on, batch, attempt,
        action, replaces, shop_id, case_id, order_id, amount, currency, state
      FROM instruction WHERE closed_on IS NULL;
    """

  /// Of a failed attempt that was sent again, only what was sent is open.
  static let openInstructionView = """
    DROP VIEW instruction_open;
    CREATE INDEX instruction_by_replaced ON instruction (replaces) WHERE replaces <> '';
    CREATE VIEW instruction_open AS
      SELECT instruction_id, kind, date(day * 86400, 'unixepoch') AS issued_on, batch, attempt,
        action, replaces, shop_id, case_id, order_id, amount, currency, state
      FROM instruction AS row WHERE closed_on IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM instruction AS heir
          WHERE heir.replaces <> '' AND heir.replaces = row.instruction_id);
    """
}
