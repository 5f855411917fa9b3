import GRDB
import GRDBSQLite
import Returns

/// What a row's seal is made of: a digest of its values, and its key as people read it.
///
/// Both are functions of SQL too, `row_seal(value, …)` and `row_key(value, …)`, for whole tables.
enum RowSeal {
  typealias Values = UnsafeMutablePointer<OpaquePointer?>

  /// A value's type is part of it: NULL, 0 and "" differ, and so do 1 and "1".
  static func digest(_ values: Values, count: Int) -> UInt64 {
    var hash = StableHash(seed: 0x5EA1)
    for index in 0..<count {
      guard let value = values[index] else { continue }
      let type = sqlite3_value_type(value)
      hash.combine(UInt64(type))
      switch type {
      case SQLITE_INTEGER: hash.combine(sqlite3_value_int64(value))
      case SQLITE_NULL: break
      default: hash.combine(bytes(value))
      }
    }
    return hash.value
  }

  /// Values with bars between; a bar or backslash of a value has a backslash before it, so that no
  /// two keys look alike.
  static func appendKey(_ values: Values, count: Int, to key: inout [UInt8]) {
    let (bar, backslash) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
    for index in 0..<count {
      if index > 0 { key.append(bar) }
      guard let value = values[index] else { continue }
      for byte in bytes(value) {
        if byte == bar || byte == backslash { key.append(backslash) }
        key.append(byte)
      }
    }
  }

  private static func bytes(_ value: OpaquePointer) -> UnsafeRawBufferPointer {
    // As text, so that a number gives its digits.
    let start = sqlite3_value_text(value)
    return UnsafeRawBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }
}

// MARK: In SQL

extension RowSeal {
  static func install(in database: Database) throws {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    let code = sqlite3_create_function_v2(
      database.sqliteConnection, "row_seal", -1, flags, nil,
      { context, count, values in
        guard let values else { return }
        let digest = RowSeal.digest(values, count: Int(count))
        sqlite3_result_int64(context, Int64(bitPattern: digest))
      }, nil, nil, nil)
    let keyCode = sqlite3_create_function_v2(
      database.sqliteConnection, "row_key", -1, flags, nil,
      { context, count, values in
        guard let values else { return }
        var key: [UInt8] = []
        RowSeal.appendKey(values, count: Int(count), to: &key)
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        key.withUnsafeBytes { bytes in
          let text = bytes.bindMemory(to: CChar.self).baseAddress
          sqlite3_result_text(context, text, Int32(bytes.count), transient)
        }
      }, nil, nil, nil)
    guard code == SQLITE_OK, keyCode == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: max(code, keyCode)))
    }
  }
}
