public import Returns

/// A row of a batch, as it was issued.
public struct InstructionRow: Equatable, Sendable {
  public var issued: IssuedRow
  public var batch: Int
  /// Its place in the batch, from 1.
  public var position: Int
  public var replaces: String
  public var shopID: String
  public var caseID: String
  public var orderID: String
  /// The dossier that its ground lies in.
  public var orderKey: UInt64
  /// Minor units; nil where no money moves.
  public var amount: Int64?
  public var currency: Currency
  /// The day it was open no more.
  public var closedOn: Day?
  /// The row of the file, without its line end.
  public var line: String

  public init(
    _ issued: IssuedRow, batch: Int, position: Int, replaces: String, shopID: String,
    caseID: String, orderID: String, orderKey: UInt64, amount: Int64?, currency: Currency,
    closedOn: Day?, line: String
  ) {
    self.issued = issued
    self.batch = batch
    self.position = position
    self.replaces = replaces
    self.shopID = shopID
    self.caseID = caseID
    self.orderID = orderID
    self.orderKey = orderKey
    self.amount = amount
    self.currency = currency
    self.closedOn = closedOn
    self.line = line
  }

  public var kind: InstructionKind { issued.id.kind }
}

/// One file of rows that left together.
public struct InstructionBatchRow: Equatable, Sendable {
  public var kind: InstructionKind
  public var day: Day
  public var number: Int
  public var run: Int
  /// What stands above the rows, with its line end.
  public var head: String

  public init(kind: InstructionKind, day: Day, number: Int, run: Int, head: String) {
    self.kind = kind
    self.day = day
    self.number = number
    self.run = run
    self.head = head
  }
}

/// Open rows of a kind, added up.
public struct OpenInstructionTotal: Equatable, Sendable {
  public let kind: InstructionKind
  public let state: InstructionState
  public let currency: Currency
  public let count: Int
  /// Minor units.
  public let amount: Int64
  public let oldest: Day
}

extension LedgerReader {
  /// The batches of a business date, by kind and number.
  public func instructionBatches(day: Day) throws -> [InstructionBatchRow] {
    let query = try statement("SELECT * FROM instruction_batch WHERE day = ?")
    query.add(day)
    var rows: [InstructionBatchRow] = []
    try query.forEach { columns in
      rows.append(
        InstructionBatchRow(
          kind: try columns.required(InstructionKind.self, path: path), day: columns.day(),
          number: columns.int(), run: columns.int(), head: columns.string()))
    }
    return rows.sorted { ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number) }
  }

  /// The rows issued on a business date, by kind, batch and place.
  public func instructions(day: Day) throws -> [InstructionRow] {
    let query = try statement("SELECT * FROM instruction WHERE day = ?")
    query.add(day)
    return try instructions(query)
  }

  /// All rows of the subjects that have one which is open, or which a business date has closed.
  public func instructions(ofSubjectsOpenOn day: Day) throws -> [InstructionRow] {
    let query = try statement(
      """
      SELECT * FROM instruction WHERE subject IN (
        SELECT subject FROM instruction WHERE closed_on IS NULL
        UNION SELECT subject FROM instruction WHERE closed_on = ?)
      """)
    query.add(day)
    return try instructions(query)
  }

  /// Whether anything was ever issued.
  public var hasInstructions: Bool {
    get throws {
      try statement("SELECT 1 FROM instruction LIMIT 1").first { $0.int() } != nil
    }
  }

  /// What is open, whatever its subject; of attempts that failed those that nothing was sent for
  /// since.
  public func openInstructions() throws -> [InstructionRow] {
    try instructions(
      statement(
        """
        SELECT * FROM instruction
        WHERE instruction_id IN (SELECT instruction_id FROM instruction_open)
        """))
  }

  /// What is open of a kind, the oldest first.
  public func openInstructions(_ kind: InstructionKind, limit: Int) throws -> [InstructionRow] {
    let query = try statement(
      """
      SELECT * FROM instruction
      WHERE instruction_id IN (SELECT instruction_id FROM instruction_open) AND kind = ?
      ORDER BY day, batch, position LIMIT ?
      """)
    query.add(word: kind)
    query.add(limit)
    return try instructions(query)
  }

  /// What is open, added up, by kind, state and currency.
  public func openInstructionTotals() throws -> [OpenInstructionTotal] {
    let query = try statement(
      """
      SELECT kind, state, currency, count(*), coalesce(sum(amount), 0), min(day)
      FROM instruction
      WHERE instruction_id IN (SELECT instruction_id FROM instruction_open)
      GROUP BY kind, state, currency
      """)
    var rows: [OpenInstructionTotal] = []
    try query.forEach { columns in
      rows.append(
        OpenInstructionTotal(
          kind: try columns.required(InstructionKind.self, path: path),
          state: try columns.required(InstructionState.self, path: path),
          currency: columns.currency(), count: columns.int(), amount: columns.int64(),
          oldest: columns.day()))
    }
    return rows.sorted { a, b in
      (a.kind.rawValue, a.state.rawValue, a.currency) < (
        b.kind.rawValue, b.state.rawValue, b.currency
      )
    }
  }

  /// All rows ever issued for a subject.
  public func instructions(subject: UInt64) throws -> [InstructionRow] {
    let query = try statement("SELECT * FROM instruction WHERE subject = ?")
    query.add(bits: subject)
    return try instructions(query)
  }

  /// All rows ever issued on the ground of a dossier.
  public func instructions(orderKey: UInt64) throws -> [InstructionRow] {
    let query = try statement("SELECT * FROM instruction WHERE order_key = ?")
    query.add(bits: orderKey)
    return try instructions(query)
  }

  public func instruction(_ id: String) throws -> InstructionRow? {
    let query = try statement("SELECT * FROM instruction WHERE instruction_id = ?")
    query.add(id)
    return try instructions(query).first
  }

  private func instructions(_ query: Statement) throws -> [InstructionRow] {
    var rows: [InstructionRow] = []
    try query.forEach { rows.append(try instruction(&$0)) }
    return rows.sorted { a, b in
      (a.kind.rawValue, a.issued.day.number, a.batch, a.position)
        < (b.kind.rawValue, b.issued.day.number, b.batch, b.position)
    }
  }

  private func instruction(_ columns: inout Columns) throws -> InstructionRow {
    let name = columns.string()
    guard let id = InstructionID(Text(name)) else { throw corrupt("instruction \(name)") }
    _ = (columns.string(), columns.bits())
    let (day, batch, position) = (columns.day(), columns.int(), columns.int())
    let (round, attempt) = (columns.int(), columns.int())
    let action = try columns.required(InstructionAction.self, path: path)
    let replaces = columns.string()
    let (shopID, caseID, orderID) = (columns.string(), columns.string(), columns.string())
    let orderKey = columns.bits()
    let (amount, currency) = (columns.optionalInt64(), columns.currency())
    var part = InstructionPart(amount: columns.optionalInt64())
    part.accountID = columns.text(arena)
    part.paymentRef = columns.text(arena)
    part.channel = columns.text(arena)
    let (content, release) = (columns.bits(), columns.string())
    let state = try columns.required(InstructionState.self, path: path)
    return InstructionRow(
      IssuedRow(
        id: id, day: day, round: round, attempt: attempt, action: action, content: content,
        release: release, part: part, state: state, replaces: InstructionID(Text(replaces))),
      batch: batch, position: position, replaces: replaces, shopID: shopID, caseID: caseID,
      orderID: orderID, orderKey: orderKey, amount: amount, currency: currency,
      closedOn: columns.optionalDay(), line: columns.string())
  }
}

extension LedgerWriter {
  public func addInstructionBatch(_ row: InstructionBatchRow) throws {
    let insert = try statement(
      "INSERT INTO instruction_batch (kind, day, batch, run, head) VALUES (?, ?, ?, ?, ?)")
    insert.add(word: row.kind)
    insert.add(row.day)
    insert.add(row.number)
    insert.add(row.run)
    insert.add(row.head)
    try insert.run()
  }

  /// - Throws: where the id was issued before: no row ever leaves twice.
  public func addInstruction(_ row: InstructionRow) throws {
    let insert = try statement(
      """
      INSERT INTO instruction (instruction_id, kind, subject, day, batch, position, round, attempt,
        action, replaces, shop_id, case_id, order_id, order_key, amount, currency, share,
        account_id, payment_ref, channel, content, release, state, closed_on, line)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    let issued = row.issued
    insert.add(issued.id.string)
    insert.add(word: row.kind)
    insert.add(bits: issued.id.subject)
    insert.add(issued.day)
    for number in [row.batch, row.position, issued.round, issued.attempt] { insert.add(number) }
    insert.add(word: issued.action)
    for text in [row.replaces, row.shopID, row.caseID, row.orderID] { insert.add(text) }
    insert.add(bits: row.orderKey)
    insert.add(row.amount)
    insert.add(row.currency)
    insert.add(issued.part.amount)
    for text in [issued.part.accountID, issued.part.paymentRef, issued.part.channel] {
      insert.add(text)
    }
    insert.add(bits: issued.content)
    insert.add(issued.release)
    insert.add(word: issued.state)
    insert.add(row.closedOn)
    insert.add(row.line)
    try insert.run()
  }

  /// Notes what became of a row.
  public func markInstruction(_ id: InstructionID, _ state: InstructionState, on day: Day) throws {
    let update = try statement(
      "UPDATE instruction SET state = ?, closed_on = ? WHERE instruction_id = ?")
    update.add(word: state)
    update.add(state.isOpen ? nil : day)
    update.add(id.string)
    try update.run()
  }

  /// The ground of a subject's rows lies in another dossier by now.
  public func moveInstructions(subject: UInt64, to orderKey: UInt64) throws {
    let update = try statement("UPDATE instruction SET order_key = ? WHERE subject = ?")
    update.add(bits: orderKey)
    update.add(bits: subject)
    try update.run()
  }
}
