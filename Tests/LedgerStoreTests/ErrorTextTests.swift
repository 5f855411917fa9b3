import Glibc
import Testing

@testable import LedgerStore

@Suite("What the user reads")
struct ErrorTextTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private static let path = "shop/ledger.sqlite"

  static let texts: [(LedgerError, String)] = [
    (
      .missing(path: path),
      """
      shop/ledger.sqlite: there is no ledger here; check the folder's name, or make a \
      workspace with `backhaul init`
      """
    ),
    (
      .notALedger(path: path, found: "a file of 0 bytes"),
      """
      shop/ledger.sqlite: found a file of 0 bytes where a Backhaul ledger was expected; \
      restore the ledger from a backup, or move the file away
      """
    ),
    (
      .newerSchema(path: path),
      """
      shop/ledger.sqlite: written by a newer Backhaul than this one; install that version, \
      nothing was changed
      """
    ),
    (
      .corrupt(path: path, detail: "dossier block 12"),
      """
      shop/ledger.sqlite: the ledger is damaged (dossier block 12); restore it from a \
      backup and run the days since again
      """
    ),
    (
      .diskFull(path: path),
      """
      shop/ledger.sqlite: the disk is full, nothing of this run was stored; free some space\
       and run again
      """
    ),
    (
      .readOnly(path: path),
      """
      shop/ledger.sqlite: the ledger or its folder cannot be written to by user \
      \(geteuid()); give this user write permission, or run as the owner
      """
    ),
    (
      .busy(path: path),
      """
      shop/ledger.sqlite: another program has kept the ledger locked for 10 seconds; close \
      it and run again
      """
    ),
    (
      .cannotOpen(path: path, detail: "Permission denied"),
      """
      shop/ledger.sqlite: the ledger cannot be opened (Permission denied); check the folder\
       and its permissions
      """
    ),
    (
      .inputOutput(path: path, detail: "disk I/O error, SQLite code 778"),
      """
      shop/ledger.sqlite: reading or writing the ledger failed (disk I/O error, SQLite code\
       778), nothing of this run was stored; check the disk and run again
      """
    ),
    (
      .dayGoesBack(path: path, day: "2026-11-21", lastDay: "2026-11-22"),
      """
      shop/ledger.sqlite: business date 2026-11-21 is before 2026-11-22, the last one in \
      the ledger; run 2026-11-22 or later, or use `backhaul report` for a past day
      """
    ),
    (
      .refused(path: path, detail: "UNIQUE constraint failed: total.day"),
      """
      shop/ledger.sqlite: the ledger refused a row (UNIQUE constraint failed: total.day), \
      nothing of this run was stored; this is a fault of Backhaul, please report it
      """
    ),
    (
      .workspaceHeld(
        path: "shop/.backhaul.lock", pid: 4711, startedAt: "2026-11-22T20:00:00+08:00"),
      """
      shop/.backhaul.lock: another run holds this workspace (process 4711, started \
      2026-11-22T20:00:00+08:00); wait for it to end, or stop that process
      """
    ),
    (
      .workspaceHeld(path: "shop/.backhaul.lock", pid: nil, startedAt: nil),
      """
      shop/.backhaul.lock: another run holds this workspace (process unknown, started just \
      now); wait for it to end, or stop that process
      """
    ),
  ]

  @Test(arguments: texts) func saysWhereWhatAndWhatToDo(error: LedgerError, text: String) {
    #expect(error.message == text)
    #expect("\(error)" == text)
  }

  static let codes: [(Int32, LedgerError)] = [
    (ENOSPC, .diskFull(path: path)), (EDQUOT, .diskFull(path: path)),
    (EROFS, .readOnly(path: path)), (EACCES, .readOnly(path: path)),
    (ENOENT, .cannotOpen(path: path, detail: "No such file or directory")),
  ]

  @Test(arguments: codes) func aFileThatCannotBeMadeSaysWhy(code: Int32, error: LedgerError) {
    #expect(LedgerError(creating: Self.path, code) == error)
  }

  @Test func aBrokenRuleOfTheTablesIsOurFault() throws {
    let ledger = try bench.ledger()
    let error = #expect(throws: LedgerError.self) {
      try ledger.transaction {
        try $0.addFile(FileRow(number: 1, run: 9, day: today, path: "a.csv"))
      }
    }
    #expect(error == .refused(path: bench.path, detail: "FOREIGN KEY constraint failed"))
  }
}
