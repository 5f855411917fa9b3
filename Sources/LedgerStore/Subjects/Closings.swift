public import Returns

/// A closing total of a business date, in minor units of `currency`: what the next day's proof
/// opens with.
public struct TotalRow: Hashable, Sendable {
  public var name: String
  public var currency: Currency
  public var amount: Int64

  public init(name: String, currency: Currency, amount: Int64) {
    self.name = name
    self.currency = currency
    self.amount = amount
  }
}

/// The last day up to which a source's files are complete.
public struct CoverageRow: Hashable, Sendable {
  public var sourceID: String
  public var through: Day

  public init(sourceID: String, through: Day) {
    self.sourceID = sourceID
    self.through = through
  }
}

/// A file of the last publishing of a business date.
public struct OutputRow: Hashable, Sendable {
  public var name: String
  public var sha256: String
  public var byteCount: Int

  public init(name: String, sha256: String, byteCount: Int) {
    self.name = name
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}

extension LedgerReader {
  /// The totals of the latest business date before `day` that has any, by name and currency.
  public func totals(before day: Day) throws -> [TotalRow] {
    let query = try statement(
      """
      SELECT name, currency, amount FROM total
      WHERE day = (SELECT max(day) FROM total WHERE day < ?) ORDER BY name, currency
      """)
    query.add(day)
    return try totals(query)
  }

  /// The totals that a business date closed with, by name and currency.
  public func totals(day: Day) throws -> [TotalRow] {
    let query = try statement(
      "SELECT name, currency, amount FROM total WHERE day = ? ORDER BY name, currency")
    query.add(day)
    return try totals(query)
  }

  /// Totals of some dates whose names begin alike, by date, name and currency.
  public func totals(
    from first: Day, through last: Day, prefix: String
  ) throws -> [(day: Day, row: TotalRow)] {
    let query = try statement(
      """
      SELECT day, name, currency, amount FROM total
      WHERE day BETWEEN ? AND ? AND substr(name, 1, ?) = ? ORDER BY day, name, currency
      """)
    query.add(first)
    query.add(last)
    query.add(prefix.count)
    query.add(prefix)
    var rows: [(day: Day, row: TotalRow)] = []
    try query.forEach {
      rows.append(
        ($0.day(), TotalRow(name: $0.string(), currency: $0.currency(), amount: $0.int64())))
    }
    return rows
  }

  /// How far each source was complete when a business date was closed, by source.
  public func coverage(day: Day) throws -> [CoverageRow] {
    let query = try statement(
      "SELECT source_id, through_day FROM coverage WHERE day = ? ORDER BY source_id")
    query.add(day)
    return try coverage(query)
  }

  /// How far each source was complete when it was last closed before `day`, by source.
  public func coverage(before day: Day) throws -> [CoverageRow] {
    let query = try statement(
      """
      SELECT source_id, through_day FROM coverage AS known
      WHERE day < ?1 AND NOT EXISTS (
        SELECT 1 FROM coverage AS later WHERE later.source_id = known.source_id
          AND later.day > known.day AND later.day < ?1)
      ORDER BY source_id
      """)
    query.add(day)
    return try coverage(query)
  }

  /// The files of the last publishing of a business date, by name.
  public func outputs(day: Day) throws -> [OutputRow] {
    let query = try statement(
      "SELECT name, sha256, byte_count FROM output WHERE day = ? ORDER BY name")
    query.add(day)
    var rows: [OutputRow] = []
    try query.forEach {
      rows.append(OutputRow(name: $0.string(), sha256: $0.string(), byteCount: $0.int()))
    }
    return rows
  }

  private func coverage(_ query: Statement) throws -> [CoverageRow] {
    var rows: [CoverageRow] = []
    try query.forEach { rows.append(CoverageRow(sourceID: $0.string(), through: $0.day())) }
    return rows
  }

  private func totals(_ query: Statement) throws -> [TotalRow] {
    var rows: [TotalRow] = []
    try query.forEach {
      rows.append(TotalRow(name: $0.string(), currency: $0.currency(), amount: $0.int64()))
    }
    return rows
  }
}

extension LedgerWriter {
  public func putTotal(_ row: TotalRow, day: Day) throws {
    let upsert = try statement(
      """
      INSERT INTO total (day, name, currency, amount) VALUES (?, ?, ?, ?)
      ON CONFLICT (day, name, currency) DO UPDATE SET amount = excluded.amount
      """)
    upsert.add(day)
    upsert.add(row.name)
    upsert.add(row.currency)
    upsert.add(row.amount)
    try upsert.run()
  }

  public func putCoverage(_ row: CoverageRow, day: Day) throws {
    let upsert = try statement(
      """
      INSERT INTO coverage (source_id, day, through_day) VALUES (?, ?, ?)
      ON CONFLICT (source_id, day) DO UPDATE SET through_day = excluded.through_day
      """)
    upsert.add(row.sourceID)
    upsert.add(day)
    upsert.add(row.through)
    try upsert.run()
  }

  /// Replaces what is known of the day's files by those of its latest publishing.
  public func putOutputs(_ rows: [OutputRow], day: Day) throws {
    let clear = try statement("DELETE FROM output WHERE day = ?")
    clear.add(day)
    try clear.run()
    let insert = try statement(
      "INSERT INTO output (day, name, sha256, byte_count) VALUES (?, ?, ?, ?)")
    for row in rows {
      insert.add(day)
      insert.add(row.name)
      insert.add(row.sha256)
      insert.add(row.byteCount)
      try insert.run()
    }
  }
}
