public import Returns

/// One case line as it stood at the end of a business date: what people ask about cases. Amounts in
/// minor units of `currency`.
public struct CaseRow: Equatable, Sendable {
  public var shopID: Text
  public var caseID: Text
  /// nil: the whole order.
  public var lineNo: Int64?
  public var day: Day
  public var orderID = Text()
  public var stage = Stage.applied
  public var verdict: Verdict?
  public var refundStatus = RefundStatus.none
  public var expectedRefund: Int64 = 0
  public var actualRefund: Int64 = 0
  public var currency = Currency.none

  public init(shopID: Text, caseID: Text, lineNo: Int64?, day: Day) {
    self.shopID = shopID
    self.caseID = caseID
    self.lineNo = lineNo
    self.day = day
  }
}

extension LedgerReader {
  /// All versions of all lines of a case, in every shop that has a case of this id, by shop, line
  /// and day.
  public func caseHistory(_ caseID: Text) throws -> [CaseRow] {
    let query = try statement(
      """
      SELECT * FROM case_version WHERE case_id = ? ORDER BY shop_id, line_no, day
      """)
    query.add(caseID)
    return try cases(query)
  }

  /// The versions that a business date gave, by shop, case and line.
  public func cases(day: Day) throws -> [CaseRow] {
    let query = try statement(
      """
      SELECT * FROM case_version WHERE number >= ?1 << 32 AND number < (?1 + 1) << 32
      ORDER BY shop_id, case_id, line_no
      """)
    query.add(day)
    return try cases(query)
  }

  /// Every case line as it stood at the end of `day`, by shop, case and line.
  public func cases(asOf day: Day) throws -> [CaseRow] {
    try settle()
    let query = try statement(
      """
      SELECT * FROM case_version WHERE day <= ?1 AND (replaced_on IS NULL OR replaced_on > ?1)
      ORDER BY shop_id, case_id, line_no
      """)
    query.add(day)
    return try cases(query)
  }

  private func cases(_ query: Statement) throws -> [CaseRow] {
    var rows: [CaseRow] = []
    try query.forEach { columns in
      _ = columns.int64()
      let (id, line) = (columns.text(arena), columns.int64())
      var row = CaseRow(
        shopID: columns.text(arena), caseID: id, lineNo: line < 0 ? nil : line, day: columns.day())
      row.orderID = columns.text(arena)
      row.stage = try columns.required(Stage.self, path: path)
      row.verdict = try columns.word(Verdict.self, path: path)
      row.refundStatus = try columns.required(RefundStatus.self, path: path)
      row.expectedRefund = columns.int64()
      row.actualRefund = columns.int64()
      row.currency = columns.currency()
      rows.append(row)
    }
    return rows
  }
}

extension LedgerWriter {
  /// Adds the version of `row.day`, which replaces the one before it from that day on. One version
  /// a day: after `resetDay` the day has none.
  public func putCase(_ row: CaseRow) throws {
    if caseVersions.day != row.day { try replaceCases() }
    let last = try statement(
      "SELECT max(number) FROM case_version WHERE number >= ?1 << 32 AND number < (?1 + 1) << 32")
    let number = try caseVersions.next(row.day, last: last)
    let insert = try statement(
      """
      INSERT INTO case_version (number, case_id, line_no, shop_id, day, order_id, stage, verdict,
        refund_status, expected_refund, actual_refund, currency)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    insert.add(number)
    insert.add(row.caseID)
    insert.add(row.lineNo ?? -1)
    insert.add(row.shopID)
    insert.add(row.day)
    insert.add(row.orderID)
    insert.add(word: row.stage)
    insert.add(word: row.verdict)
    insert.add(word: row.refundStatus)
    insert.add(row.expectedRefund)
    insert.add(row.actualRefund)
    insert.add(row.currency)
    try insert.run()
  }

  /// Marks the versions that those put since replace; for all of them at once.
  func replaceCases() throws {
    guard let day = caseVersions.takeDay() else { return }
    let replace = try statement(
      """
      UPDATE case_version SET replaced_on = ?1 WHERE number IN (
        SELECT old.number FROM case_version AS new CROSS JOIN case_version AS old
          ON old.case_id = new.case_id AND old.line_no = new.line_no AND old.shop_id = new.shop_id
        WHERE new.number >= ?1 << 32 AND new.number < (?1 + 1) << 32
          AND old.day < ?1 AND old.replaced_on IS NULL)
      """)
    replace.add(day)
    try replace.run()
  }
}
