import GRDB
import Glibc

/// The file under the ledger: how it is recognised, made and opened.
enum LedgerFile {
  /// Written into bytes 68 to 71 of the file ("BKHL"), so that another program's database is not
  /// taken for a ledger.
  static let applicationID: UInt32 = 0x424B_484C
  /// 32 KiB pages: a day's blocks are long runs of pages, each written by a call of its own, and
  /// a day of a million orders is 640 MB of them (a third of the time that 8 KiB pages take).
  private static let pageBytes = 32 * 1024
  /// Little: what a day appends is never read again, and is copied while a processor holds it.
  private static let cacheKiB = 16 * 1024
  private static let busySeconds = 10.0
  private static let headerBytes = 72

  /// - Returns: false where there is no file; throws where there is one that is no ledger.
  static func exists(at path: String) throws(LedgerError) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return false }
      throw .cannotOpen(path: path, detail: String(cString: strerror(errno)))
    }
    defer { Glibc.close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .notALedger(path: path, found: "not a regular file")
    }
    var header = [UInt8](repeating: 0, count: headerBytes)
    let count = Glibc.read(descriptor, &header, headerBytes)
    if count == 0 { throw .notALedger(path: path, found: "a file of 0 bytes") }
    guard count == headerBytes, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notALedger(path: path, found: "no SQLite database")
    }
    let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard application == applicationID else {
      throw .notALedger(path: path, found: "a SQLite database of another program")
    }
    return true
  }

  /// Made complete under another name first: a ledger that is there is never half made.
  ///
  /// - Parameters:
  ///   - version: the last migration of an older program, whose ledger a test makes.
  ///   - rows: what that program had stored.
  static func create(at path: String, asOf version: String? = nil, rows: String = "") throws {
    let draft = path + ".new"
    for leftover in [draft, draft + "-journal"] { unlink(leftover) }
    let descriptor = Glibc.open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError(creating: path, errno) }
    Glibc.close(descriptor)
    let queue = try DatabaseQueue(path: draft, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA page_size = \(pageBytes)")
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    if let version {
      try Schema.migrator.migrate(queue, upTo: version)
      try queue.write { try $0.execute(sql: rows) }
    } else {
      try migrate(queue, path: path)
    }
    try queue.close()
    guard rename(draft, path) == 0 else { throw LedgerError(creating: path, errno) }
    syncFolder(of: path)
  }

  static func open(_ path: String, isRehearsal: Bool) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    if isRehearsal {
      try queue.writeWithoutTransaction { database in
        // What is changed and taken back stays in memory.
        try database.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA cache_spill = OFF")
      }
      return queue
    }
    let (synchronous, journal) = try queue.inDatabase { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA synchronous"),
        try String.fetchOne(database, sql: "PRAGMA journal_mode")
      )
    }
    guard synchronous == 2, journal == "delete" else {
      throw LedgerError.cannotOpen(
        path: path,
        detail: "SQLite gives synchronous \(synchronous ?? -1), journal \(journal ?? "none") "
          + "where 2 (full) and delete are needed for a ledger that survives a power cut")
    }
    return queue
  }

  static func migrate(_ queue: DatabaseQueue, path: String) throws {
    let migrator = Schema.migrator
    let isComplete = try queue.read { database in
      if try migrator.hasBeenSuperseded(database) { throw LedgerError.newerSchema(path: path) }
      return try migrator.hasCompletedMigrations(database)
    }
    if !isComplete { try migrator.migrate(queue) }
  }

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA recursive_triggers = ON;
          PRAGMA secure_delete = FAST;
          PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -\(cacheKiB);
          """)
      try RowSeal.install(in: database)
    }
    return configuration
  }

  private static func syncFolder(of path: String) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    Glibc.close(descriptor)
  }
}
