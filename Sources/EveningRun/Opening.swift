import Foundation
import LedgerStore
import Returns
import Settings

/// What a run needs before it starts: configuration, lock, ledger, date.
func open(_ root: String) throws -> Workspace {
  do {
    return try loadWorkspace(root: root)
  } catch {
    throw RunFailure.configuration(error.errors.map(\.description))
  }
}

/// The same for a run. That another run holds the workspace is said before anything that is wrong
/// with the settings (design: section 3, the order of exit codes): it may be changing them.
func openForRun(_ order: RunOrder, _ startedAt: String) throws -> Workspace {
  do {
    return try open(order.workspace)
  } catch {
    // Nothing is made in a folder that is no workspace.
    let name = order.workspace + "/" + WorkspaceLock.name
    if order.rehearsalFolder == nil, FileManager.default.fileExists(atPath: name) {
      try lock(order.workspace, startedAt).release()
    }
    throw error
  }
}

func lock(_ workspace: Workspace, _ order: RunOrder, _ startedAt: String) throws -> WorkspaceLock? {
  order.rehearsalFolder == nil ? try lock(workspace.root, startedAt) : nil
}

private func lock(_ root: String, _ startedAt: String) throws -> WorkspaceLock {
  do {
    return try WorkspaceLock(workspace: root, startedAt: startedAt)
  } catch {
    if case .workspaceHeld = error { throw RunFailure.locked(error.message) }
    throw RunFailure.broken(error.message)
  }
}

/// A rehearsal never writes into the books: not over a closed date, not into the inbox.
func checkRehearsalFolder(_ workspace: Workspace, _ order: RunOrder) throws {
  guard let folder = order.rehearsalFolder else { return }
  func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
  let out = absolute(folder)
  var isFolder: ObjCBool = true
  if FileManager.default.fileExists(atPath: out, isDirectory: &isFolder), !isFolder.boolValue {
    throw RunFailure.configuration(["--out \(folder): is a file; name a folder"])
  }
  let books = [workspace.out, workspace.inbox, workspace.archive].map {
    absolute(workspace.path($0))
  }
  let isInside = books.contains { (out + "/").hasPrefix($0 + "/") }
  guard out == absolute(workspace.root) || isInside else { return }
  throw RunFailure.configuration([
    "--out \(folder): is the workspace itself or its inbox, archive or results, which a rehearsal "
      + "leaves as they are; name another folder"
  ])
}

/// A rehearsal without a ledger works on an empty one of its own; with one that may only be read,
/// on a copy.
func openLedger(_ workspace: Workspace, _ order: RunOrder) throws -> Ledger {
  let path = workspace.path(workspace.ledger)
  do {
    guard let folder = order.rehearsalFolder else { return try Ledger(path: path, create: true) }
    let isThere = FileManager.default.fileExists(atPath: path)
    if isThere, FileManager.default.isWritableFile(atPath: path) {
      return try Ledger(path: path, create: false, isRehearsal: true)
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    removeRehearsalLedger(order)
    let own = folder + "/" + rehearsalLedger
    if isThere {
      try FileManager.default.copyItem(atPath: path, toPath: own)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: own)
    }
    return try Ledger(path: own, create: true, isRehearsal: true)
  } catch let error as LedgerError {
    throw RunFailure.broken(error.message)
  }
}

private let rehearsalLedger = ".rehearsal.sqlite"

func removeRehearsalLedger(_ order: RunOrder) {
  guard let folder = order.rehearsalFolder else { return }
  for suffix in ["", "-journal", "-wal", "-shm"] {
    _ = unlink(folder + "/" + rehearsalLedger + suffix)
  }
}

func checkDate(_ day: Day, _ ledger: Ledger) throws {
  guard let last = try ledger.read({ try $0.lastDay }), day < last else { return }
  throw RunFailure.dateGoesBack(
    "--as-of \(day.string): the ledger already holds \(last.string), and business dates never "
      + "go back; run \(last.string) again, or a later date")
}

extension Workspace {
  /// Today in the workspace's zone; before noon the evening before is meant.
  func defaultDay(at now: Instant) -> Day {
    let local = now.seconds + zone.offset(at: now.seconds)
    let today = zone.day(now)
    return local - Int64(today.number) * 86_400 < 43_200 ? today + -1 : today
  }
}
