import GRDB
import Returns

/// What the ledger can be asked. Valid only inside the closure that it was handed to, for one
/// thread at a time.
public class LedgerReader {
  let path: String
  /// Where texts are copied to that callers keep.
  let arena = Arena()
  let database: Database
  private let connection: OpaquePointer
  private var statements: [UnsafePointer<UInt8>: Statement] = [:]

  init(_ database: Database, path: String) throws {
    guard let connection = database.sqliteConnection else {
      throw LedgerError.cannotOpen(path: path, detail: "the connection is closed")
    }
    self.database = database
    self.connection = connection
    self.path = path
  }

  /// Prepared once per reader; the same literal is the same statement.
  func statement(_ sql: StaticString) throws -> Statement {
    if let known = statements[sql.utf8Start] { return known }
    let statement = try Statement(connection, sql)
    statements[sql.utf8Start] = statement
    return statement
  }

  /// Writes out what a writer still holds back, so that a read sees it.
  func settle() throws {}

  func close() { statements.removeAll() }

  func corrupt(_ detail: String) -> LedgerError { .corrupt(path: path, detail: detail) }
}
