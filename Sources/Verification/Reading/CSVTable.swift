/// A CSV file of an output folder, read strictly (RFC 4180, lines end in LF). It shares no code
/// with what wrote the file, so that a fault of the writer is not read back the way it was written.
final class CSVTable {
  let path: String
  let columns: [String]
  private let file: FileBytes
  private let start: UnsafePointer<UInt8>
  private let header: Int

  init(path: String) throws(Unreadable) {
    self.path = path
    file = try FileBytes(path: path)
    guard let base = file.bytes.baseAddress else {
      throw Unreadable(path: path, found: "an empty file", expected: "a header")
    }
    start = base.assumingMemoryBound(to: UInt8.self)
    let mark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var cursor = Cursor(start, count: file.count, from: mark, line: 1)
    var cells: [CSVCell] = []
    do throws(Malformed) {
      guard try cursor.next(into: &cells) else { throw Malformed(1, "no header", "a header") }
    } catch {
      throw Unreadable(path: path, line: error.line, found: error.found, expected: error.expected)
    }
    columns = cells.map(\.string)
    header = cursor.position
  }

  /// The place of a column.
  /// - Throws: `Unreadable` where there is none of this name.
  func column(_ name: String) throws -> Int {
    guard let index = columns.firstIndex(of: name) else {
      throw Unreadable(
        path: path, line: 1, found: "no column \(name)", expected: "a column \(name)")
    }
    return index
  }

  func columns(_ names: String...) throws -> [Int] { try names.map(column) }

  /// Reads every row after the header; a row with too many or too few cells stops it.
  func forEachRow(_ body: (CSVRow) throws -> Void) throws {
    var cursor = Cursor(start, count: file.count, from: header, line: 2)
    var cells: [CSVCell] = []
    while true {
      let line = cursor.line
      do throws(Malformed) {
        guard try cursor.next(into: &cells) else { return }
        guard cells.count == columns.count else {
          throw Malformed(line, "\(cells.count) cells", "\(columns.count), as in the header")
        }
      } catch {
        throw Unreadable(
          path: path, line: error.line, found: error.found, expected: error.expected)
      }
      try cells.withUnsafeBufferPointer { try body(CSVRow(line: line, cells: $0)) }
    }
  }
}

private struct Malformed: Error {
  let line: Int
  let found: String
  let expected: String

  init(_ line: Int, _ found: String, _ expected: String) {
    (self.line, self.found, self.expected) = (line, found, expected)
  }
}

/// Where the reading of a file has come to.
private struct Cursor {
  private let start: UnsafePointer<UInt8>
  private let end: Int
  private(set) var position: Int
  private(set) var line: Int

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineEnd = UInt8(ascii: "\n")

  init(_ start: UnsafePointer<UInt8>, count: Int, from position: Int, line: Int) {
    self.start = start
    end = count
    self.position = position
    self.line = line
  }

  /// Reads one row; false at the end of the file.
  mutating func next(into cells: inout [CSVCell]) throws(Malformed) -> Bool {
    guard position < end else { return false }
    cells.removeAll(keepingCapacity: true)
    while true {
      let isQuoted = position < end && start[position] == Self.quote
      cells.append(isQuoted ? try quotedCell() : try plainCell())
      guard position < end else {
        throw Malformed(line, "the end of the file within a row", "a line end")
      }
      position += 1
      if start[position - 1] == Self.lineEnd {
        line += 1
        return true
      }
    }
  }

  private mutating func plainCell() throws(Malformed) -> CSVCell {
    let first = position
    while position < end {
      let byte = start[position]
      if byte <= Self.comma {
        if byte == Self.comma || byte == Self.lineEnd { break }
        if byte == Self.quote {
          throw Malformed(line, "a quote inside a cell without quotes", "the cell in quotes")
        }
        if byte == 13 {
          throw Malformed(line, "a carriage return outside quotes", "lines that end in LF")
        }
      }
      position += 1
    }
    return CSVCell(start: start + first, count: position - first, hasEscapes: false)
  }

  private mutating func quotedCell() throws(Malformed) -> CSVCell {
    let opening = line
    position += 1
    let first = position
    var hasEscapes = false
    while position < end {
      let byte = start[position]
      if byte == Self.lineEnd { line += 1 }
      if byte == Self.quote {
        guard position + 1 < end, start[position + 1] == Self.quote else { break }
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    guard position < end else { throw Malformed(opening, "a quote that never ends", "its end") }
    let cell = CSVCell(start: start + first, count: position - first, hasEscapes: hasEscapes)
    position += 1
    guard position == end || start[position] == Self.comma || start[position] == Self.lineEnd
    else { throw Malformed(line, "text behind a closing quote", "a comma or a line end") }
    return cell
  }
}
