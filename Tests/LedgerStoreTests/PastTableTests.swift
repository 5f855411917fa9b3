import Returns
import Testing

@testable import LedgerStore

@Suite("A ledger taken back to a date")
struct PastTableTests {
  private let bench: Workbench
  private let ledger: Ledger

  init() throws {
    bench = try Workbench()
    ledger = try bench.ledger()
  }

  /// What a report of a past date forgets is said of every table, so that a new one is not left
  /// behind: what names a run, a file or a date has to go with it.
  @Test func everyTableIsTakenBack() throws {
    let tables = try names(
      """
      SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'
        AND name NOT LIKE 'sqlite_%' ORDER BY name
      """)
    #expect(PastTable.all.map(\.name).sorted() == tables)
    let dated = try names(
      """
      SELECT DISTINCT t.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND c.name IN ('day', 'file', 'run') ORDER BY t.name
      """)
    #expect(dated.count > 20)
    for table in PastTable.all where dated.contains(table.name) {
      #expect(!table.then.isEmpty, "\(table.name)")
      let verbs = (table.then + table.now).map { "\($0)" }
      #expect(verbs.contains { $0.contains(" \(table.name) ") }, "\(table.name)")
    }
  }

  /// A later file with all that can hang on one.
  @Test func nothingOfLaterFilesIsLeft() throws {
    try ledger.run(today) { writer, run in
      try writer.addFile(file(1, run, today))
    }
    try ledger.run(today + 1) { writer, run in
      try writer.addFile(file(2, run, today + 1))
      try writer.addRejects([
        RejectRow(file: 2, line: 2, field: "amount", code: "BAD_AMOUNT", reason: "", record: "x")
      ])
      try writer.addCorrections(
        CorrectionSheet(file: 2, head: "h", rows: [(position: 1, text: "r")]))
      try writer.addChainLink(
        file: 2, position: 1, chain: "balance", account: "a", start: "1", end: "2")
      try writer.addChainBegin(file: 2, day: today)
      try writer.addFileCover(
        FileCoverRow(file: 2, sourceID: "bank", periodTo: today, lastEventDay: nil))
      _ = try writer.addWithdrawal(
        WithdrawalRow(file: 1, askedBy: "w", askedAt: "t", note: "n"))
      try writer.carryOutWithdrawal(file: 1, day: today + 1, dossiers: [7])
    }
    let copy = bench.folder + "/past.sqlite"
    try ledger.copy(to: copy)
    let past = try Ledger(path: copy, create: false)
    try past.transaction { try $0.rollBack(to: today, knowing: .then) }
    try past.read { (reader) throws in
      #expect(try reader.files(day: today).map(\.status) == [.taken])
      #expect(try reader.files(day: today + 1) == [])
      #expect(try reader.lastDay == today)
      #expect(try reader.problems() == [])
    }
  }

  /// What was set aside on the date is told again; known now, what has come in since is not. What
  /// later dates set aside is no matter of this one.
  @Test(arguments: [
    (Knowledge.then, ["bill.zip!detail.csv", "late.csv", "odd.csv"]), (.now, ["odd.csv"]),
  ])
  func whatWasSetAsideIsKnown(_ knowledge: Knowledge, _ names: [String]) throws {
    var held = SetAsideFile(path: "bill.zip", reason: "its rows give 3")
    held.member = "detail.csv"
    held.status = .held
    held.sha256 = digest("a")
    held.days = [HeldDays(sourceID: "bank", first: today, last: today + 1)]
    held.shops = ["main", "second"]
    let odd = SetAsideFile(path: "odd.csv", reason: "no feed")
    let late = SetAsideFile(path: "late.csv", reason: "cut off")
    try ledger.run(today) { writer, _ in
      try writer.putSetAside([held, late, odd], day: today)
    }
    #expect(try ledger.read { try $0.setAside(day: today) } == [held, late, odd])
    try ledger.run(today + 1) { writer, run in
      var mended = file(1, run, today + 1)
      (mended.path, mended.member, mended.sha256) = ("again.zip", "detail.csv", digest("a"))
      try writer.addFile(mended)
      var whole = file(2, run, today + 1)
      (whole.path, whole.sha256) = ("late.csv", digest("c"))
      try writer.addFile(whole)
      try writer.putSetAside([odd], day: today + 1)
    }
    let copy = bench.folder + "/past.sqlite"
    try ledger.copy(to: copy)
    let past = try Ledger(path: copy, create: false)
    try past.transaction { try $0.rollBack(to: today, knowing: knowledge) }
    try past.read { (reader) throws in
      #expect(try reader.setAside(day: today).map(\.name) == names)
      #expect(try reader.setAside(day: today + 1) == [])
      #expect(try reader.problems() == [])
    }
  }

  /// What came in since leaves a gap among the positions: each that is still held keeps its scope.
  @Test func whatStaysHeldKeepsItsScope() throws {
    let names = ["a.csv", "b.csv", "c.csv"]
    let held = names.map { name in
      var file = SetAsideFile(path: name, reason: "its rows give 1")
      file.status = .held
      file.days = [HeldDays(sourceID: "of " + name, first: today, last: today)]
      file.shops = ["shop of " + name]
      return file
    }
    try ledger.run(today) { writer, _ in try writer.putSetAside(held, day: today) }
    try ledger.run(today + 1) { writer, run in
      var whole = file(1, run, today + 1)
      (whole.path, whole.sha256) = ("b.csv", digest("b"))
      try writer.addFile(whole)
    }
    let copy = bench.folder + "/past.sqlite"
    try ledger.copy(to: copy)
    let past = try Ledger(path: copy, create: false)
    try past.transaction { try $0.rollBack(to: today, knowing: .now) }
    #expect(try past.read { try $0.setAside(day: today) } == [held[0], held[2]])
  }

  private func digest(_ letter: String) -> String { String(repeating: letter, count: 64) }

  private func file(_ number: Int, _ run: Int, _ day: Day) -> FileRow {
    FileRow(number: number, run: run, day: day, path: "f\(number).csv")
  }

  private func names(_ sql: StaticString) throws -> [String] {
    try ledger.read { (reader) throws in
      var names: [String] = []
      try reader.statement(sql).forEach { names.append($0.string()) }
      return names
    }
  }
}
