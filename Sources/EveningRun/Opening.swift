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

/// What `out/` has of a date that the ledger has no run of was published from another ledger: an
/// older one was put back since, or it is gone. Nothing is judged by it, or batches that have left
/// would leave again.
func checkLedgerKnows(_ workspace: Workspace, _ ledger: Ledger, before day: Day) throws {
  let known = Set(try ledger.read { try $0.runs(limit: .max) }.filter(\.isStored).map(\.day))
  let out = workspace.path(workspace.out)
  var unknown: [String] = []
  for folder in dateFolders(of: out) where !known.contains(folder.day) {
    if FileManager.default.fileExists(atPath: folder.path + "/manifest.json") {
      unknown.append(folder.day.string)
    } else if folder.day < day {
      clearRemains(folder.path)
    }
  }
  guard let first = unknown.min() else { return }
  throw RunFailure.configuration([
    "\(out)/\(first): was published by a run that \(workspace.path(workspace.ledger)) does not "
      + "know: an older ledger was put back, or it is lost. Put the newest one back. If there is "
      + "none, move the folders of out/ from \(first) on away, put the files of archive/ from "
      + "that date on into the inbox, and run these dates again; what their batches asked for may "
      + "have been carried out"
  ])
}

/// Of a run that was killed before it had kept anything, and was not made again: files without
/// their names. A run without a manifest never happened.
private func clearRemains(_ folder: String) {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  for name in names where name.hasPrefix(".") && name.hasSuffix(".part") {
    _ = unlink(folder + "/" + name)
  }
  // Anything else that lies there stays.
  _ = rmdir(folder)
}

private func dateFolders(of out: String) -> [(day: Day, path: String)] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
  return names.compactMap { name in Day(iso: name).map { ($0, out + "/" + name) } }
}

extension Workspace {
  /// Today in the workspace's zone; before noon the evening before is meant.
  func defaultDay(at now: Instant) -> Day {
    let local = now.seconds + zone.offset(at: now.seconds)
    let today = zone.day(now)
    return local - Int64(today.number) * 86_400 < 43_200 ? today + -1 : today
  }
}
