public import Returns

/// One exception as it stood at the end of a business date; a day on which nothing of it changed
/// needs no row. Amounts in minor units of `currency`.
public struct ExceptionRow: Equatable, Sendable {
  public var id: Text
  public var day: Day
  /// From 1; a decision names the version it was taken on.
  public var version = 1
  public var code: ExceptionCode
  public var severity: Severity
  public var owner: Owner
  /// `new`, `open`, `changed`, `reopened`, `resolved`, `decided`.
  public var status: Text
  public var subject = Text()
  public var shopID = Text()
  public var caseID = Text()
  public var orderID = Text()
  public var waybill = Text()
  public var txnID = Text()
  public var expected: Int64?
  public var actual: Int64?
  public var difference: Int64?
  public var currency = Currency.none
  /// The day the trouble broke.
  public var openedOn: Day
  /// The business date that saw it first.
  public var firstSeenOn: Day
  public var dueOn: Day?
  /// The business date that closed it; nil while it is open.
  public var closedOn: Day?
  /// The dossier it came from.
  public var orderKey: UInt64 = 0
  /// Of all that makes a new version.
  public var digest: UInt64 = 0
  /// The whole row in a form of the caller's.
  public var row = Text()

  /// An exception seen first on `day`, with the owner and severity of its code.
  public init(id: Text, day: Day, code: ExceptionCode, status: Text, openedOn: Day) {
    self.id = id
    self.day = day
    self.code = code
    severity = code.severity
    owner = code.owner
    self.status = status
    self.openedOn = openedOn
    firstSeenOn = day
  }
}

extension LedgerReader {
  /// Every exception that was open at the end of the last day before `day`, as it stood then, by
  /// id.
  public func exceptions(openBefore day: Day) throws -> [ExceptionRow] {
    try settle()
    let query = try statement(
      """
      SELECT * FROM exception_version WHERE replaced_on IS NULL AND closed_on IS NULL AND day < ?1
      UNION ALL
      SELECT * FROM exception_version WHERE replaced_on >= ?1 AND closed_on IS NULL AND day < ?1
      """)
    query.add(day)
    var rows = try exceptions(query)
    rows.sort { $0.id < $1.id }
    return rows
  }

  /// All versions of an exception, oldest first.
  public func exceptionHistory(_ id: Text) throws -> [ExceptionRow] {
    let query = try statement(
      """
      SELECT * FROM exception_version WHERE exception_id = ? ORDER BY day
      """)
    query.add(id)
    return try exceptions(query)
  }

  /// The latest version of every exception of an order, open or closed, by id. Walks all versions:
  /// for one question, not for a run.
  public func exceptions(shopID: Text, orderID: Text) throws -> [ExceptionRow] {
    let query = try statement(
      """
      SELECT * FROM exception_version AS row
      WHERE order_id = ?1 AND shop_id = ?2 AND day = (
        SELECT max(day) FROM exception_version WHERE exception_id = row.exception_id)
      ORDER BY exception_id
      """)
    query.add(orderID)
    query.add(shopID)
    return try exceptions(query)
  }

  /// The latest version before `day` of each of these exceptions that has one, open or closed: to
  /// reopen one.
  public func latestExceptions(_ ids: [Text], before day: Day) throws -> [ExceptionRow] {
    let query = try statement(
      """
      SELECT * FROM exception_version WHERE exception_id = ? AND day < ? ORDER BY day DESC LIMIT 1
      """)
    var rows: [ExceptionRow] = []
    for id in ids {
      query.add(id)
      query.add(day)
      if let row = try query.first({ try exception(&$0) }) { rows.append(row) }
    }
    return rows
  }

  /// Whether any exception has a version before `day`. Versions are numbered by their day.
  public func hasExceptions(before day: Day) throws -> Bool {
    let query = try statement(
      "SELECT 1 FROM exception_version WHERE number < ?1 << 32 LIMIT 1")
    query.add(day)
    return try query.first({ _ in true }) ?? false
  }

  /// The versions that a business date gave, by id: opened, changed and closed on it.
  public func exceptions(day: Day) throws -> [ExceptionRow] {
    let query = try statement(
      """
      SELECT * FROM exception_version WHERE number >= ?1 << 32 AND number < (?1 + 1) << 32
      ORDER BY exception_id
      """)
    query.add(day)
    return try exceptions(query)
  }

  private func exceptions(_ query: Statement) throws -> [ExceptionRow] {
    var rows: [ExceptionRow] = []
    try query.forEach { rows.append(try exception(&$0)) }
    return rows
  }

  private func exception(_ columns: inout Columns) throws -> ExceptionRow {
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

extension LedgerWriter {
  /// Adds the version of `row.day`, which replaces the one before it from that day on. One version
  /// a day: after `resetDay` the day has none.
  public func putException(_ row: ExceptionRow) throws {
    if exceptionVersions.day != row.day { try replaceExceptions() }
    let last = try statement(
      """
      SELECT max(number) FROM exception_version
      WHERE number >= ?1 << 32 AND number < (?1 + 1) << 32
      """)
    let number = try exceptionVersions.next(row.day, last: last)
    let insert = try statement(
      """
      INSERT INTO exception_version (number, exception_id, day, version, code, severity, owner,
        status, subject, shop_id, case_id, order_id, waybill, txn_id, expected, actual, difference,
        currency, opened_on, first_seen_on, due_on, closed_on, order_key, digest, row)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    insert.add(number)
    add(row, to: insert)
    try insert.run()
  }

  /// Marks the versions that those put since replace; for all of them at once.
  func replaceExceptions() throws {
    guard let day = exceptionVersions.takeDay() else { return }
    let replace = try statement(
      """
      UPDATE exception_version SET replaced_on = ?1 WHERE number IN (
        SELECT old.number FROM exception_version AS new CROSS JOIN exception_version AS old
          ON old.exception_id = new.exception_id
        WHERE new.number >= ?1 << 32 AND new.number < (?1 + 1) << 32
          AND old.day < ?1 AND old.replaced_on IS NULL)
      """)
    replace.add(day)
    try replace.run()
  }

  private func add(_ row: ExceptionRow, to insert: Statement) {
    insert.add(row.id)
    insert.add(row.day)
    insert.add(row.version)
    insert.add(word: row.code)
    insert.add(word: row.severity)
    insert.add(word: row.owner)
    insert.add(row.status)
    insert.add(row.subject)
    insert.add(row.shopID)
    insert.add(row.caseID)
    insert.add(row.orderID)
    insert.add(row.waybill)
    insert.add(row.txnID)
    insert.add(row.expected)
    insert.add(row.actual)
    insert.add(row.difference)
    insert.add(row.currency)
    insert.add(row.openedOn)
    insert.add(row.firstSeenOn)
    insert.add(row.dueOn)
    insert.add(row.closedOn)
    insert.add(key: row.orderKey)
    insert.add(bits: row.digest)
    insert.add(blob: row.row)
  }
}
