/// One row that could not be read, with its own text.
public struct RejectRow: Sendable {
  public var file: String
  /// Physical line, from 1.
  public var line: Int
  public var field: String
  public var code: String
  public var reason: String
  public var record: String
  /// The sheet in which it stands to be put right; empty where its cells are not known.
  public var corrections = ""

  public init(
    file: String, line: Int, field: String, code: String, reason: String, record: String
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.code = code
    self.reason = reason
    self.record = record
  }
}

/// `rejects.csv`: every row set aside.
public let rejectsTable = TableKind<RejectRow>(
  "rejects",
  [
    TableColumn("file") { row, _ in .string(row.file) },
    TableColumn("line") { row, _ in .count(row.line) },
    TableColumn("field") { row, _ in .string(row.field) },
    TableColumn("code") { row, _ in .string(row.code) },
    TableColumn("reason") { row, context in
      .string(Wording.intake(row.reason, context.language))
    },
    TableColumn("record") { row, _ in .string(row.record) },
    TableColumn("corrections") { row, _ in .string(row.corrections) },
  ])
