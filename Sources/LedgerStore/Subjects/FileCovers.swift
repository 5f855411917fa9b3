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
}

/// What a file that came in says of a source: the days it is about.
public struct DeliveryRow: Equatable, Sendable {
  public var file: Int
  public var sourceID: String
  public var periodFrom: Day?
  public var periodTo: Day?
  /// Of the file; nil also where its ledger is older than this day.
  public var firstEventDay: Day?
  public var lastEventDay: Day?
  public var exportedAt: Instant?
  public var receivedOn: Day
  /// A person has taken the file out of the books.
  public var isWithdrawn: Bool
  /// It has rows, and none of them could be taken.
  public var isRejectedWhole: Bool

  public init(
    file: Int, sourceID: String, periodFrom: Day?, periodTo: Day?, firstEventDay: Day?,
    lastEventDay: Day?, exportedAt: Instant?, receivedOn: Day, isWithdrawn: Bool,
    isRejectedWhole: Bool
  ) {
    (self.file, self.sourceID) = (file, sourceID)
    (self.periodFrom, self.periodTo) = (periodFrom, periodTo)
    (self.firstEventDay, self.lastEventDay) = (firstEventDay, lastEventDay)
    (self.exportedAt, self.receivedOn) = (exportedAt, receivedOn)
    (self.isWithdrawn, self.isRejectedWhole) = (isWithdrawn, isRejectedWhole)
  }
}

extension LedgerReader {
  /// Of all files that came in up to a business date, by file and source.
  public func deliveries(through day: Day) throws -> [DeliveryRow] {
    let query = try statement(
      """
      SELECT number, coalesce(cover.source_id, file.source_id) AS source, period_from,
        CASE WHEN cover.file IS NULL THEN file.period_to ELSE cover.period_to END,
        chain_begin.day,
        CASE WHEN cover.file IS NULL THEN file.last_event_day ELSE cover.last_event_day END,
        exported_at, file.day, status = 'withdrawn',
        rejected > 0 AND rejected = rows_read - filtered
      FROM file LEFT JOIN file_cover AS cover ON cover.file = number
        LEFT JOIN chain_begin ON chain_begin.file = number
      WHERE file.day <= ? AND source <> '' AND status IN ('taken', 'withdrawn')
      ORDER BY number, source
      """)
    query.add(day)
    var rows: [DeliveryRow] = []
    try query.forEach { columns in
      rows.append(
        DeliveryRow(
          file: columns.int(), sourceID: columns.string(), periodFrom: columns.optionalDay(),
          periodTo: columns.optionalDay(), firstEventDay: columns.optionalDay(),
          lastEventDay: columns.optionalDay(),
          exportedAt: columns.optionalInstant(), receivedOn: columns.day(),
          isWithdrawn: columns.bool(), isRejectedWhole: columns.bool()))
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
