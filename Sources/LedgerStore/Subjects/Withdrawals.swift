public import Returns

/// A file that a person takes out of the books again.
public struct WithdrawalRow: Equatable, Sendable {
  public var file: Int
  public var askedBy: String
  public var askedAt: String
  public var note: String
  /// The business date that took it out; nil while it waits for the next run.
  public var day: Day?

  public init(file: Int, askedBy: String, askedAt: String, note: String, day: Day? = nil) {
    self.file = file
    self.askedBy = askedBy
    self.askedAt = askedAt
    self.note = note
    self.day = day
  }
}

extension LedgerReader {
  /// Withdrawals that wait, and those of a business date, by file.
  public func withdrawals(waitingOrOn day: Day) throws -> [WithdrawalRow] {
    let query = try statement(
      "SELECT * FROM withdrawal WHERE day IS NULL OR day = ? ORDER BY file")
    query.add(day)
    var rows: [WithdrawalRow] = []
    try query.forEach { columns in
      rows.append(
        WithdrawalRow(
          file: columns.int(), askedBy: columns.string(), askedAt: columns.string(),
          note: columns.string(), day: columns.optionalDay()))
    }
    return rows
  }

  /// The dossiers that lost facts of a file.
  public func withdrawnDossiers(file: Int) throws -> [UInt64] {
    let query = try statement("SELECT order_key FROM withdrawal_dossier WHERE file = ?")
    query.add(file)
    var keys: [UInt64] = []
    try query.forEach { keys.append($0.bits()) }
    return keys
  }

  /// The dossiers that ever lost facts of a file.
  public func withdrawnDossiers() throws -> Set<UInt64> {
    var keys: Set<UInt64> = []
    try statement("SELECT order_key FROM withdrawal_dossier").forEach { keys.insert($0.bits()) }
    return keys
  }

  /// Every file of a path, a name as messages write it, or the first letters of a checksum.
  public func files(named name: String) throws -> [FileRow] {
    let query = try statement("SELECT DISTINCT day FROM file ORDER BY day")
    var days: [Day] = []
    try query.forEach { days.append($0.day()) }
    return try days.flatMap { try files(day: $0) }.filter { row in
      // In a cell of intake.csv a ' stands before what a spreadsheet would run.
      row.path == name || row.name == name || "'" + row.name == name
        || (name.count >= 8 && row.sha256.hasPrefix(name))
    }
  }

  /// Business dates that brought facts, from one on.
  public func factDays(from day: Day) throws -> [Day] {
    let query = try statement(
      "SELECT DISTINCT day FROM dossier_directory WHERE part = 0 AND day >= ? ORDER BY day")
    query.add(day)
    var days: [Day] = []
    try query.forEach { days.append($0.day()) }
    return days
  }
}

extension LedgerWriter {
  /// - Returns: false if the file's withdrawal is known; nothing is changed then.
  public func addWithdrawal(_ row: WithdrawalRow) throws -> Bool {
    let known = try statement("SELECT 1 FROM withdrawal WHERE file = ?")
    known.add(row.file)
    if try known.first({ $0.int() }) != nil { return false }
    let insert = try statement(
      "INSERT INTO withdrawal (file, asked_by, asked_at, note) VALUES (?, ?, ?, ?)")
    insert.add(row.file)
    for text in [row.askedBy, row.askedAt, row.note] { insert.add(text) }
    try insert.run()
    return true
  }

  /// A withdrawal is carried out on a business date; its decisions go with it.
  public func carryOutWithdrawal(file: Int, day: Day, dossiers: [UInt64]) throws {
    let mark = try statement("UPDATE withdrawal SET day = ? WHERE file = ?")
    mark.add(day)
    mark.add(file)
    try mark.run()
    let status = try statement("UPDATE file SET status = 'withdrawn' WHERE number = ?")
    status.add(file)
    try status.run()
    let insert = try statement(
      "INSERT OR IGNORE INTO withdrawal_dossier (file, order_key) VALUES (?, ?)")
    for key in dossiers {
      insert.add(file)
      insert.add(bits: key)
      try insert.run()
    }
    for step in try [
      statement(
        """
        DELETE FROM decision_state WHERE decision_id IN (
          SELECT decision_id FROM decision WHERE file = ?)
        """),
      statement("DELETE FROM decision WHERE file = ?"),
    ] {
      step.add(file)
      try step.run()
    }
  }
}
