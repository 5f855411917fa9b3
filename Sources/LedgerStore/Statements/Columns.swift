import GRDBSQLite
import Returns

/// The columns of one row, read in their order; every call moves to the next.
struct Columns {
  private let handle: OpaquePointer
  private var position: Int32 = 0

  init(_ handle: OpaquePointer) { self.handle = handle }

  mutating func int64() -> Int64 {
    defer { position += 1 }
    return sqlite3_column_int64(handle, position)
  }

  mutating func optionalInt64() -> Int64? {
    if sqlite3_column_type(handle, position) == SQLITE_NULL {
      position += 1
      return nil
    }
    return int64()
  }

  mutating func int() -> Int { Int(int64()) }
  mutating func bool() -> Bool { int64() != 0 }
  mutating func day() -> Day { Day(number: Int32(truncatingIfNeeded: int64())) }
  mutating func optionalDay() -> Day? {
    optionalInt64().map { Day(number: Int32(truncatingIfNeeded: $0)) }
  }
  mutating func optionalInstant() -> Instant? { optionalInt64().map(Instant.init(seconds:)) }
  mutating func bits() -> UInt64 { UInt64(bitPattern: int64()) }
  mutating func key() -> UInt64 { UInt64(bitPattern: int64()) ^ (1 << 63) }

  /// SQLite's own memory: valid until the row is left.
  mutating func bytes() -> UnsafeRawBufferPointer {
    defer { position += 1 }
    let start = sqlite3_column_blob(handle, position)
    let count = Int(sqlite3_column_bytes(handle, position))
    return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
  }

  mutating func string() -> String { String(decoding: bytes(), as: UTF8.self) }

  mutating func optionalString() -> String? {
    if sqlite3_column_type(handle, position) == SQLITE_NULL {
      position += 1
      return nil
    }
    return string()
  }

  mutating func text(_ arena: Arena) -> Text { arena.copy(bytes()) }
  mutating func currency() -> Currency { Currency(bytes()) ?? .none }
}
