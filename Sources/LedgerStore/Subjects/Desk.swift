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

/// What a person decided (design: the feed `decisions`). Amount in minor units of the exception's
/// currency.
public struct DecisionRow: Equatable, Sendable {
  public var id: String
  /// The business date that received it.
  public var day: Day
  public var exceptionID: String
  public var version: Int64?
  public var action: DecisionAction
  public var decidedBy: String
  public var decidedAt: Instant
  public var target = ""
  public var amount: Int64?
  public var note = ""
  public var until: Instant?
  public var approvedBy = ""
  /// The decision that this one takes back.
  public var revokes = ""

  public init(
    id: String, day: Day, exceptionID: String, action: DecisionAction, decidedBy: String,
    decidedAt: Instant
  ) {
    self.id = id
    self.day = day
    self.exceptionID = exceptionID
    self.action = action
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
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

  /// All decisions received up to and on a business date, by the time they were taken, then by id.
  public func decisions(through day: Day) throws -> [DecisionRow] {
    let query = try statement(
      """
      SELECT * FROM decision WHERE day <= ? ORDER BY decided_at, decision_id
      """)
    query.add(day)
    var rows: [DecisionRow] = []
    try query.forEach { rows.append(try decision(&$0)) }
    return rows
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

  private func decision(_ columns: inout Columns) throws -> DecisionRow {
    let (id, day, exception) = (columns.string(), columns.day(), columns.string())
    let version = columns.optionalInt64()
    var row = DecisionRow(
      id: id, day: day, exceptionID: exception,
      action: try columns.required(DecisionAction.self, path: path), decidedBy: columns.string(),
      decidedAt: Instant(seconds: columns.int64()))
    row.version = version
    row.target = columns.string()
    row.amount = columns.optionalInt64()
    row.note = columns.string()
    row.until = columns.optionalInstant()
    row.approvedBy = columns.string()
    row.revokes = columns.string()
    return row
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

  /// - Returns: false if a decision of this id is known; nothing is changed then.
  @discardableResult
  public func addDecision(_ row: DecisionRow) throws -> Bool {
    let known = try statement("SELECT 1 FROM decision WHERE decision_id = ?")
    known.add(row.id)
    if try known.first({ $0.int() }) != nil { return false }
    let insert = try statement(
      """
      INSERT INTO decision (decision_id, day, exception_id, version, action, decided_by, decided_at,
        target, amount, note, until_at, approved_by, revokes)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    insert.add(row.id)
    insert.add(row.day)
    insert.add(row.exceptionID)
    insert.add(row.version)
    insert.add(word: row.action)
    insert.add(row.decidedBy)
    insert.add(row.decidedAt.seconds)
    insert.add(row.target)
    insert.add(row.amount)
    insert.add(row.note)
    insert.add(row.until)
    insert.add(row.approvedBy)
    insert.add(row.revokes)
    try insert.run()
    return true
  }
}
