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
    try settle()
    let query = try statement(
      "SELECT * FROM case_version WHERE case_id = ? ORDER BY shop_id, line_no, day")
    query.add(caseID)
    return try cases(query)
  }

  /// The versions that a business date gave, by shop, case and line.
  public func cases(day: Day) throws -> [CaseRow] {
    try settle()
    let query = try statement(
      "SELECT * FROM case_version WHERE day = ? ORDER BY shop_id, case_id, line_no")
    query.add(day)
    return try cases(query)
  }

  /// Every case line as it stood at the end of `day`, by shop, case and line.
  public func cases(asOf day: Day) throws -> [CaseRow] {
    try settle()
    let query = try statement(
      """
      SELECT case_id, line_no, shop_id, max(day), order_id, stage, verdict, refund_status,
        expected_refund, actual_refund, currency
      FROM case_version WHERE day <= ? GROUP BY case_id, line_no, shop_id
      ORDER BY shop_id, case_id, line_no
      """)
    query.add(day)
    return try cases(query)
  }

  private func cases(_ query: Statement) throws -> [CaseRow] {
    var rows: [CaseRow] = []
    try query.forEach { rows.append(try storedCase(&$0)) }
    return rows
  }

  func storedCase(_ columns: inout Columns) throws -> CaseRow {
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
    return row
  }
}

/// The case lines of a business date on their way into the ledger, a page after the other. Nothing
/// but people and `explain` reads them again, so they are kept as people read them.
final class CasePages {
  static let rowsMax = 1_024

  private(set) var day: Day?
  private(set) var shown = GrowingBytes(capacity: 1 << 18)
  private(set) var rows = 0

  func append(_ row: CaseRow) {
    day = row.day
    let isFirst = rows == 0
    shown.write(atMost: row.mostShown + 1) { bytes in
      bytes.byte(UInt8(ascii: isFirst ? "[" : ","))
      row.show(to: &bytes)
    }
    rows += 1
  }

  func clear() {
    shown.clear()
    rows = 0
  }
}

extension LedgerWriter {
  /// Adds the version of `row.day`, which replaces the one before it from that day on. One version
  /// a day: after `resetDay` the day has none.
  public func putCase(_ row: CaseRow) throws {
    if casePages.rows == CasePages.rowsMax || casePages.day != row.day { try finishCases() }
    casePages.append(row)
  }

  /// Stores what is held back.
  func finishCases() throws {
    guard casePages.rows > 0, let day = casePages.day else { return }
    casePages.shown.write(atMost: 1) { $0.byte(UInt8(ascii: "]")) }
    let insert = try statement("INSERT INTO case_page (day, digest, shown) VALUES (?, ?, ?)")
    insert.add(day)
    insert.add(bits: PairPage.digest(casePages.shown.bytes))
    insert.add(Text(casePages.shown.bytes))
    try insert.run()
    casePages.clear()
  }
}

extension CaseRow {
  fileprivate var mostShown: Int {
    var most = 4 * RecordWriter.mostOfShownNumber + 120
    for text in [shopID, caseID, orderID] { most += RecordWriter.mostShown(text) }
    return most
  }

  /// The columns of the view `case_version`, in its order.
  fileprivate func show(to bytes: inout RecordWriter) {
    bytes.byte(UInt8(ascii: "["))
    bytes.show(caseID)
    bytes.show(lineNo ?? -1)
    bytes.show(shopID)
    bytes.show(orderID)
    bytes.show(word: stage)
    if let verdict { bytes.show(word: verdict) } else { bytes.show(Text()) }
    bytes.show(word: refundStatus)
    bytes.show(expectedRefund)
    bytes.show(actualRefund)
    bytes.show(currency)
    bytes.endShown()
  }
}
