import Returns

/// A table as a list of objects, one row a line. Amounts are integers in minor units (the currency is a column
/// of its own), empty cells are null.
struct JSONFormat: TableFormat {
  var bytes: [UInt8] = []
  private var keys: [[UInt8]] = []
  private var rowCount = 0

  mutating func beginTable(_ columns: [String]) {
    keys = columns.map { column in
      var key: [UInt8] = []
      JSONText.append(column, to: &key)
      return key + Array(": ".utf8)
    }
    bytes.append(UInt8(ascii: "["))
  }

  mutating func beginRow() {
    bytes.append(contentsOf: (rowCount == 0 ? "\n  {" : ",\n  {").utf8)
    rowCount += 1
  }

  mutating func append(_ cell: Cell, column: Int) {
    if column > 0 { bytes.append(contentsOf: ", ".utf8) }
    bytes.append(contentsOf: keys[column])
    switch cell {
    case .empty: bytes.append(contentsOf: "null".utf8)
    case .text(let text): JSONText.append(text.bytes, to: &bytes)
    case .string(let string): JSONText.append(string, to: &bytes)
    case .integer(let number), .amount(let number, _): PlainText.append(number, to: &bytes)
    case .total(let total, _): bytes.append(contentsOf: String(total).utf8)
    case .flag(let isTrue): bytes.append(contentsOf: (isTrue ? "true" : "false").utf8)
    case .currency, .day, .id:
      bytes.append(UInt8(ascii: "\""))
      PlainText.appendTyped(cell, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  mutating func endRow() { bytes.append(UInt8(ascii: "}")) }

  mutating func endTable() { bytes.append(contentsOf: (rowCount == 0 ? "]\n" : "\n]\n").utf8) }
}

extension TableKind {
  /// The table as JSON for `--json`, in the order given.
  public func json(_ rows: [Row], _ context: ReportContext) -> [UInt8] {
    var format = JSONFormat()
    format.beginTable(columnNames)
    for row in rows { format.append(row, self, context) }
    format.endTable()
    return format.bytes
  }
}
