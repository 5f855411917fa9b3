public import Returns

/// A page of figures of one business date.
public struct FigurePageRow: Sendable {
  public let day: Day
  public let part: Int
  public let cells: Text
}

extension LedgerReader {
  /// The pages of some parts stored on business dates from `first` to before `day`, by date and
  /// part.
  public func figurePages(
    from first: Day, before day: Day, parts: [Int]
  ) throws -> [FigurePageRow] {
    let query = try statement(
      """
      SELECT day, part, digest, cells FROM figure_page WHERE day >= ? AND day < ? ORDER BY day, part
      """)
    query.add(first)
    query.add(day)
    var rows: [FigurePageRow] = []
    try query.forEach { columns in
      let (date, part, digest) = (columns.day(), columns.int(), columns.bits())
      let bytes = columns.bytes()
      guard parts.contains(part) else { return }
      let cells = arena.copy(bytes)
      guard StableHash.of(cells) == digest else {
        throw corrupt("figure page \(date.string)/\(part)")
      }
      rows.append(FigurePageRow(day: date, part: part, cells: cells))
    }
    return rows
  }

  /// A measure's value on each business date from `first` to before `day`, by date.
  public func metrics(
    from first: Day, before day: Day
  ) throws -> [(day: Day, name: String, amount: Int64)] {
    let query = try statement(
      """
      SELECT day, name, amount FROM metric WHERE day >= ? AND day < ? ORDER BY day, name
      """)
    query.add(first)
    query.add(day)
    var rows: [(day: Day, name: String, amount: Int64)] = []
    try query.forEach { rows.append(($0.day(), $0.string(), $0.int64())) }
    return rows
  }

  /// The last business date before `day` that a run has stored.
  public func lastDay(before day: Day) throws -> Day? {
    let query = try statement("SELECT max(day) FROM run WHERE stored = 1 AND day < ?")
    query.add(day)
    return try query.first { $0.optionalDay() } ?? nil
  }

  /// The risk register of the last business date before `day`, by id.
  public func risks(before day: Day) throws -> [KnownRisk] {
    let query = try statement(
      """
      SELECT risk_id, first_day, probability, impact, loss, currency FROM risk_entry
      WHERE day = (SELECT max(day) FROM run WHERE stored = 1 AND day < ?) ORDER BY risk_id
      """)
    query.add(day)
    var rows: [KnownRisk] = []
    try query.forEach {
      rows.append(
        KnownRisk(
          id: $0.string(), firstDay: $0.day(), probability: $0.int(), impact: $0.int(),
          loss: $0.int64(), currency: $0.currency()))
    }
    return rows
  }
}

extension LedgerWriter {
  public func putFigurePage(_ bytes: [UInt8], part: Int, day: Day) throws {
    try bytes.withUnsafeBytes { bytes in
      let insert = try statement(
        "INSERT INTO figure_page (day, part, digest, cells) VALUES (?, ?, ?, ?)")
      insert.add(day)
      insert.add(part)
      insert.add(bits: StableHash.of(Text(bytes)))
      insert.add(blob: bytes)
      try insert.run()
    }
  }

  public func putMetric(_ name: String, _ amount: Int64, day: Day) throws {
    let insert = try statement("INSERT INTO metric (day, name, amount) VALUES (?, ?, ?)")
    insert.add(day)
    insert.add(name)
    insert.add(amount)
    try insert.run()
  }

  public func putRisk(_ row: KnownRisk, day: Day) throws {
    let insert = try statement(
      """
      INSERT INTO risk_entry (day, risk_id, first_day, probability, impact, loss, currency)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    insert.add(day)
    insert.add(row.id)
    insert.add(row.firstDay)
    insert.add(row.probability)
    insert.add(row.impact)
    insert.add(row.loss)
    insert.add(row.currency)
    try insert.run()
  }
}
