import Returns
import Testing

@testable import Reports

/// The large tables are written and ordered without cells; the bytes and the order are those of the
/// cells.
struct RowWriterTests {
  private func expectSameBytes<Row>(
    _ kind: TableKind<Row>, _ rows: [Row], _ context: ReportContext
  ) {
    for row in rows {
      var fast = ByteBuffer()
      kind.appendCSV(row, context, &fast)
      var plain = ByteBuffer()
      CSVFormat.appendRow(row, kind.columns, context, to: &plain)
      #expect(fast.string == plain.string)
    }
  }

  private func expectSameOrder<Row>(
    _ kind: TableKind<Row>, _ rows: [Row], _ context: ReportContext
  ) {
    let plain = rows.sorted { kind.precedes($0, $1, context) }
    #expect(kind.csv(kind.sorted(rows, context), context) == kind.csv(plain, context))
  }

  @Test func everyRowIsWrittenAsItsCellsAre() {
    for language in ReportLanguage.allCases {
      var rows = GeneratedRows(seed: 17)
      var context = rows.context
      context.language = language
      expectSameBytes(matchesTable, (0..<1_500).map { _ in rows.match() }, context)
      expectSameBytes(casesTable, (0..<1_500).map { _ in rows.caseResult() }, context)
      expectSameBytes(feeSettlementTable, (0..<1_500).map { _ in rows.feeLine() }, context)
      expectSameBytes(pendingTable, (0..<1_500).map { _ in rows.pending() }, context)
      expectSameBytes(exceptionsTable, (0..<2_500).map { _ in rows.exceptionRow() }, context)
    }
  }

  @Test func everyJournalRowIsWrittenAsItsCellsAre() {
    var rows = GeneratedRows(seed: 41)
    let context = rows.context
    let books = JournalBooks(
      TableRows([(0..<1_500).map { _ in rows.posting() }]), Accounts(),
      entities: ["Tea, \"Ltd\"", "=entity", "茶馆"], fileNames: [1: "a,b.csv", 2: "-c.csv"])
    var fast = ByteBuffer()
    books.csvSheet(context, TableOptions()).appendRows(0..<2 * books.count, to: &fast)
    var plain = ByteBuffer()
    for row in 0..<2 * books.count {
      CSVFormat.appendRow(books.line(row), journalTable.columns, context, to: &plain)
    }
    #expect(fast.string == plain.string)
  }

  @Test func rowsAreOrderedAsTheirCellsAre() {
    var rows = GeneratedRows(seed: 23)
    let context = rows.context
    expectSameOrder(matchesTable, (0..<600).map { _ in rows.match() }, context)
    expectSameOrder(casesTable, (0..<600).map { _ in rows.caseResult() }, context)
    expectSameOrder(feeSettlementTable, (0..<600).map { _ in rows.feeLine() }, context)
    expectSameOrder(pendingTable, (0..<600).map { _ in rows.pending() }, context)
    expectSameOrder(exceptionsTable, (0..<600).map { _ in rows.exceptionRow() }, context)
    expectSameOrder(feeDisputesTable, (0..<600).map { _ in rows.dispute() }, context)
  }

  /// Exceptions whose finding stays where it is are the rows made of copies.
  @Test func exceptionLinesAreExceptionRows() {
    var rows = GeneratedRows(seed: 31)
    let findings = TableRows([(0..<1_500).map { _ in rows.finding() }])
    let context = rows.context
    nonisolated(unsafe) var addresses: [UnsafePointer<Finding>] = []
    findings.forEach { addresses.append($0) }
    let openedOn = SampleDay.day + -3
    let sheet = exceptionsTable.sheet(lines: findings.count, context) { range, body in
      for index in range {
        body(
          ExceptionLine(
            finding: addresses[index], openedOn: openedOn, version: index, status: .open,
            ageDays: 3))
      }
    }
    var lines = ByteBuffer()
    sheet.appendRows(0..<findings.count, to: &lines)
    var plain = ByteBuffer()
    for (index, finding) in findings.lists[0].enumerated() {
      var shown = finding
      shown.openedOn = openedOn
      let row = ExceptionRow(
        finding: shown, exceptionID: publicID(finding.identity), version: index, status: .open,
        ageDays: 3)
      CSVFormat.appendRow(row, exceptionsTable.columns, context, to: &plain)
    }
    #expect(lines.string == plain.string)
  }

  @Test func theMostUrgentAreThoseOfTheWholeOrder() {
    var rows = GeneratedRows(seed: 41)
    let findings = TableRows([(0..<3_000).map { _ in rows.finding() }])
    let all = findings.lists[0].map {
      ExceptionRow(
        finding: $0, exceptionID: publicID($0.identity), version: 1, status: .open,
        ageDays: Int($0.identity % 9))
    }
    let limit = 100
    let home = Currency("EUR")!
    var one = UrgentExceptions(home: home, limit: limit)
    var (other, place) = (one, 0)
    findings.forEach { finding in
      let age = Int(finding.pointee.identity % 9)
      let difference = finding.pointee.difference
      if place % 3 == 0 {
        one.add(finding, difference, ageDays: age, place: place)
      } else {
        other.add(finding, difference, ageDays: age, place: place)
      }
      place += 1
    }
    one.merge(other)
    for owner in Owner.allCases {
      let expected = all.filter { $0.finding.code.owner == owner }
        .sorted(by: ExceptionRow.isMoreUrgent(home: home)).prefix(limit).map(\.exceptionID)
      #expect(one.places(owner).map { all[$0].exceptionID } == expected)
    }
  }

  /// 9,000 yen are not more than 30.00 yuan, nor less: which come first is the workspace's to say.
  @Test func amountsOfTwoCurrenciesAreNotCompared() {
    func row(_ id: UInt64, _ amount: Int64, _ currency: String, age: Int = 1) -> ExceptionRow {
      var finding = Finding(
        .refundMissing, identity: id, subject: "RC", shop: 0, openedOn: SampleDay.day)
      finding.expected = amount
      finding.currency = Currency(currency) ?? .none
      return ExceptionRow(
        finding: finding, exceptionID: "\(id)", version: 1, status: .open, ageDays: age)
    }
    let rows = [
      row(1, 3_000, "CNY"), row(2, 9_000, "JPY"), row(3, 4_000, "EUR"), row(4, 5_000, "CNY"),
      row(5, 9_001, "JPY"), row(6, 0, "CNY", age: 9), row(7, 5_000, "CNY", age: 2),
    ]
    func order(_ home: String) -> [String] {
      rows.sorted(by: ExceptionRow.isMoreUrgent(home: Currency(home)!)).map(\.exceptionID)
    }
    #expect(order("CNY") == ["7", "4", "1", "3", "5", "2", "6"])
    #expect(order("JPY") == ["5", "2", "7", "4", "1", "3", "6"])
    #expect(order("USD") == ["7", "4", "1", "3", "5", "2", "6"])
  }
}
