import Glibc
import LedgerStore
import Testing

@Suite("One run at a time")
struct WorkspaceLockTests {
  private let bench: Workbench
  private let started = "2026-11-22T20:00:00+08:00"

  init() throws { bench = try Workbench() }

  @Test func theSecondRunIsToldWhoHoldsTheWorkspace() throws {
    let first = try WorkspaceLock(workspace: bench.folder, startedAt: started)
    let held = LedgerError.workspaceHeld(
      path: bench.folder + "/.backhaul.lock", pid: getpid(), startedAt: started)
    #expect(throws: held) { try WorkspaceLock(workspace: bench.folder + "/", startedAt: "later") }
    #expect(bench.mode(of: ".backhaul.lock") == 0o600)
    first.release()
    first.release()
    _ = try WorkspaceLock(workspace: bench.folder, startedAt: "later")
    #expect(bench.bytes(of: ".backhaul.lock") == Array("\(getpid()) later\n".utf8))
  }

  @Test func aLockThatIsLetGoOfOpensTheWorkspace() throws {
    do { _ = try WorkspaceLock(workspace: bench.folder, startedAt: started) }
    _ = try WorkspaceLock(workspace: bench.folder, startedAt: started)
  }

  @Test func aHolderThatHasNotSignedYetIsUnknown() throws {
    for text in ["", "4711", "4711 2026", "x y\n", "\n"] {
      bench.write(Array(text.utf8), to: ".backhaul.lock")
      let file = open(bench.folder + "/.backhaul.lock", O_RDWR)
      defer { close(file) }
      #expect(flock(file, LOCK_EX) == 0)
      let unknown = LedgerError.workspaceHeld(
        path: bench.folder + "/.backhaul.lock", pid: nil, startedAt: nil)
      #expect(throws: unknown) { try WorkspaceLock(workspace: bench.folder, startedAt: started) }
    }
  }

  @Test func aKilledRunHoldsNothing() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = bench.folder as String] in
      let lock = try WorkspaceLock(workspace: folder, startedAt: "before")
      withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
    }
    #expect(bench.names == [".backhaul.lock"])
    _ = try WorkspaceLock(workspace: bench.folder, startedAt: started)
  }

  @Test func aLinkIsNotFollowed() throws {
    symlink("elsewhere", bench.folder + "/.backhaul.lock")
    #expect(throws: LedgerError.self) {
      try WorkspaceLock(workspace: bench.folder, startedAt: started)
    }
  }
}
