import GRDB
import Returns

/// Exceptions and cases in pages, as dossiers are: a day of a million orders has 350,000 of them,
/// and a row of its own for each was an eighth of a run.
///
/// Everything on a page is of one business date. What of an exception stood before is found by its
/// id, what is open by the set that each date has (`open_exceptions`): no version is ever marked,
/// so that to run a date again is to drop its pages. `shown` is the page as people read it, a JSON
/// list of rows that the views lay out in columns.
extension Schema {
  static let pageTables = """
    CREATE TABLE exception_page (
      number INTEGER PRIMARY KEY NOT NULL,
      day INTEGER NOT NULL,
      first_high INTEGER NOT NULL,
      first_low INTEGER NOT NULL,
      last_high INTEGER NOT NULL,
      last_low INTEGER NOT NULL,
      digest INTEGER NOT NULL,
      directory BLOB NOT NULL CHECK (length(directory) % 24 = 0),
      content BLOB NOT NULL,
      shown TEXT NOT NULL
    ) STRICT;
    CREATE INDEX exception_page_by_day ON exception_page (day);

    CREATE TABLE open_exceptions (
      day INTEGER NOT NULL,
      page INTEGER NOT NULL CHECK (page >= 0),
      digest INTEGER NOT NULL,
      places BLOB NOT NULL CHECK (length(places) % 8 = 0),
      PRIMARY KEY (day, page)
    ) STRICT;

    CREATE TABLE case_page (
      number INTEGER PRIMARY KEY NOT NULL,
      day INTEGER NOT NULL,
      digest INTEGER NOT NULL,
      shown TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_page_by_day ON case_page (day);
    """

  /// For people with a SQLite browser: all versions, and what holds now with dates that can be
  /// read.
  static let pageViews = """
    CREATE VIEW exception_version AS
      SELECT
        value ->> 0 AS exception_id, exception_page.day AS day, value ->> 1 AS version,
        value ->> 2 AS code, value ->> 3 AS severity, value ->> 4 AS owner, value ->> 5 AS status,
        value ->> 6 AS subject, value ->> 7 AS shop_id, value ->> 8 AS case_id,
        value ->> 9 AS order_id, value ->> 10 AS waybill, value ->> 11 AS txn_id,
        value ->> 12 AS expected, value ->> 13 AS actual, value ->> 14 AS difference,
        value ->> 15 AS currency, value ->> 16 AS opened_on, value ->> 17 AS first_seen_on,
        value ->> 18 AS due_on, value ->> 19 AS closed_on
      FROM exception_page, json_each(exception_page.shown);

    CREATE VIEW exception_now AS
      SELECT exception_id, version, code, severity, owner, status, subject, shop_id, case_id,
        order_id, waybill, txn_id, expected, actual, difference, currency,
        date(opened_on * 86400, 'unixepoch') AS opened_on,
        date(due_on * 86400, 'unixepoch') AS due_on,
        date(max(day) * 86400, 'unixepoch') AS as_of
      FROM exception_version GROUP BY exception_id HAVING closed_on IS NULL;

    CREATE VIEW case_version AS
      SELECT
        value ->> 0 AS case_id, value ->> 1 AS line_no, value ->> 2 AS shop_id,
        case_page.day AS day, value ->> 3 AS order_id, value ->> 4 AS stage,
        value ->> 5 AS verdict, value ->> 6 AS refund_status, value ->> 7 AS expected_refund,
        value ->> 8 AS actual_refund, value ->> 9 AS currency
      FROM case_page, json_each(case_page.shown);

    CREATE VIEW case_now AS
      SELECT shop_id, case_id, order_id, nullif(line_no, -1) AS line_no, stage, verdict,
        refund_status, expected_refund, actual_refund, currency,
        date(max(day) * 86400, 'unixepoch') AS as_of
      FROM case_version GROUP BY shop_id, case_id, line_no;
    """

  /// Moves what older programs kept in a row a version.
  static func turnVersionsIntoPages(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP VIEW exception_now;
        DROP VIEW case_now;
        ALTER TABLE exception_version RENAME TO exception_row;
        ALTER TABLE case_version RENAME TO case_row;
        """)
    try database.execute(sql: pageTables)
    let writer = try LedgerWriter(database, path: "")
    defer { writer.close() }
    try writer.statement("SELECT * FROM exception_row ORDER BY day, exception_id").forEach {
      try writer.putException(try writer.storedException(&$0))
    }
    try writer.statement("SELECT * FROM case_row ORDER BY day, shop_id, case_id, line_no").forEach {
      _ = $0.int64()
      try writer.putCase(try writer.storedCase(&$0))
    }
    try writer.settle()
    writer.close()
    try database.execute(sql: "DROP TABLE exception_row; DROP TABLE case_row;")
    try database.execute(sql: pageViews)
  }
}

extension LedgerReader {
  /// A version as older programs stored it.
  fileprivate func storedException(_ columns: inout Columns) throws -> ExceptionRow {
    _ = columns.int64()
    let (id, day, version) = (columns.text(arena), columns.day(), columns.int())
    let code = try columns.required(ExceptionCode.self, path: path)
    let severity = try columns.required(Severity.self, path: path)
    let owner = try columns.required(Owner.self, path: path)
    var row = ExceptionRow(
      id: id, day: day, code: code, status: columns.text(arena), openedOn: day)
    row.version = version
    row.severity = severity
    row.owner = owner
    row.subject = columns.text(arena)
    row.shopID = columns.text(arena)
    row.caseID = columns.text(arena)
    row.orderID = columns.text(arena)
    row.waybill = columns.text(arena)
    row.txnID = columns.text(arena)
    row.expected = columns.optionalInt64()
    row.actual = columns.optionalInt64()
    row.difference = columns.optionalInt64()
    row.currency = columns.currency()
    row.openedOn = columns.day()
    row.firstSeenOn = columns.day()
    row.dueOn = columns.optionalDay()
    row.closedOn = columns.optionalDay()
    row.orderKey = columns.key()
    row.digest = columns.bits()
    row.row = columns.text(arena)
    return row
  }
}
