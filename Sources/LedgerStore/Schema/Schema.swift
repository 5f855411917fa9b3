import GRDB

/// The tables of the ledger. Migrations are append-only: a published one is never edited.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      for part in [
        runTables, dossierTables, exceptionTables, caseTables, closingTables, deskTables, views,
      ] {
        try database.execute(sql: part)
      }
    }
    migrator.registerMigration("decisions") { try $0.execute(sql: decisionTables) }
    migrator.registerMigration("withdrawals") { try $0.execute(sql: withdrawalTables) }
    migrator.registerMigration("instructions") { try $0.execute(sql: instructionTables) }
    migrator.registerMigration("waybills") { try $0.execute(sql: waybillTables) }
    migrator.registerMigration("pages") { try turnVersionsIntoPages($0) }
    migrator.registerMigration("corrections") { try $0.execute(sql: correctionTables) }
    migrator.registerMigration("chains") { try $0.execute(sql: chainTables) }
    migrator.registerMigration("figures") { try $0.execute(sql: figureTables) }
    migrator.registerMigration("open instructions") { try $0.execute(sql: openInstructionView) }
    migrator.registerMigration("file covers") { try $0.execute(sql: coverTables) }
    migrator.registerMigration("seals") { try sealRows($0) }
    migrator.registerMigration("chain begins") { try $0.execute(sql: chainBeginTable) }
    migrator.registerMigration("set aside") { try $0.execute(sql: setAsideTables) }
    return migrator
  }
}
