public import Returns

/// An instruction that was issued: once in the life of the ledger, never changed.
public struct InstructionRow: Equatable, Sendable {
  public var id: String
  public var day: Day
  public var batch: String
  public var kind: String
  /// The whole row in a form of the caller's.
  public var row: String

  public init(id: String, day: Day, batch: String, kind: String, row: String) {
    self.id = id
    self.day = day
    self.batch = batch
    self.kind = kind
    self.row = row
  }
}

extension LedgerReader {
  /// The instructions issued on a business date, by batch and id.
  public func instructions(day: Day) throws -> [InstructionRow] {
    let query = try statement(
      """
      SELECT * FROM instruction WHERE day = ?
      ORDER BY batch, instruction_id
      """)
    query.add(day)
    return try instructions(query)
  }

  public func instruction(_ id: String) throws -> InstructionRow? {
    let query = try statement(
      "SELECT * FROM instruction WHERE instruction_id = ?")
    query.add(id)
    return try instructions(query).first
  }

  private func instructions(_ query: Statement) throws -> [InstructionRow] {
    var rows: [InstructionRow] = []
    try query.forEach { columns in
      rows.append(
        InstructionRow(
          id: columns.string(), day: columns.day(), batch: columns.string(), kind: columns.string(),
          row: columns.string()))
    }
    return rows
  }
}

extension LedgerWriter {
  /// - Returns: false if the instruction was issued before; nothing is changed then.
  @discardableResult
  public func addInstruction(_ row: InstructionRow) throws -> Bool {
    if try instruction(row.id) != nil { return false }
    let insert = try statement(
      "INSERT INTO instruction (instruction_id, day, batch, kind, row) VALUES (?, ?, ?, ?, ?)")
    insert.add(row.id)
    insert.add(row.day)
    insert.add(row.batch)
    insert.add(row.kind)
    insert.add(row.row)
    try insert.run()
    return true
  }
}
