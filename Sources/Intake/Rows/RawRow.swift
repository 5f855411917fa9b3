import Returns

/// One physical row. All texts are valid only during the call that hands it over.
struct RawRow {
  /// Physical line, 1-based, of the row's first byte.
  let line: Int
  /// Unquoted, not trimmed. Empty if there is a problem. They lie in the scanned text, or in memory
  /// that goes on for at least `RowJudge.slack` bytes behind each of them.
  let fields: UnsafeBufferPointer<Text>
  /// The row's own bytes without the line end, always UTF-8: bytes that are none are written as
  /// `\xff`. With a problem of its quotes, length or width it is the first physical line, of which
  /// at most 64 KiB are given.
  let raw: Text
  /// Why the row cannot be read; it is one reject, and reading goes on at the next line.
  let problem: RowProblem?
}

/// What makes a row unreadable. Columns are counted from 1.
enum RowProblem: Equatable, Sendable {
  /// Offset in the member's bytes (uncompressed, as they were before transcoding).
  case badUTF8(offset: Int, byte: UInt8)
  case unclosedQuote(line: Int)
  case strayQuote(column: Int)
  case textAfterQuote(column: Int)
  case longField(column: Int)
  case longRow
  case manyColumns
  /// A spreadsheet's row with two cells in one place.
  case repeatedCell(column: Int)

  /// The code of the reject.
  var code: String {
    switch self {
    case .badUTF8: "BAD_ENCODING"
    case .unclosedQuote, .strayQuote, .textAfterQuote: "BAD_QUOTES"
    case .longField, .longRow, .manyColumns, .repeatedCell: "BAD_COLUMNS"
    }
  }

  /// What was found, what was expected, what to do.
  var message: String {
    switch self {
    case .badUTF8(let offset, let byte):
      "byte 0x\(hex(byte)) at offset \(offset) is no text in the file's encoding; export the row "
        + "again as UTF-8"
    case .unclosedQuote(let line):
      "a quote opened on line \(line) is never closed; close it, or double it if it is part of "
        + "the text"
    case .strayQuote(let column):
      "column \(column) has a quote inside unquoted text; put the cell in quotes and double the "
        + "quote inside"
    case .textAfterQuote(let column):
      "column \(column) goes on after its closing quote; double the quote if it is part of the text"
    case .longField(let column):
      "column \(column) is longer than \(RowLimits.field) bytes; is a quote or a line end missing?"
    case .longRow:
      "the row is longer than \(RowLimits.row) bytes; is a quote or a line end missing?"
    case .manyColumns:
      "the row has more than \(RowLimits.columns) columns; is the delimiter another one?"
    case .repeatedCell(let column):
      "column \(column) stands twice in this row of the sheet; open the workbook, save it again"
    }
  }
}

enum RowLimits {
  static let columns = 4096
  static let field = 1 << 20
  static let row = 4 << 20
  /// How much of a row's own bytes a problem shows.
  static let shown = 1 << 16
}
