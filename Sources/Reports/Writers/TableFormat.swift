/// How a table becomes bytes. A format is a struct that appends to `bytes`; whoever drives it may take the
/// bytes away between rows.
protocol TableFormat {
  var bytes: [UInt8] { get set }
  mutating func beginTable(_ columns: [String])
  mutating func beginRow()
  mutating func append(_ cell: Cell, column: Int)
  mutating func endRow()
  mutating func endTable()
}

extension TableFormat {
  mutating func append<Row>(_ row: Row, _ kind: TableKind<Row>, _ context: ReportContext) {
    beginRow()
    for index in kind.columns.indices {
      append(kind.columns[index].cell(row, context), column: index)
    }
    endRow()
  }
}
