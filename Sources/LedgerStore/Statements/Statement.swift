import GRDB
import GRDBSQLite
import Returns

/// A prepared statement: values are added in the order of its parameters, then it runs.
///
/// Straight on SQLite's own calls: a day stores millions of values, and a row through GRDB's
/// argument lists costs several times as much.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private var position: Int32 = 0
  private var failure: Int32 = SQLITE_OK

  init(_ connection: OpaquePointer, _ sql: StaticString) throws {
    var prepared: OpaquePointer?
    let code = sql.withUTF8Buffer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        sqlite3_prepare_v3(
          connection, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &prepared, nil)
      }
    }
    guard code == SQLITE_OK, let prepared else { throw Self.error(connection) }
    handle = prepared
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs a statement that gives no rows.
  func run() throws {
    defer { reset() }
    try check()
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW { code = sqlite3_step(handle) }
    guard code == SQLITE_DONE else { throw Self.error(connection) }
  }

  /// Reads every row. The texts and blobs of a row are SQLite's own memory: valid during the call
  /// only.
  func forEach(_ body: (inout Columns) throws -> Void) throws {
    defer { reset() }
    try check()
    while true {
      let code = sqlite3_step(handle)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw Self.error(connection) }
      var columns = Columns(handle)
      try body(&columns)
    }
  }

  /// Reads the first row, if there is one.
  func first<T>(_ body: (inout Columns) throws -> T) throws -> T? {
    defer { reset() }
    try check()
    let code = sqlite3_step(handle)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw Self.error(connection) }
    var columns = Columns(handle)
    return try body(&columns)
  }

  private func check() throws {
    guard failure == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: failure))
    }
  }

  private func reset() {
    sqlite3_reset(handle)
    position = 0
    failure = SQLITE_OK
  }

  private static func error(_ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) })
  }
}

/// Values, each in the form in which it is stored. An absent text is stored empty, as `Text` has
/// it.
extension Statement {
  func add(_ value: Int64) {
    position += 1
    note(sqlite3_bind_int64(handle, position, value))
  }

  func add(_ value: Int64?) {
    if let value { add(value) } else { addNull() }
  }

  func add(_ value: Int) { add(Int64(value)) }
  func add(_ value: Bool) { add(value ? 1 as Int64 : 0) }
  func add(_ value: Day) { add(Int64(value.number)) }
  func add(_ value: Day?) { add(value.map { Int64($0.number) }) }
  func add(_ value: Instant?) { add(value?.seconds) }
  /// A word of 64 bits that is never compared by size.
  func add(bits value: UInt64) { add(Int64(bitPattern: value)) }
  /// Keeps the unsigned order: SQLite sorts signed integers.
  func add(key: UInt64) { add(Int64(bitPattern: key ^ (1 << 63))) }
  func add(_ value: Currency) { add(value.string) }

  func add(_ value: String) {
    position += 1
    var copy = value
    copy.withUTF8 { bytes in
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      bytes.withMemoryRebound(to: CChar.self) { text in
        note(bindText(text.baseAddress, text.count, transient))
      }
    }
  }

  func add(_ value: String?) {
    if let value { add(value) } else { addNull() }
  }

  /// The text is not copied: like all texts it outlives the run.
  func add(_ value: Text) {
    position += 1
    let start = value.bytes.bindMemory(to: CChar.self).baseAddress
    note(bindText(start, value.count, nil))
  }

  func add(blob value: Text) { add(blob: value.bytes) }

  /// The bytes are not copied: they stay in place until the statement has run.
  func add(blob bytes: UnsafeRawBufferPointer) {
    position += 1
    if bytes.count == 0 {
      note(sqlite3_bind_zeroblob(handle, position, 0))
    } else {
      note(
        sqlite3_bind_blob64(handle, position, bytes.baseAddress, sqlite3_uint64(bytes.count), nil))
    }
  }

  func addNull() {
    position += 1
    note(sqlite3_bind_null(handle, position))
  }

  private func bindText(
    _ start: UnsafePointer<CChar>?, _ count: Int, _ destructor: sqlite3_destructor_type?
  ) -> Int32 {
    guard let start, count > 0 else { return sqlite3_bind_text(handle, position, "", 0, nil) }
    return sqlite3_bind_text64(
      handle, position, start, sqlite3_uint64(count), destructor, UInt8(SQLITE_UTF8))
  }

  private func note(_ code: Int32) {
    if code != SQLITE_OK, failure == SQLITE_OK { failure = code }
  }
}
