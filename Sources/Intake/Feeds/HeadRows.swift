import Returns

/// The first rows of a text file, split for recognising it.
struct HeadRows {
  struct Row {
    /// Physical line of the row's first byte, from 1.
    let line: Int
    /// Unquoted, without surrounding blanks.
    let cells: [String]
    let raw: Text
  }

  static let limit = 200

  /// - Parameter isWhole: false where the text is only the beginning of the file: its last row may
  ///   be cut.
  static func split(_ text: Text, _ dialect: Dialect, isWhole: Bool) -> [Row] {
    var rows: [Row] = []
    var reader = Reader(bytes: text.bytes, dialect: dialect)
    while rows.count < limit, let row = reader.next() { rows.append(row) }
    if !isWhole, reader.isAtEnd, rows.count > 1 { rows.removeLast() }
    return rows.filter { !$0.raw.trimmed().isEmpty }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    let dialect: Dialect
    var at = 0
    var line = 1

    init(bytes: UnsafeRawBufferPointer, dialect: Dialect) {
      self.bytes = bytes
      self.dialect = dialect
    }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func next() -> Row? {
      guard !isAtEnd else { return nil }
      let start = at
      let first = line
      if let cells = row(allowsBreaks: true) { return finish(start, first, cells) }
      // A quote that is never closed does not hide the lines after it.
      at = start
      line = first
      return finish(start, first, row(allowsBreaks: false) ?? [])
    }

    private mutating func finish(_ start: Int, _ first: Int, _ cells: [String]) -> Row {
      let raw = Text(UnsafeRawBufferPointer(rebasing: bytes[start..<min(at, bytes.count)]))
        .trimmed()
      return Row(line: first, cells: cells, raw: raw)
    }

    /// Nil where a quoted cell is still open at the end of the text.
    private mutating func row(allowsBreaks: Bool) -> [String]? {
      var cells: [String] = []
      var cell: [UInt8] = []
      var isQuoted = false
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if byte == 0x0A { line += 1 }
        if isQuoted {
          if byte == 0x22 {
            let isDoubled = at < bytes.count && bytes[at] == 0x22
            if isDoubled { at += 1 } else { isQuoted = false }
            if !isDoubled { continue }
          } else if byte == 0x0A, !allowsBreaks {
            break
          }
          cell.append(byte)
        } else if byte == 0x22, cell.isEmpty, dialect.quoting == .rfc4180 {
          isQuoted = true
        } else if byte == dialect.delimiter {
          cells.append(Self.string(cell))
          cell = []
        } else if byte == 0x0A {
          break
        } else if byte == 0x0D, at >= bytes.count || bytes[at] != 0x0A {
          line += 1
          break
        } else {
          cell.append(byte)
        }
      }
      cells.append(Self.string(cell))
      return isQuoted && allowsBreaks ? nil : cells
    }

    private static func string(_ cell: [UInt8]) -> String {
      cell.withUnsafeBytes { Text($0).trimmed().string }
    }
  }
}
