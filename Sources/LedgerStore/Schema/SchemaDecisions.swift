/// What became of people's decisions (X5), beside the decisions themselves.
extension Schema {
  /// `decision_state` is derived: a row of a date says what a decision is worth from that date on.
  static let decisionTables = """
    ALTER TABLE decision ADD COLUMN order_key INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE decision ADD COLUMN shop INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE decision ADD COLUMN amount_decimals INTEGER NOT NULL DEFAULT 2;
    ALTER TABLE decision ADD COLUMN is_reused INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE decision ADD COLUMN file INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE decision ADD COLUMN line INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE decision_state (
      decision_id TEXT NOT NULL REFERENCES decision (decision_id),
      day INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state <> ''),
      reason TEXT NOT NULL,
      digest INTEGER NOT NULL,
      amount INTEGER,
      PRIMARY KEY (decision_id, day)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW decision_now AS
      SELECT decision.decision_id, exception_id, action, decided_by, note,
        date(decision.day * 86400, 'unixepoch') AS received_on, state, reason,
        date(decision_state.day * 86400, 'unixepoch') AS since
      FROM decision LEFT JOIN decision_state ON decision_state.decision_id = decision.decision_id
        AND decision_state.day = (SELECT max(day) FROM decision_state AS other
          WHERE other.decision_id = decision.decision_id);
    """
}
