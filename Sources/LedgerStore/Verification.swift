import Returns

extension LedgerReader {
  /// What is wrong with the ledger as a file; empty if nothing is.
  ///
  /// SQLite's own check sees broken trees and broken references, not changed values. The digests
  /// of blocks and pages see changed bytes, the seals of rows (`SealedTable`) what was changed,
  /// removed or added in plain columns.
  public func problems() throws -> [String] {
    var problems: [String] = []
    try statement("PRAGMA integrity_check(20)").forEach { columns in
      let line = columns.string()
      if line != "ok" { problems.append(line) }
    }
    try statement("PRAGMA foreign_key_check").forEach { columns in
      let (table, row, parent) = (columns.string(), columns.int64(), columns.string())
      problems.append("row \(row) of \(table) refers to a missing row of \(parent)")
    }
    let pages = try [
      (
        "dossier block",
        statement("SELECT number, digest, content FROM dossier_block ORDER BY number")
      ),
      (
        "dossier directory",
        statement("SELECT number, digest, entries FROM dossier_directory ORDER BY number")
      ),
      (
        "page of open dossiers",
        statement("SELECT rowid, digest, keys FROM open_dossiers ORDER BY rowid")
      ),
      ("route page", statement("SELECT number, digest, entries FROM route_page ORDER BY number")),
      (
        "page of open exceptions",
        statement("SELECT rowid, digest, places FROM open_exceptions ORDER BY rowid")
      ),
      ("case page", statement("SELECT number, digest, shown FROM case_page ORDER BY number")),
      ("page of figures", statement("SELECT rowid, digest, cells FROM figure_page ORDER BY rowid")),
    ]
    for (name, query) in pages {
      try query.forEach { columns in
        let (number, digest) = (columns.int64(), columns.bits())
        if PairPage.digest(columns.bytes()) != digest {
          problems.append("\(name) \(number) is not what was written")
        }
      }
    }
    try statement(
      "SELECT number, digest, directory, content FROM exception_page ORDER BY number"
    ).forEach { columns in
      let (number, digest) = (columns.int64(), columns.bits())
      let directory = columns.bytes()
      if PairPage.digest(directory, columns.bytes()) != digest {
        problems.append("exception page \(number) is not what was written")
      }
    }
    guard problems.isEmpty else { return problems }
    problems += try schemaProblems(in: database)
    for table in try SealedTable.all(in: database) {
      problems += try table.problems(in: database)
    }
    return problems
  }
}
