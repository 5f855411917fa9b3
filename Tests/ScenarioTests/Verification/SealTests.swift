import Foundation
import GRDB
import Testing

@testable import LedgerStore

/// Every row of the ledger of some evenings, edited by hand in every way.
@Suite("Seals of the ledger's rows")
struct SealTests {
  @Test func everyEditIsNamed() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    let queue = try LedgerFile.open(shop.root + "/ledger.sqlite", isRehearsal: false)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      var edited: Set<String> = []
      for table in try SealedTable.all(in: database) {
        #expect(try table.problems(in: database) == [])
        for edit in try edits(of: table.name, database) {
          try database.inTransaction {
            try database.execute(sql: edit.sql)
            let problems = try table.problems(in: database)
            #expect(problems.contains { $0.hasSuffix(edit.says) }, "\(edit.sql): \(problems)")
            return .rollback
          }
          edited.insert(table.name)
        }
      }
      #expect(edited.count >= 20, "\(edited.sorted())")
      #expect(edited.isSuperset(of: ["instruction", "total", "file", "run", "open_exceptions"]))
    }
  }

  /// A row that was edited stays named when the program changes another of its columns.
  @Test func aLaterChangeHealsNoEdit() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    try shop.editLedger("UPDATE file SET rows_read = rows_read + 1 WHERE number = 1")
    let ledger = try Ledger(path: shop.root + "/ledger.sqlite", create: false)
    try ledger.transaction { try $0.database.execute(sql: "UPDATE file SET archived = 0") }
    try ledger.transaction { try $0.setArchived([1]) }
    #expect(try ledger.read { try $0.problems() } == ["row 1 of file is not what was written"])
  }

  /// A change to each column of the first row, and the row removed.
  private func edits(
    of table: String, _ database: Database
  ) throws -> [(sql: String, says: String)] {
    guard try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") != 0 else { return [] }
    let key = try database.primaryKey(table).columns
    let keys = key.joined(separator: ", ")
    let first = "(\(keys)) = (SELECT \(keys) FROM \(table) LIMIT 1)"
    var edits = [("DELETE FROM \(table) WHERE \(first)", "of \(table) is gone")]
    for column in try database.columns(in: table) where column.type != "BLOB" {
      let name = column.name
      let value =
        column.type == "INTEGER" ? "ifnull(\(name), 0) + 1000003" : "ifnull(\(name), '') || 'x'"
      let says =
        key.contains(name)
        ? "of \(table) was written by no run" : "of \(table) is not what was written"
      edits.append(("UPDATE \(table) SET \(name) = \(value) WHERE \(first)", says))
    }
    return edits
  }
}
