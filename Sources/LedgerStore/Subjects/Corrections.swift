public import Returns

/// The sheet of a file's rejected rows that a person puts right and drops into the inbox.
public struct CorrectionSheet: Equatable, Sendable {
  public var file: Int
  /// The lines above the rows.
  public var head: String
  /// Each with the position of its reject among those of the file, from 1.
  public var rows: [(position: Int, text: String)]

  public init(file: Int, head: String, rows: [(position: Int, text: String)]) {
    self.file = file
    self.head = head
    self.rows = rows
  }

  public static func == (a: CorrectionSheet, b: CorrectionSheet) -> Bool {
    a.file == b.file && a.head == b.head && a.rows.elementsEqual(b.rows, by: ==)
  }
}

extension LedgerReader {
  /// The sheets of the files of a business date, in the order of the files.
  public func corrections(day: Day) throws -> [CorrectionSheet] {
    let query = try statement(
      """
      SELECT correction_head.file, correction_head.text, position, correction_row.text
      FROM file JOIN correction_head ON correction_head.file = file.number
        JOIN correction_row ON correction_row.file = file.number
      WHERE file.day = ? ORDER BY correction_head.file, position
      """)
    query.add(day)
    var sheets: [CorrectionSheet] = []
    try query.forEach { columns in
      let (file, head) = (columns.int(), columns.string())
      if sheets.last?.file != file {
        sheets.append(CorrectionSheet(file: file, head: head, rows: []))
      }
      sheets[sheets.count - 1].rows.append((columns.int(), columns.string()))
    }
    return sheets
  }
}

extension LedgerWriter {
  public func addCorrections(_ sheet: CorrectionSheet) throws {
    let head = try statement("INSERT INTO correction_head (file, text) VALUES (?, ?)")
    head.add(sheet.file)
    head.add(sheet.head)
    try head.run()
    let insert = try statement(
      "INSERT INTO correction_row (file, position, text) VALUES (?, ?, ?)")
    for row in sheet.rows {
      insert.add(sheet.file)
      insert.add(row.position)
      insert.add(row.text)
      try insert.run()
    }
  }
}
