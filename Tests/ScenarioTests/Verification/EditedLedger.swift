import GRDB

extension VerifiedShop {
  /// What somebody with a SQLite browser does to the ledger.
  func editLedger(_ sql: String) throws {
    let queue = try DatabaseQueue(path: root + "/ledger.sqlite")
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}
