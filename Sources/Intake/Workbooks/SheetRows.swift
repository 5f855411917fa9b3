import Returns

/// Turns the events of a worksheet into rows as those of a CSV file: a row's line is its number in
/// the sheet, rows without a value are left out, and trailing cells without one.
final class SheetRows {
  static let rowsMost = 1_048_576
  static let columnsMost = 16_384

  private(set) var failure: InputError?
  private let strings: SharedStrings
  private let styles: CellStyles
  private var isInData = false
  private var isStopped = false
  private var row = 0
  private var column = 0
  // Of the cell at hand.
  private var reference = Text()
  private var type = Text()
  private var style = 0
  private var isFormula = false
  private var hasValue = false
  private var isInValue = false
  private var value: [UInt8] = []
  private var text = CellText()
  // Of the row at hand.
  private var cells: [(column: Int, text: Text)] = []
  private var isInOrder = true
  private var fields: [Text] = []
  private var raw: [UInt8] = []
  private let scratch = Scratch()

  init(_ strings: SharedStrings, _ styles: CellStyles) {
    self.strings = strings
    self.styles = styles
  }

  func handler(_ body: @escaping (RawRow) -> Bool) -> XMLHandler {
    XMLHandler(
      start: { name, attributes, _ in
        self.start(name.local, PartAttributes(list: attributes))
        return self.failure == nil && !self.isStopped
      },
      text: { text in
        if self.isInValue { self.value.append(contentsOf: text.bytes) } else { self.text.add(text) }
      },
      end: { name, _ in
        if self.failure == nil, !self.isStopped { self.end(name.local, body) }
      })
  }

  private func start(_ name: Text, _ attributes: PartAttributes) {
    if name == "sheetData" { isInData = true }
    guard isInData else { return }
    switch name {
    case "row": startRow(attributes.value("r"))
    case "c": startCell(attributes)
    case "v":
      hasValue = true
      isInValue = true
      value.removeAll(keepingCapacity: true)
    case "f": isFormula = true
    case "is": hasValue = true
    default: text.start(name)
    }
  }

  private func startRow(_ number: Text) {
    let next = number.isEmpty ? row + 1 : Int(number.string) ?? 0
    guard next > row, next <= Self.rowsMost else {
      return misplaced(
        "row \(ValueWording.shown(number.string)) stands after row \(row)",
        "rows in their order, up to \(Self.rowsMost)")
    }
    row = next
    column = 0
    isInOrder = true
    cells.removeAll(keepingCapacity: true)
    scratch.clear()
  }

  private func startCell(_ attributes: PartAttributes) {
    reference = attributes.value("r")
    guard let next = reference.isEmpty ? column + 1 : Self.column(of: reference, row: row),
      next <= Self.columnsMost
    else {
      return misplaced(
        "a cell of row \(row) says that it is \(ValueWording.shown(reference.string))",
        "a cell of that row in one of \(Self.columnsMost) columns")
    }
    if next <= column { isInOrder = false }
    column = next
    let type = attributes.value("t")
    self.type = Self.types.first { $0 == type } ?? Text()
    style = attributes.number("s") ?? 0
    isFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
  }

  private static let types: [Text] = ["s", "inlineStr", "str", "b", "e", "d", "n"]

  private func end(_ name: Text, _ body: (RawRow) -> Bool) {
    guard isInData else { return }
    switch name {
    case "v": isInValue = false
    case "c": endCell()
    case "row": endRow(body)
    case "sheetData": isInData = false
    default: text.end(name)
    }
  }

  private func endCell() {
    let inline = text.take()
    let cell = CellValue(type: type, style: style, isFormula: isFormula, hasValue: hasValue)
    let isText = type == "inlineStr"
    let found = isText ? inline : type == "str" ? CellText.unescaped(value) : value
    let bytes = cell.bytes(found, strings, styles)
    if !bytes.isEmpty { cells.append((column, scratch.text(bytes))) }
  }

  // MARK: rows

  private func endRow(_ body: (RawRow) -> Bool) {
    var problem: RowProblem?
    if !isInOrder {
      cells.sort { $0.column < $1.column }
      let doubled = zip(cells, cells.dropFirst()).first { $0.0.column == $0.1.column }
      problem = doubled.map { .repeatedCell(column: $0.0.column) }
    }
    while let last = cells.last, last.text.trimmed().isEmpty { cells.removeLast() }
    guard let last = cells.last else { return }
    if last.column > RowLimits.columns { problem = .manyColumns }
    if let long = cells.first(where: { $0.text.count > RowLimits.field }) {
      problem = .longField(column: long.column)
    }
    fields.removeAll(keepingCapacity: true)
    if problem == nil {
      for cell in cells {
        while fields.count < cell.column - 1 { fields.append(Text()) }
        fields.append(cell.text)
      }
    }
    writeRaw()
    let isWanted = raw.withUnsafeBytes { raw in
      fields.withUnsafeBufferPointer { fields in
        body(RawRow(line: row, fields: fields, raw: Text(raw), problem: problem))
      }
    }
    if !isWanted { isStopped = true }
  }

  /// The row as a line of CSV; a title or a note by itself as it stands.
  private func writeRaw() {
    raw.removeAll(keepingCapacity: true)
    if cells.count == 1, cells[0].column == 1 {
      raw += cells[0].text.unmarked.bytes
      return
    }
    var column = 1
    for cell in cells {
      while column < cell.column {
        raw.append(0x2C)
        column += 1
      }
      Self.quote(cell.text.unmarked, into: &raw)
      if raw.count > RowLimits.shown { return }
    }
  }

  private static func quote(_ text: Text, into bytes: inout [UInt8]) {
    guard text.bytes.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else {
      bytes += text.bytes
      return
    }
    bytes.append(0x22)
    for byte in text.bytes {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  // MARK: references

  /// The column of `AB12`, from 1; nil where it is none of this row.
  private static func column(of reference: Text, row: Int) -> Int? {
    var column = 0
    var number = 0
    var letters = 0
    for byte in reference.bytes {
      let letter = (byte & 0xDF) &- 0x41
      let digit = byte &- 0x30
      if letter < 26, number == 0, letters < 3 {
        column = column * 26 + Int(letter) + 1
        letters += 1
      } else if digit <= 9, letters > 0, number <= rowsMost {
        number = number * 10 + Int(digit)
      } else {
        return nil
      }
    }
    return number == row && column > 0 ? column : nil
  }

  private func misplaced(_ found: String, _ expected: String) {
    failure = InputError(
      .spreadsheet, line: row,
      "\(found); expected \(expected). Open the workbook in a spreadsheet program, save it again,"
        + " and deliver that.")
  }
}
