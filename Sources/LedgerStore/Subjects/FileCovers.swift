public import Returns

/// How far a file takes one of the sources whose accounts it has.
public struct FileCoverRow: Equatable, Sendable {
  public var file: Int
  public var sourceID: String
  public var periodTo: Day?
  public var lastEventDay: Day?

  public init(file: Int, sourceID: String, periodTo: Day?, lastEventDay: Day?) {
    self.file = file
    self.sourceID = sourceID
    self.periodTo = periodTo
    self.lastEventDay = lastEventDay
  }

  /// A file of one source takes it as far as it goes.
  public init(of file: FileRow) {
    self.init(
      file: file.number, sourceID: file.sourceID, periodTo: file.periodTo,
      lastEventDay: file.lastEventDay)
  }
}

extension LedgerReader {
  /// Of the files of a business date, by file and source.
  public func fileCovers(day: Day) throws -> [FileCoverRow] {
    let query = try statement(
      """
      SELECT file, file_cover.source_id, file_cover.period_to, file_cover.last_event_day
      FROM file_cover JOIN file ON file.number = file_cover.file
      WHERE day = ? ORDER BY file, file_cover.source_id
      """)
    query.add(day)
    var rows: [FileCoverRow] = []
    try query.forEach { columns in
      rows.append(
        FileCoverRow(
          file: columns.int(), sourceID: columns.string(), periodTo: columns.optionalDay(),
          lastEventDay: columns.optionalDay()))
    }
    return rows
  }
}

extension LedgerWriter {
  public func addFileCover(_ row: FileCoverRow) throws {
    let insert = try statement(
      "INSERT INTO file_cover (file, source_id, period_to, last_event_day) VALUES (?,?,?,?)")
    insert.add(row.file)
    insert.add(row.sourceID)
    for day in [row.periodTo, row.lastEventDay] { insert.add(day) }
    try insert.run()
  }
}
