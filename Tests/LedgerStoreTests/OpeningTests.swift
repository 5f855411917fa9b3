import Glibc
import Returns
import Testing

@testable import LedgerStore

@Suite("Opening a ledger")
struct OpeningTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  @Test func aNewLedgerIsMadeWholeAndForItsOwnerOnly() throws {
    let before = umask(0)
    _ = try bench.ledger()
    umask(before)
    #expect(bench.names == ["ledger.sqlite"])
    #expect(bench.mode(of: "ledger.sqlite") == 0o600)
    let again = try Ledger(path: bench.path, create: false)
    #expect(try again.read { try $0.lastDay } == nil)
    #expect(try again.read { try $0.setting("ledger_id") }?.count == 16)
    #expect(try again.read { try $0.problems() } == [])
  }

  @Test func aDraftThatWasLeftBehindIsNoObstacle() throws {
    bench.write([1, 2, 3], to: "ledger.sqlite.new")
    _ = try bench.ledger()
    #expect(bench.names == ["ledger.sqlite"])
  }

  @Test func everyCommitReachesTheDisk() throws {
    let ledger = try bench.ledger()
    let pragmas: [(StaticString, String)] = [
      ("PRAGMA synchronous", "2"), ("PRAGMA journal_mode", "delete"), ("PRAGMA foreign_keys", "1"),
      ("PRAGMA recursive_triggers", "1"), ("PRAGMA page_size", "32768"),
    ]
    try ledger.read { (reader) throws in
      for (sql, expected) in pragmas {
        #expect(try reader.statement(sql).first { $0.string() } == expected, "\(sql)")
      }
    }
  }

  @Test func everyTableIsStrict() throws {
    let ledger = try bench.ledger()
    var loose: [String] = []
    var names: [String] = []
    try ledger.read { (reader) throws in
      try reader.statement(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' ORDER BY name"
      ).forEach { columns in
        let name = columns.string()
        if name.hasPrefix("sqlite_") || name == "grdb_migrations" { return }
        names.append(name)
        if !columns.bool() { loose.append(name) }
      }
    }
    #expect(loose == [])
    #expect(
      names == [
        "allotted_waybill", "case_page", "chain_begin", "chain_link", "correction_head",
        "correction_row", "coverage", "decision", "decision_state", "dossier_block",
        "dossier_directory", "exception_page", "figure_page", "file", "file_cover", "instruction",
        "instruction_batch", "metric", "open_dossiers", "open_exceptions", "output", "reject",
        "risk_entry", "route_page", "run", "seal", "set_aside", "set_aside_shop",
        "set_aside_source", "setting", "shop", "total", "withdrawal", "withdrawal_dossier",
      ])
  }

  @Test func whatIsNoLedgerIsRefusedAndLeftAlone() throws {
    let header = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
    let cases: [(bytes: [UInt8], found: String)] = [
      ([], "a file of 0 bytes"),
      (Array("exception_id,version\n".utf8), "no SQLite database"),
      (header, "a SQLite database of another program"),
    ]
    for (bytes, found) in cases {
      bench.write(bytes, to: "ledger.sqlite")
      #expect(throws: LedgerError.notALedger(path: bench.path, found: found)) { try bench.ledger() }
      #expect(bench.bytes(of: "ledger.sqlite") == bytes)
    }
    #expect(throws: LedgerError.notALedger(path: bench.folder, found: "not a regular file")) {
      try Ledger(path: bench.folder, create: true)
    }
  }

  @Test func aMissingLedgerIsNotMadeUnasked() throws {
    #expect(throws: LedgerError.missing(path: bench.path)) {
      try Ledger(path: bench.path, create: false)
    }
    #expect(bench.names == [])
    let nowhere = bench.folder + "/nowhere/ledger.sqlite"
    #expect(
      throws: LedgerError.cannotOpen(path: nowhere, detail: "No such file or directory")
    ) { try Ledger(path: nowhere, create: true) }
  }

  @Test func aLedgerOfANewerProgramIsRefused() throws {
    try bench.ledger().transaction {
      try $0.statement("INSERT INTO grdb_migrations (identifier) VALUES ('v99')").run()
    }
    #expect(throws: LedgerError.newerSchema(path: bench.path)) { try bench.ledger() }
  }

  @Test func aTruncatedLedgerIsNamedDamaged() throws {
    _ = try bench.ledger()
    bench.write(Array(bench.bytes(of: "ledger.sqlite").prefix(3 * 8192)), to: "ledger.sqlite")
    let error = #expect(throws: LedgerError.self) {
      try bench.ledger().read { _ = try $0.problems() }
    }
    guard case .corrupt(bench.path, _) = error else {
      Issue.record("found \(String(describing: error))")
      return
    }
  }

  @Test func whatATransactionThrowsOutIsNotThere() throws {
    struct Stop: Error {}
    let ledger = try bench.ledger()
    #expect(throws: Stop.self) {
      try ledger.transaction { (writer) throws in
        try writer.addShop("s1")
        throw Stop()
      }
    }
    #expect(try ledger.rehearsal { try $0.addShop("s2") } == 0)
    #expect(try ledger.read { try $0.shops() } == [])
    try ledger.transaction { try $0.addShop("s3") }
    #expect(try ledger.read { try $0.shops() } == ["s3"])
  }

  @Test func aLedgerThatIsMovedAwayTakesNoMoreRows() throws {
    let ledger = try bench.ledger()
    rename(bench.path, bench.folder + "/moved.sqlite")
    let error = LedgerError.cannotOpen(
      path: bench.path, detail: "the file was moved or removed while it was in use")
    #expect(throws: error) { try ledger.transaction { try $0.addShop("s1") } }
  }

  @Test func aRunKilledInItsTransactionLeavesOnlyItsOpenRow() async throws {
    try bench.ledger().run(today + -1) { (writer, _) throws in
      try writer.putDossierDay(7, day: today + -1, records: "kept", state: "before")
    }
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = bench.path as String] in
      let ledger = try Ledger(path: path, create: false)
      let run = try ledger.transaction {
        try $0.beginRun(day: today, startedAt: "2026-11-22T20:00:00Z", toolVersion: "1.0")
      }
      try ledger.transaction { (writer) throws in
        try writer.resetDay(today, run: run)
        let fact = Text(String(repeating: "fact ", count: 1000))
        for key in 0..<30_000 as Range<UInt64> {
          try writer.putDossierDay(key, day: today, records: fact, state: "after")
        }
        kill(getpid(), SIGKILL)
      }
    }
    let ledger = try Ledger(path: bench.path, create: false)
    try ledger.read { (reader) throws in
      #expect(try reader.problems() == [])
      #expect(try reader.lastDay == today + -1)
      #expect(try reader.unfinishedRun?.number == 2)
      #expect(try reader.knownDossiers(Array(0..<100), through: today) == [7])
    }
  }

  @Test func aWriteThatFailsIsToldAndLeavesTheLedgerWhole() async throws {
    _ = try bench.ledger()
    await #expect(processExitsWith: .success) { [path = bench.path as String] in
      signal(SIGXFSZ, SIG_IGN)
      let ledger = try Ledger(path: path, create: false)
      var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do {
        try ledger.transaction { (writer) throws in
          let fact = Text(String(repeating: "fact ", count: 1000))
          for key in 0..<30_000 as Range<UInt64> {
            try writer.putDossierDay(key, day: today, records: fact, state: "after")
          }
        }
      } catch LedgerError.inputOutput(path, _) {
        exit(EXIT_SUCCESS)
      }
      exit(EXIT_FAILURE)
    }
    #expect(try bench.ledger().read { try $0.problems() } == [])
    #expect(try bench.ledger().read { try $0.knownDossiers([0, 1], through: today) } == [])
  }
}
