public import Returns

/// What a person decided (design: the feed `decisions`), as it came.
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
  /// As written, times 10 to the power of `amountDecimals`.
  public var amount: Int64?
  public var note = ""
  public var until: Instant?
  public var approvedBy = ""
  /// The decision that this one takes back.
  public var revokes = ""
  /// The dossier of its exception; 0: of none.
  public var orderKey: UInt64 = 0
  /// The shop's number in the ledger.
  public var shop = 0
  public var amountDecimals = 2
  /// Its id belongs to an earlier decision; `id` is another one then.
  public var isReused = false
  public var file = 0
  public var line = 0

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

  /// The same decision, wherever it came from.
  public func saysTheSame(as other: DecisionRow) -> Bool {
    var copy = other
    (copy.id, copy.day, copy.orderKey, copy.isReused) = (id, day, orderKey, isReused)
    (copy.file, copy.line) = (file, line)
    return self == copy
  }
}

/// What a decision is worth from a business date on.
public struct DecisionStateRow: Equatable, Sendable {
  public var decisionID: String
  public var day: Day
  public var standing: DecisionStanding

  public init(decisionID: String, day: Day, standing: DecisionStanding) {
    self.decisionID = decisionID
    self.day = day
    self.standing = standing
  }
}

extension LedgerReader {
  /// All decisions received up to and on a business date: by that date, then by the time they were
  /// taken, then by id.
  public func decisions(through day: Day) throws -> [DecisionRow] {
    let query = try statement(
      """
      SELECT * FROM decision WHERE day <= ? ORDER BY day, decided_at, decision_id
      """)
    query.add(day)
    var rows: [DecisionRow] = []
    try query.forEach { rows.append(try decision(&$0)) }
    return rows
  }

  /// What each decision was worth before a business date; none for those not judged before.
  public func decisionStates(before day: Day) throws -> [DecisionStateRow] {
    let query = try statement(
      """
      SELECT decision_id, max(day), state, reason, digest, amount FROM decision_state
      WHERE day < ? GROUP BY decision_id
      """)
    query.add(day)
    var rows: [DecisionStateRow] = []
    try query.forEach { columns in
      let (id, since) = (columns.string(), columns.day())
      let (state, reason) = (columns.string(), columns.string())
      let (digest, amount) = (columns.bits(), columns.optionalInt64())
      let standing: DecisionStanding =
        switch state {
        case "in_force": .inForce(digest: digest, amount: amount)
        case "lapsed": .lapsed
        case "revoked": .revoked
        default: .refused(DecisionRefusal(name: reason) ?? .notApplicable)
        }
      rows.append(DecisionStateRow(decisionID: id, day: since, standing: standing))
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
    row.orderKey = columns.bits()
    row.shop = columns.int()
    row.amountDecimals = columns.int()
    row.isReused = columns.bool()
    row.file = columns.int()
    row.line = columns.int()
    return row
  }
}

extension LedgerWriter {
  /// - Returns: false if a decision of this id is known; nothing is changed then.
  @discardableResult
  public func addDecision(_ row: DecisionRow) throws -> Bool {
    let known = try statement("SELECT 1 FROM decision WHERE decision_id = ?")
    known.add(row.id)
    if try known.first({ $0.int() }) != nil { return false }
    let insert = try statement(
      """
      INSERT INTO decision (decision_id, day, exception_id, version, action, decided_by, decided_at,
        target, amount, note, until_at, approved_by, revokes, order_key, shop, amount_decimals,
        is_reused, file, line)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
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
    for text in [row.approvedBy, row.revokes] { insert.add(text) }
    insert.add(bits: row.orderKey)
    for number in [row.shop, row.amountDecimals] { insert.add(number) }
    insert.add(row.isReused)
    for number in [row.file, row.line] { insert.add(number) }
    try insert.run()
    return true
  }

  /// The records of a dossier have found another one: its decisions go with them.
  public func moveDecisions(from: UInt64, to home: UInt64) throws {
    let update = try statement("UPDATE decision SET order_key = ? WHERE order_key = ?")
    update.add(bits: home)
    update.add(bits: from)
    try update.run()
  }

  public func putDecisionState(_ row: DecisionStateRow) throws {
    let insert = try statement(
      """
      INSERT OR REPLACE INTO decision_state (decision_id, day, state, reason, digest, amount)
      VALUES (?,?,?,?,?,?)
      """)
    var (state, reason, digest, amount) = ("refused", "", 0 as UInt64, nil as Int64?)
    switch row.standing {
    case .new: return
    case .inForce(let seen, let given): (state, digest, amount) = ("in_force", seen, given)
    case .refused(let refusal): reason = refusal.name
    case .lapsed: state = "lapsed"
    case .revoked: state = "revoked"
    }
    insert.add(row.decisionID)
    insert.add(row.day)
    insert.add(state)
    insert.add(reason)
    insert.add(bits: digest)
    insert.add(amount)
    try insert.run()
  }
}
