import Returns
import Testing

@testable import LedgerStore

@Suite("Exceptions and cases in pages")
struct PageTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func row(_ id: String, _ day: Day, isClosed: Bool = false) -> ExceptionRow {
    var row = ExceptionRow(
      id: Text(id), day: day, code: .feeWeight, status: isClosed ? "resolved" : "open",
      openedOn: day)
    row.subject = Text("waybill of \(id)")
    if isClosed { row.closedOn = day }
    return row
  }

  /// Some thousand exceptions in no order, of which the next day closes some and changes others:
  /// each page and each day is searched.
  @Test func manyExceptionsAreFoundOnTheirPages() throws {
    let ledger = try bench.ledger()
    var ids = (0..<3_000).map { "e\(10_000 + $0)" }
    var dice = Dice(seed: 4)
    ids.shuffle(using: &dice)
    let first = ids.map { row($0, today) }
    let second = ids.prefix(900).map { row($0, today + 1, isClosed: $0.hasSuffix("7")) }
    try ledger.run(today) { writer, _ in for row in first { try writer.putException(row) } }
    try ledger.run(today + 1) { writer, _ in for row in second { try writer.putException(row) } }
    let changed = Dictionary(uniqueKeysWithValues: second.map { ($0.id, $0) })
    let open = first.map { changed[$0.id] ?? $0 }.filter { $0.closedOn == nil }
    try ledger.read { (reader) throws in
      #expect(try reader.exceptions(openBefore: today) == [])
      #expect(try reader.exceptions(openBefore: today + 1) == first.sorted { $0.id < $1.id })
      #expect(try reader.exceptions(openBefore: today + 2) == open.sorted { $0.id < $1.id })
      let asked = ids.prefix(1_500).map { Text($0) } + ["unknown"]
      #expect(
        try reader.latestExceptions(asked, before: today + 2)
          == first.prefix(1_500).map { changed[$0.id] ?? $0 })
      #expect(try reader.latestExceptions(asked, before: today + 1) == Array(first.prefix(1_500)))
      #expect(try reader.exceptionHistory(Text(ids[5])) == [first[5], second[5]])
      #expect(try reader.exceptions(day: today + 1) == second.sorted { $0.id < $1.id })
      #expect(try reader.hasExceptions(before: today) == false)
      #expect(try reader.hasExceptions(before: today + 1))
      let shown = try reader.statement("SELECT count(*) FROM exception_now").first { $0.int() }
      #expect(shown == open.count)
      #expect(try reader.problems() == [])
    }
    // What the second day changed is open as before once that day is taken back.
    let run = try ledger.run(today + 1)
    #expect(run == 3)
    try ledger.read { (reader) throws in
      #expect(try reader.exceptions(openBefore: today + 2) == first.sorted { $0.id < $1.id })
    }
  }

  @Test func twoVersionsOfADayAreRefused() throws {
    let ledger = try bench.ledger()
    #expect(throws: LedgerError.self) {
      try ledger.run(today) { writer, _ in
        for id in ["b", "a", "b"] { try writer.putException(row(id, today)) }
      }
    }
    #expect(try ledger.read { try $0.exceptions(openBefore: today + 1) } == [])
  }

  /// Whatever a text holds, the page stays one that SQLite can lay out.
  @Test func peopleReadTextsAsTheyAre() throws {
    let ledger = try bench.ledger()
    let texts = ["quote \" and \\", "two\nlines\ttab", "中文，\u{1}", "[1,2]", "", "null"]
    try ledger.run(today) { writer, _ in
      for (place, text) in texts.enumerated() {
        var exception = row("e\(place)", today)
        exception.subject = Text(text)
        (exception.expected, exception.actual, exception.currency) = (-12_345, nil, .cny)
        try writer.putException(exception)
        var line = CaseRow(shopID: Text(text), caseID: Text("c\(place)"), lineNo: nil, day: today)
        line.expectedRefund = .max
        try writer.putCase(line)
      }
    }
    try ledger.read { (reader) throws in
      var subjects: [String] = []
      try reader.statement(
        "SELECT subject, expected, actual, currency, as_of FROM exception_now ORDER BY exception_id"
      ).forEach { columns in
        subjects.append(columns.string())
        #expect(columns.optionalInt64() == -12_345)
        #expect(columns.optionalInt64() == nil)
        #expect(columns.string() == "CNY")
        #expect(columns.string() == today.string)
      }
      #expect(subjects == texts)
      #expect(try reader.cases(day: today).map(\.shopID.string).sorted() == texts.sorted())
      #expect(try reader.cases(day: today).allSatisfy { $0.expectedRefund == .max })
    }
  }

  @Test func aLedgerOfRowsIsTurnedIntoPages() throws {
    let (one, two) = (today.number, today.number + 1)
    func exception(_ id: String, _ day: Int32, _ closed: String, _ replaced: String) -> String {
      """
      INSERT INTO exception_version VALUES (\(Int64(day) << 32) + \(id.utf8.last! - 96), '\(id)',
        \(day), 1, 'FEE_WEIGHT', 'warning', 'logistics', 'open', 'S', 'shop', '', 'O1', 'W', '', 5,
        NULL, -5, 'CNY', \(day), \(day), NULL, \(closed), 7, 9, x'0102', \(replaced));
      """
    }
    let cases = """
      INSERT INTO case_version VALUES (\(Int64(one) << 32) + 1, 'RC1', -1, 'shop', \(one), 'O1',
        'applied', '', 'none', 5, 0, 'CNY', \(two));
      INSERT INTO case_version VALUES (\(Int64(two) << 32) + 1, 'RC1', -1, 'shop', \(two), 'O1',
        'refunded', 'approved', 'matched', 5, 5, 'CNY', NULL);
      """
    try LedgerFile.create(
      at: bench.path, asOf: "withdrawals",
      rows: exception("a", one, "NULL", "\(two)") + exception("b", one, "NULL", "NULL")
        + exception("a", two, "\(two)", "NULL") + exception("c", two, "NULL", "NULL") + cases)
    let ledger = try Ledger(path: bench.path, create: false)
    try ledger.read { (reader) throws in
      #expect(try reader.exceptions(openBefore: today + 1).map(\.id) == ["a", "b"])
      #expect(try reader.exceptions(openBefore: today + 2).map(\.id) == ["b", "c"])
      let last = try #require(try reader.exceptionHistory("a").last)
      #expect(last.closedOn == today + 1 && last.row == Text("\u{1}\u{2}") && last.digest == 9)
      #expect(last.expected == 5 && last.actual == nil && last.orderKey == 7 ^ 1 << 63)
      #expect(try reader.caseHistory("RC1").map(\.stage) == [.applied, .refunded])
      #expect(try reader.cases(asOf: today + 1).map(\.actualRefund) == [5])
      #expect(try reader.problems() == [])
    }
  }
}
