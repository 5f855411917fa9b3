import Returns

/// A sheet of a workbook: a head, rows of typed cells, and lines that add them up.
struct Worksheet: Sendable {
  struct Column: Sendable {
    let title: String
    /// In characters.
    let width: Int
    /// What a person types into its empty cells stays as it was typed: no date, no formula.
    var isText = false
    /// Its title stands above the figures, on the right.
    var isNumber = false
  }

  /// What a cell may be filled with.
  struct Choice: Sendable {
    /// Place of the column, from 0.
    let column: Int
    let values: [String]
  }

  /// A line below the rows.
  struct Total: Sendable {
    let label: String
    /// Place of the column that is added up, and of the one that says in which currency.
    let column: Int
    let currencyColumn: Int
    let currency: Currency
    let sum: Int128
  }

  let name: String
  let columns: [Column]
  let rowCount: Int
  let cells: @Sendable (Int) -> [Cell]
  var choice: Choice?
  var totals: [Total] = []
  /// What is to be said behind all.
  var notes: [String] = []
  /// Rows may be looked through by what their columns hold.
  var hasFilter = true
}

/// How cells look; the places of the formats in styles.xml.
enum CellStyle: Int {
  case text = 1
  case head, date, integer, plainNumber
  case amount0, amount2, amount3, amount4
  case total0, total2, total3, total4
  case totalLabel, wrapped, note, numberHead

  static func amount(_ currency: Currency) -> CellStyle {
    switch currency.decimals {
    case 0: .amount0
    case 3: .amount3
    case 4: .amount4
    default: .amount2
    }
  }

  static func total(_ currency: Currency) -> CellStyle {
    switch currency.decimals {
    case 0: .total0
    case 3: .total3
    case 4: .total4
    default: .total2
    }
  }
}

extension Worksheet {
  /// The sheet's XML in pieces of some hundred kilobytes.
  func write(_ piece: (UnsafeRawBufferPointer) -> Void) {
    var pen = SheetPen()
    pen.append(head)
    pen.beginRow(1)
    for (place, column) in columns.enumerated() {
      pen.string(place, column.title, column.isNumber ? .numberHead : .head)
    }
    pen.endRow()
    for row in 0..<rowCount {
      let cells = cells(row)
      pen.beginRow(row + 2, lines: lines(of: cells))
      for (place, cell) in cells.enumerated() { pen.cell(place, cell) }
      pen.endRow()
      if pen.count > 1 << 18 { pen.flush(piece) }
    }
    appendTotals(&pen)
    pen.append(foot)
    pen.flush(piece)
  }

  /// How many lines a row's sentences take: not every program that opens the file finds it out.
  private func lines(of cells: [Cell]) -> Int {
    var most = 1
    for (cell, column) in zip(cells, columns) {
      guard case .string(let text) = cell, SheetPen.isWrapped(text.utf8.count) else { continue }
      // Words are not split, so that a line is seldom full.
      most = max(most, (displayWidth(text) * 11 / 10 + column.width - 1) / column.width)
    }
    return most
  }

  /// Of the sheet's sheetData.
  var lastRow: Int {
    rowCount + 1 + (totals.isEmpty && notes.isEmpty ? 0 : totals.count + notes.count)
  }

  private func appendTotals(_ pen: inout SheetPen) {
    var row = rowCount + 2
    for total in totals {
      pen.beginRow(row)
      pen.string(0, total.label, .totalLabel)
      let (amounts, currencies) = (
        SheetPen.letters(total.column), SheetPen.letters(total.currencyColumn)
      )
      let last = max(2, rowCount + 1)
      let formula =
        "SUMIF(\(currencies)2:\(currencies)\(last),\"\(total.currency.string)\","
        + "\(amounts)2:\(amounts)\(last))"
      pen.formula(total.column, formula, total.sum, total.currency)
      pen.string(total.currencyColumn, total.currency.string, .totalLabel)
      pen.endRow()
      row += 1
    }
    for note in notes {
      pen.beginRow(row)
      pen.string(0, note, .note)
      pen.endRow()
      row += 1
    }
  }

  private var head: String {
    let last = SheetPen.letters(max(0, columns.count - 1))
    var xml = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
      <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:\(last)\(lastRow)"/>\
      <sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" \
      activePane="bottomRight" state="frozen"/></sheetView></sheetViews>\
      <sheetFormatPr defaultRowHeight="15"/><cols>
      """
    for (place, column) in columns.enumerated() {
      let style = column.isText ? " style=\"\(CellStyle.text.rawValue)\"" : ""
      xml += """
        <col min="\(place + 1)" max="\(place + 1)" width="\(column.width)"\(style) \
        customWidth="1"/>
        """
    }
    return xml + "</cols><sheetData>"
  }

  private var foot: String {
    let last = SheetPen.letters(max(0, columns.count - 1))
    var xml = "</sheetData>"
    if hasFilter { xml += "<autoFilter ref=\"A1:\(last)\(rowCount + 1)\"/>" }
    if let choice, rowCount > 0 {
      let column = SheetPen.letters(choice.column)
      xml += """
        <dataValidations count="1"><dataValidation type="list" allowBlank="1" \
        showErrorMessage="1" sqref="\(column)2:\(column)\(rowCount + 1)"><formula1>\
        "\(choice.values.joined(separator: ","))"</formula1></dataValidation></dataValidations>
        """
    }
    return xml + """
      <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>
      """
  }
}
