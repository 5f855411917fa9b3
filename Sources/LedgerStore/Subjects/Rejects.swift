public import Returns

/// A row of a file that was not taken, and why (design: rejects.csv).
public struct RejectRow: Equatable, Sendable {
  public var file: Int
  /// The physical line in the file.
  public var line: Int
  public var field: String
  public var code: String
  public var reason: String
  /// The row as it stood in the file.
  public var record: String

  public init(
    file: Int, line: Int, field: String, code: String, reason: String, record: String
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.code = code
    self.reason = reason
    self.record = record
  }
}

extension LedgerReader {
  /// The rejects of all files of a business date, in the order of files and of rows in them.
  public func rejects(day: Day) throws -> [RejectRow] {
    let query = try statement(
      """
      SELECT reject.file, line, field, code, reason, record
      FROM file JOIN reject ON reject.file = file.number
      WHERE file.day = ? ORDER BY reject.file, position
      """)
    query.add(day)
    var rows: [RejectRow] = []
    try query.forEach { columns in
      rows.append(
        RejectRow(
          file: columns.int(), line: columns.int(), field: columns.string(), code: columns.string(),
          reason: columns.string(), record: columns.string()))
    }
    return rows
  }
}

extension LedgerWriter {
  /// Adds rejects after those the file already has; `file` of each says which file.
  public func addRejects(_ rows: [RejectRow]) throws {
    let insert = try statement(
      """
      INSERT INTO reject (file, position, line, field, code, reason, record)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    var file: Int?
    var position = 0
    for row in rows {
      if row.file != file {
        file = row.file
        position = try lastPosition(file: row.file)
      }
      position += 1
      insert.add(row.file)
      insert.add(position)
      insert.add(row.line)
      for text in [row.field, row.code, row.reason, row.record] { insert.add(text) }
      try insert.run()
    }
  }

  private func lastPosition(file: Int) throws -> Int {
    let query = try statement("SELECT max(position) FROM reject WHERE file = ?")
    query.add(file)
    return try query.first { $0.int() } ?? 0
  }
}
