import Returns

/// A column of a page's table: worded, and set to the right where it holds numbers.
struct PageColumn<Row> {
  let label: Worded
  let isNumber: Bool
  let cell: (Row) -> Cell

  init(_ label: Worded, isNumber: Bool = false, _ cell: @escaping (Row) -> Cell) {
    self.label = label
    self.isNumber = isNumber
    self.cell = cell
  }
}

/// The table as markup.
func pageTable<Row>(
  _ columns: [PageColumn<Row>], _ rows: some Sequence<Row>, _ language: ReportLanguage
) -> String {
  var format = HTMLFormat(numbers: Set(columns.indices.filter { columns[$0].isNumber }))
  format.beginTable(columns.map { $0.label.in(language) })
  for row in rows {
    format.beginRow()
    for index in columns.indices { format.append(columns[index].cell(row), column: index) }
    format.endRow()
  }
  format.endTable()
  return String(decoding: format.bytes, as: UTF8.self)
}
