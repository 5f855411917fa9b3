import Returns

/// RFC 4180 with LF line ends. A text that a spreadsheet would run as a formula gets a leading `'`;
/// numbers come from typed cells and stay numbers.
enum CSVFormat {
  static let byteOrderMark = "\u{FEFF}"
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let guardMark = UInt8(ascii: "'")
  private static let lineEnd = UInt8(ascii: "\n")

  static func appendHeader(_ columns: [String], to bytes: inout ByteBuffer) {
    bytes.append(columns.joined(separator: ","))
    bytes.append(lineEnd)
  }

  @inline(__always)
  static func appendRow<Row>(
    _ row: Row, _ columns: [TableColumn<Row>], _ context: ReportContext,
    to bytes: inout ByteBuffer
  ) {
    for index in columns.indices {
      if index > 0 { bytes.append(comma) }
      append(columns[index].cell(row, context), to: &bytes)
    }
    bytes.append(lineEnd)
  }

  static func append(_ cell: Cell, to bytes: inout ByteBuffer) {
    switch cell {
    case .text(let text): append(text.bytes, to: &bytes)
    case .string(var string):
      string.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    default: PlainText.appendTyped(cell, to: &bytes)
    }
  }

  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout ByteBuffer) {
    guard !text.isEmpty else { return }
    if isDangerous(text) || needsQuotes(text) { return appendGuarded(text, to: &bytes) }
    bytes.append(text)
  }

  private static func appendGuarded(_ text: UnsafeRawBufferPointer, to bytes: inout ByteBuffer) {
    let isQuoted = needsQuotes(text)
    if isQuoted { bytes.append(quote) }
    if isDangerous(text) { bytes.append(guardMark) }
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    if isQuoted { bytes.append(quote) }
  }

  /// `= + - @`, also in full width, start a formula; control characters hide one (OWASP: CSV
  /// injection).
  static func isDangerous(_ text: UnsafeRawBufferPointer) -> Bool {
    switch text[0] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    case 0xEF: startsInFullWidth(text)
    default: text[0] < 0x20 || text[0] == 0x7F
    }
  }

  /// Whether a text that starts with this byte has to be looked at: none that starts with a letter
  /// or a digit of ASCII has.
  @inline(__always)
  static func mayBeDangerous(_ first: UInt8) -> Bool {
    first < UInt8(ascii: "0") || first > UInt8(ascii: "z") || first == UInt8(ascii: "=")
      || first == UInt8(ascii: "@")
  }

  /// U+FF1D, U+FF0B, U+FF0D and U+FF20 share their first two bytes.
  private static func startsInFullWidth(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 3, text[1] == 0xBC else { return false }
    return text[2] == 0x9D || text[2] == 0x8B || text[2] == 0x8D || text[2] == 0xA0
  }

  @inline(__always)
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
    var bytes = ByteBuffer(capacity: 1 << 16)
    for row in rows { appendCSV(row, context, &bytes) }
    return bytes.array
  }

  /// The whole table as CSV, in the order given.
  public func csv(_ rows: [Row], _ context: ReportContext) -> [UInt8] {
    var bytes = ByteBuffer(capacity: 1 << 16)
    CSVFormat.appendHeader(columnNames, to: &bytes)
    for row in rows { appendCSV(row, context, &bytes) }
    return bytes.array
  }
}
