import Returns

/// A table as a list of objects, one row a line. Amounts are integers in minor units (the currency
/// is a column of its own), empty cells are null.
struct JSONFormat: ~Copyable {
  private(set) var bytes = ByteBuffer()
  private var keys: [String] = []
  private var rowCount = 0

  mutating func beginTable(_ columns: [String]) {
    keys = columns.map { column in
      var key = ByteBuffer(capacity: 64)
      JSONText.append(column, to: &key)
      return key.string + ": "
    }
    bytes.append(UInt8(ascii: "["))
  }

  mutating func beginRow() {
    bytes.append(rowCount == 0 ? "\n  {" : ",\n  {")
    rowCount += 1
  }

  mutating func append(_ cell: Cell, column: Int) {
    if column > 0 { bytes.append(", ") }
    bytes.append(keys[column])
    switch cell {
    case .empty: bytes.append("null")
    case .text(let text): JSONText.append(text.bytes, to: &bytes)
    case .string(let string): JSONText.append(string, to: &bytes)
    case .integer(let number), .amount(let number, _): PlainText.append(number, to: &bytes)
    case .total(let total, _): bytes.append(String(total))
    case .flag(let isTrue): bytes.append(isTrue ? "true" : "false")
    case .currency, .day, .id:
      bytes.append(UInt8(ascii: "\""))
      PlainText.appendTyped(cell, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  mutating func endRow() { bytes.append(UInt8(ascii: "}")) }

  mutating func endTable() { bytes.append(rowCount == 0 ? "]\n" : "\n]\n") }
}

extension TableKind {
  /// The table as JSON for `--json`, in the order given.
  public func json(_ rows: [Row], _ context: ReportContext) -> [UInt8] {
    var format = JSONFormat()
    format.beginTable(columnNames)
    for row in rows {
      format.beginRow()
      for (index, column) in columns.enumerated() {
        format.append(column.cell(row, context), column: index)
      }
      format.endRow()
    }
    format.endTable()
    return format.bytes.array
  }
}
