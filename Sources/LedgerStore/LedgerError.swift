import GRDB
import Glibc

/// Why the ledger or its workspace cannot be used; `message` says where, what was found and what to
/// do.
public enum LedgerError: Error, Equatable, Sendable {
  case missing(path: String)
  case notALedger(path: String, found: String)
  case newerSchema(path: String)
  case corrupt(path: String, detail: String)
  case diskFull(path: String)
  case readOnly(path: String)
  case busy(path: String)
  case cannotOpen(path: String, detail: String)
  case inputOutput(path: String, detail: String)
  /// A run for a day before the ledger's last one.
  case dayGoesBack(path: String, day: String, lastDay: String)
  /// A rule of the tables was broken: a fault of this program, not of its user.
  case refused(path: String, detail: String)
  /// Another run holds the workspace; pid and start are nil where the holder has not written them
  /// yet.
  case workspaceHeld(path: String, pid: Int32?, startedAt: String?)
}

extension LedgerError: CustomStringConvertible {
  public var description: String { message }

  /// One line.
  public var message: String {
    switch self {
    case .missing(let path):
      "\(path): there is no ledger here; check the folder's name, or make a workspace with "
        + "`backhaul init`"
    case .notALedger(let path, let found):
      "\(path): found \(found) where a Backhaul ledger was expected; restore the ledger from a "
        + "backup, or move the file away"
    case .newerSchema(let path):
      "\(path): written by a newer Backhaul than this one; install that version, nothing was "
        + "changed"
    case .corrupt(let path, let detail):
      "\(path): the ledger is damaged (\(detail)); restore it from a backup and run the days since "
        + "again"
    case .diskFull(let path):
      "\(path): the disk is full, nothing of this run was stored; free some space and run again"
    case .readOnly(let path):
      "\(path): the ledger or its folder cannot be written to by user \(geteuid()); "
        + "give this user write permission, or run as the owner"
    case .busy(let path):
      "\(path): another program has kept the ledger locked for 10 seconds; close it and run again"
    case .cannotOpen(let path, let detail):
      "\(path): the ledger cannot be opened (\(detail)); check the folder and its permissions"
    case .inputOutput(let path, let detail):
      "\(path): reading or writing the ledger failed (\(detail)), nothing of this run was stored; "
        + "check the disk and run again"
    case .dayGoesBack(let path, let day, let lastDay):
      "\(path): business date \(day) is before \(lastDay), the last one in the ledger; run "
        + "\(lastDay) or later, or use `backhaul report` for a past day"
    case .refused(let path, let detail):
      "\(path): the ledger refused a row (\(detail)), nothing of this run was stored; this is a "
        + "fault of Backhaul, please report it"
    case .workspaceHeld(let path, let pid, let startedAt):
      "\(path): another run holds this workspace (process \(pid.map(String.init) ?? "unknown"), "
        + "started \(startedAt ?? "just now")); wait for it to end, or stop that process"
    }
  }
}

extension LedgerError {
  /// Words what SQLite said; an error that is ours already passes unchanged.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? LedgerError ?? .cannotOpen(path: path, detail: "\(error)")
      return
    }
    let detail = error.message ?? "SQLite code \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
      self = .cannotOpen(path: path, detail: "the file was moved or removed while it was in use")
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_CORRUPT: self = .corrupt(path: path, detail: detail)
    case .SQLITE_NOTADB: self = .notALedger(path: path, found: "no SQLite database")
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self = .cannotOpen(path: path, detail: detail)
    case .SQLITE_IOERR:
      let code = error.extendedResultCode.rawValue
      self = .inputOutput(path: path, detail: "\(detail), SQLite code \(code)")
    default: self = .refused(path: path, detail: detail)
    }
  }

  /// Words why a new file could not be made.
  init(creating path: String, _ code: Int32) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EROFS, EACCES, EPERM: self = .readOnly(path: path)
    default: self = .cannotOpen(path: path, detail: String(cString: strerror(code)))
    }
  }
}
