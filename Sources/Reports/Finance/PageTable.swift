import Returns

/// A column of a page's table, worded in the page's language.
struct PageColumn<Row> {
  let label: Worded
  let layout: ColumnLayout
  let cell: (Row) -> Cell

  init(_ label: Worded, _ layout: ColumnLayout = .word, _ cell: @escaping (Row) -> Cell) {
    self.label = label
    self.layout = layout
    self.cell = cell
  }
}

/// The table as markup.
func pageTable<Row>(
  _ columns: [PageColumn<Row>], _ rows: some Sequence<Row>, _ language: ReportLanguage
) -> String {
  var format = HTMLFormat(layouts: columns.map(\.layout))
  format.beginTable(columns.map { $0.label.in(language) })
  for row in rows {
    format.beginRow()
    for index in columns.indices { format.append(columns[index].cell(row), column: index) }
    format.endRow()
  }
  format.endTable()
  return format.bytes.string
}
