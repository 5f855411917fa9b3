import Returns

/// RFC 4180 with LF line ends. A text that a spreadsheet would run as a formula gets a leading `'`; numbers come
/// from typed cells and stay numbers.
struct CSVFormat: TableFormat {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineEnd = UInt8(ascii: "\n")

  var bytes: [UInt8] = []

  mutating func beginTable(_ columns: [String]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(Self.comma) }
      bytes.append(contentsOf: column.utf8)
    }
    bytes.append(Self.lineEnd)
  }

  mutating func beginRow() {}
  mutating func endRow() { bytes.append(Self.lineEnd) }
  mutating func endTable() {}

  mutating func append(_ cell: Cell, column: Int) {
    if column > 0 { bytes.append(Self.comma) }
    switch cell {
    case .text(let text): append(text.bytes)
    case .string(var string):
      string.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    default: PlainText.appendTyped(cell, to: &bytes)
    }
  }

  private mutating func append(_ text: UnsafeRawBufferPointer) {
    guard !text.isEmpty else { return }
    let isGuarded = Self.isDangerous(text)
    guard Self.needsQuotes(text) else {
      if isGuarded { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(Self.quote)
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    for byte in text {
      if byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  /// `= + - @`, also in full width, start a formula; control characters hide one (OWASP: CSV injection).
  private static func isDangerous(_ text: UnsafeRawBufferPointer) -> Bool {
    switch text[0] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    case 0xEF:
      text.count >= 3 && text[1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(text[2])
    default: text[0] < 0x20 || text[0] == 0x7F
    }
  }

  private static func needsQuotes(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where byte <= comma {
      if byte == comma || byte == quote || byte == lineEnd || byte == 13 { return true }
    }
    return false
  }
}

extension TableKind {
  /// The rows as CSV without header: what one thread renders while another renders the next rows.
  public func csvRows(_ rows: [Row], _ context: ReportContext) -> [UInt8] {
    var format = CSVFormat()
    for row in rows { format.append(row, self, context) }
    return format.bytes
  }

  /// The whole table as CSV, in the order given.
  public func csv(_ rows: [Row], _ context: ReportContext) -> [UInt8] {
    var format = CSVFormat()
    format.beginTable(columnNames)
    for row in rows { format.append(row, self, context) }
    return format.bytes
  }
}
