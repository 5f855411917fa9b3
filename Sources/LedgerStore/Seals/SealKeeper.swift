import CSQLiteHooks
import GRDB
import GRDBSQLite
import Glibc

/// Keeps the seals of rows while a transaction stores, changes and removes them.
///
/// SQLite tells of every row before it changes; what is told is noted, and the seals are written in
/// one go before the transaction commits. Triggers would do the same, but a statement with a
/// trigger has SQLite copy every page that it touches (a tenth of a run).
final class SealKeeper {
  private let connection: OpaquePointer
  private let tables: [SealedTable]
  private var changes: [RowChange] = []
  private var keys: [UInt8] = []
  private var failure = SQLITE_OK
  /// The table of the row before: most rows come in runs of one table.
  private var latest: (name: UnsafePointer<CChar>, table: Int)?
  /// Where the values of a row are put together.
  private let values: RowSeal.Values
  private static let valuesMax = 64
  /// Gives a column's value before the change, or after it.
  private typealias Read = (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Int32

  /// Listens from now on; at most one keeper a connection.
  init(_ database: Database) throws {
    guard let connection = database.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE)
    }
    self.connection = connection
    tables = try SealedTable.all(in: database)
    values = .allocate(capacity: Self.valuesMax)
    _ = sqlite3_preupdate_hook(
      connection,
      { context, _, operation, _, table, _, _ in
        guard let context, let table else { return }
        Unmanaged<SealKeeper>.fromOpaque(context).takeUnretainedValue().note(operation, table)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    _ = sqlite3_preupdate_hook(connection, nil, nil)
    values.deallocate()
  }

  private func note(_ operation: Int32, _ name: UnsafePointer<CChar>) {
    guard let index = table(called: name) else { return }
    let table = tables[index]
    var change = RowChange(table: index)
    if operation != SQLITE_INSERT { change.old = side(of: table, sqlite3_preupdate_old) }
    if operation != SQLITE_DELETE { change.new = side(of: table, sqlite3_preupdate_new) }
    changes.append(change)
  }

  /// A name is SQLite's own and stays in its place as long as no table is made or dropped.
  private func table(called name: UnsafePointer<CChar>) -> Int? {
    if let latest, latest.name == name { return latest.table }
    guard let index = tables.firstIndex(where: { strcmp($0.name, name) == 0 }) else { return nil }
    latest = (name, index)
    return index
  }

  private func side(of table: SealedTable, _ read: Read) -> RowChange.Side {
    gather(table.sealed, read)
    let digest = RowSeal.digest(values, count: table.sealed.count)
    gather(table.key, read)
    let start = keys.count
    RowSeal.appendKey(values, count: table.key.count, to: &keys)
    return RowChange.Side(key: start..<keys.count, digest: digest)
  }

  private func gather(_ columns: [Int], _ read: Read) {
    precondition(columns.count <= Self.valuesMax)
    for (index, column) in columns.enumerated() {
      let code = read(connection, Int32(column), values + index)
      if code != SQLITE_OK, failure == SQLITE_OK { failure = code }
    }
  }

  /// Writes what was noted, in its order, and listens no more.
  func keep(_ writer: LedgerWriter) throws {
    _ = sqlite3_preupdate_hook(connection, nil, nil)
    guard failure == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: failure))
    }
    let noted = changes
    changes = []
    try keys.withUnsafeBytes { keys in
      for change in noted {
        try writer.keepSeal(
          of: tables[change.table].name, old: change.old?.told(keys), new: change.new?.told(keys))
      }
    }
    keys = []
  }
}

/// A row that was stored (`new` alone), changed or removed (`old` alone).
private struct RowChange {
  struct Side {
    let key: Range<Int>
    let digest: UInt64

    func told(_ keys: UnsafeRawBufferPointer) -> LedgerWriter.Seal {
      LedgerWriter.Seal(key: UnsafeRawBufferPointer(rebasing: keys[key]), digest: digest)
    }
  }

  let table: Int
  var old: Side?
  var new: Side?
}
