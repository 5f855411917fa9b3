public import Returns

/// What became of a file (design: intake.csv).
public enum FileStatus: UInt8, Vocabulary { case taken, held, refused, withdrawn }

/// One file, or one member of a packed one, that the inbox held. What is not known or not stated is
/// empty or nil.
public struct FileRow: Equatable, Sendable {
  /// Ascending from 1: `RecordHead.file`.
  public var number: Int
  public var run: Int
  public var day: Day
  /// Below the inbox.
  public var path: String
  /// The entry of a packed file; empty for the file itself.
  public var member = ""
  /// 64 hex digits, of the bytes as delivered; empty for a file that could not be read.
  public var sha256 = ""
  public var byteCount = 0
  public var shopID = ""
  public var feed = ""
  public var profile = ""
  public var sourceID = ""
  public var account = ""
  public var status = FileStatus.taken
  public var periodFrom: Day?
  public var periodTo: Day?
  public var lastEventDay: Day?
  public var exportedAt: Instant?
  /// Rows: read = accepted + duplicate + superseded + rejected + filtered.
  public var rowsRead = 0
  public var accepted = 0
  public var duplicate = 0
  public var superseded = 0
  public var rejected = 0
  public var filtered = 0
  public var controlTotal = ""
  public var controlFound = ""
  /// Moved out of the inbox.
  public var isArchived = false
  public var hasSeveralFactsPerRow = false

  public init(number: Int, run: Int, day: Day, path: String) {
    self.number = number
    self.run = run
    self.day = day
    self.path = path
  }

  /// As messages name it: `bill.zip!detail.csv`.
  public var name: String { member.isEmpty ? path : "\(path)!\(member)" }

  /// It has rows, and none of them could be taken.
  public var isRejectedWhole: Bool { rejected > 0 && rejected == rowsRead - filtered }
}

extension LedgerReader {
  /// The number of the next file row.
  public var nextFileNumber: Int {
    get throws { (try statement("SELECT max(number) FROM file").first { $0.int() } ?? 0) + 1 }
  }

  /// All that came in on a business date, by number.
  public func files(day: Day) throws -> [FileRow] {
    let query = try statement("SELECT * FROM file WHERE day = ? ORDER BY number")
    query.add(day)
    return try list(query)
  }

  /// Files of every status that are not marked as moved out of the inbox, by number.
  public func unarchivedFiles() throws -> [FileRow] {
    try list(statement("SELECT * FROM file WHERE archived = 0 ORDER BY number"))
  }

  /// Every row of a file with these bytes, under any name, by number: has it been taken in before?
  public func knownFiles(sha256: String) throws -> [FileRow] {
    let query = try statement("SELECT * FROM file WHERE sha256 = ? ORDER BY number")
    query.add(sha256)
    return try list(query)
  }

  /// The rows of a file with this name and these bytes, one per member and time it was seen, by
  /// number.
  public func knownFiles(path: String, sha256: String) throws -> [FileRow] {
    try knownFiles(sha256: sha256).filter { $0.path == path }
  }

  /// Files taken in although what they say of themselves is not what their rows give, by number:
  /// until they come again, whole. The same file has the same profile, shop and account, and its
  /// name, its period, or up to the same day the totals that it states.
  public func filesAtOddsWithThemselves() throws -> [FileRow] {
    try list(
      statement(
        """
        SELECT * FROM file WHERE control_total <> control_found AND status = 'taken'
          AND NOT EXISTS (
            SELECT 1 FROM file AS whole
            WHERE whole.number > file.number AND whole.status = 'taken'
              AND whole.control_total <> '' AND whole.control_total = whole.control_found
              AND whole.profile = file.profile AND whole.account = file.account
              AND whole.shop_id = file.shop_id
              AND (whole.path = file.path AND whole.member = file.member
                OR whole.period_from = file.period_from AND whole.period_to = file.period_to
                OR whole.control_total = file.control_total
                  AND whole.last_event_day IS file.last_event_day
                  AND whole.period_from IS file.period_from
                  AND whole.period_to IS file.period_to))
        ORDER BY number
        """
      ))
  }

  /// Whether a file of this name has come in on a day or since.
  public func hasTaken(_ name: String, since day: Day) throws -> Bool {
    let query = try statement(
      """
      SELECT 1 FROM file
      WHERE day >= ? AND CASE WHEN member = '' THEN path ELSE path || '!' || member END = ? LIMIT 1
      """)
    query.add(day)
    query.add(name)
    return try query.first({ _ in true }) ?? false
  }

  public func file(_ number: Int) throws -> FileRow? {
    let query = try statement("SELECT * FROM file WHERE number = ?")
    query.add(number)
    return try list(query).first
  }

  /// How messages name a file: `bill.zip!detail.csv`.
  public func fileName(_ number: Int) throws -> String? { try file(number)?.name }

  private func list(_ query: Statement) throws -> [FileRow] {
    var rows: [FileRow] = []
    try query.forEach { rows.append(try row(&$0)) }
    return rows
  }

  private func row(_ columns: inout Columns) throws -> FileRow {
    var row = FileRow(
      number: columns.int(), run: columns.int(), day: columns.day(), path: columns.string())
    row.member = columns.string()
    row.sha256 = columns.string()
    row.byteCount = columns.int()
    row.shopID = columns.string()
    row.feed = columns.string()
    row.profile = columns.string()
    row.sourceID = columns.string()
    row.account = columns.string()
    row.status = try columns.required(FileStatus.self, path: path)
    row.periodFrom = columns.optionalDay()
    row.periodTo = columns.optionalDay()
    row.lastEventDay = columns.optionalDay()
    row.exportedAt = columns.optionalInstant()
    row.rowsRead = columns.int()
    row.accepted = columns.int()
    row.duplicate = columns.int()
    row.superseded = columns.int()
    row.rejected = columns.int()
    row.filtered = columns.int()
    row.controlTotal = columns.string()
    row.controlFound = columns.string()
    row.isArchived = columns.bool()
    row.hasSeveralFactsPerRow = columns.bool()
    return row
  }
}

extension LedgerWriter {
  public func addFile(_ row: FileRow) throws {
    let insert = try statement(
      """
      INSERT INTO file (number, run, day, path, member, sha256, byte_count, shop_id, feed, profile,
        source_id, account, status, period_from, period_to, last_event_day, exported_at, rows_read,
        accepted, duplicate, superseded, rejected, filtered, control_total, control_found, archived,
        several_facts_per_row)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    insert.add(row.number)
    addValues(of: row, to: insert)
    try insert.run()
  }

  /// Replaces all columns of the row with this number.
  public func updateFile(_ row: FileRow) throws {
    let update = try statement(
      """
      UPDATE file SET run = ?, day = ?, path = ?, member = ?, sha256 = ?, byte_count = ?,
        shop_id = ?, feed = ?, profile = ?, source_id = ?, account = ?, status = ?, period_from = ?,
        period_to = ?, last_event_day = ?, exported_at = ?, rows_read = ?, accepted = ?,
        duplicate = ?, superseded = ?, rejected = ?, filtered = ?, control_total = ?,
        control_found = ?, archived = ?, several_facts_per_row = ?
      WHERE number = ?
      """)
    addValues(of: row, to: update)
    update.add(row.number)
    try update.run()
  }

  /// The file has left the inbox.
  public func setArchived(_ numbers: [Int]) throws {
    let update = try statement("UPDATE file SET archived = 1 WHERE number = ?")
    for number in numbers {
      update.add(number)
      try update.run()
    }
  }

  /// All columns after the number, in the table's order.
  private func addValues(of row: FileRow, to statement: Statement) {
    statement.add(row.run)
    statement.add(row.day)
    for name in [row.path, row.member, row.sha256] { statement.add(name) }
    statement.add(row.byteCount)
    for name in [row.shopID, row.feed, row.profile, row.sourceID, row.account] {
      statement.add(name)
    }
    statement.add(word: row.status)
    for day in [row.periodFrom, row.periodTo, row.lastEventDay] { statement.add(day) }
    statement.add(row.exportedAt)
    for count in [
      row.rowsRead, row.accepted, row.duplicate, row.superseded, row.rejected, row.filtered,
    ] { statement.add(count) }
    statement.add(row.controlTotal)
    statement.add(row.controlFound)
    statement.add(row.isArchived)
    statement.add(row.hasSeveralFactsPerRow)
  }
}
