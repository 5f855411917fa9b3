/// A row of a small CSV file: its cells unquoted and trimmed, and the line it begins in.
struct CSVRow {
  var cells: [String]
  let place: Place
  /// Where each cell begins.
  var places: [Place] = []
}

/// Splits a configuration file in CSV (RFC 4180) into its rows; blank lines are left out. Rate
/// cards are small, so this is plain; the feeds have their own scanner in Intake.
/// - Returns: nil where the quoting cannot be understood; the problem is then recorded.
func csvRows(_ text: String, file: String, _ problems: inout Problems) -> [CSVRow]? {
  var scanner = CSVScanner(bytes: Array(text.utf8), file: file)
  while scanner.position < scanner.bytes.count {
    guard scanner.readRow(&problems) else { return nil }
  }
  return scanner.rows
}

private struct CSVScanner {
  let bytes: [UInt8]
  let file: String
  var position = 0
  var line = 1
  /// Of the line's first byte.
  var lineStart = 0
  var rows: [CSVRow] = []

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Reads up to the end of a row; false where the quoting cannot be understood.
  mutating func readRow(_ problems: inout Problems) -> Bool {
    let place = here
    var cells: [String] = []
    var places: [Place] = []
    repeat {
      let place = here
      places.append(place)
      guard let cell = readCell(place, &problems) else { return false }
      cells.append(cell)
    } while take(Self.comma)
    _ = take(Self.carriageReturn)
    if take(Self.newline) { beginLine() }
    if cells.contains(where: { !$0.isEmpty }) {
      rows.append(CSVRow(cells: cells, place: place, places: places))
    }
    return true
  }

  private mutating func readCell(_ place: Place, _ problems: inout Problems) -> String? {
    guard take(Self.quote) else {
      let start = position
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      return trimmed(bytes[start..<position])
    }
    var cell: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.newline { beginLine() }
      if byte != Self.quote {
        cell.append(byte)
      } else if take(Self.quote) {
        cell.append(Self.quote)
      } else {
        if position == bytes.count || isEnd(bytes[position]) { return trimmed(cell[...]) }
        problems.add("has text after a closing quote; double a quote within a cell", at: place)
        return nil
      }
    }
    problems.add("has a quote that is never closed; close it or double it", at: place)
    return nil
  }

  /// In characters: bytes that continue one do not count.
  private var here: Place {
    let before = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 }
    return Place(file: file, line: line, column: before + 1)
  }

  private mutating func beginLine() {
    line += 1
    lineStart = position
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == Self.comma || byte == Self.newline || byte == Self.carriageReturn
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func trimmed(_ cell: ArraySlice<UInt8>) -> String {
    let blanks: [UInt8] = [32, 9]
    let body = cell.drop { blanks.contains($0) }
    let end = body.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? body.startIndex
    return String(decoding: body[body.startIndex..<end], as: UTF8.self)
  }
}
