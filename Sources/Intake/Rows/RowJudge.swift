import CByteScan
import Glibc
import Returns

/// Looks at the rows the scanner cannot hand over as they are cut: takes quotes off, checks UTF-8,
/// and names what is wrong.
struct RowJudge: ~Copyable {
  /// How many bytes behind a cell that was written here may be read, though not believed.
  static let slack = 32

  private let dialect: Dialect
  /// Where fields with doubled quotes and shown rows are written; grows to the longest row.
  private var scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)

  init(_ dialect: Dialect) { self.dialect = dialect }

  deinit { scratch.deallocate() }

  /// Takes the quotes off in place. A row whose quotes are not quite regular is given to libcsv,
  /// which forgives blanks around them; what it refuses is a problem.
  /// - Parameter quotes: how many there are in the row.
  mutating func unquote(
    _ row: Text, _ cells: inout UnsafeMutableBufferPointer<Text>, quotes: Int, line: Int
  ) -> RowProblem? {
    // Two quotes for each cell that begins and ends with one, and no others: nothing is doubled or
    // out of place.
    var enclosing = 0
    for cell in cells where isEnclosed(cell) { enclosing += 2 }
    guard enclosing == quotes else { return undouble(row, &cells, quotes: quotes, line: line) }
    for index in cells.indices where isEnclosed(cells[index]) {
      cells[index] = inner(cells[index])
    }
    return nil
  }

  private func isEnclosed(_ cell: Text) -> Bool {
    cell.count > 1 && cell.bytes[0] == quote && cell.bytes[cell.count - 1] == quote
  }

  /// `="0012"`, which a profile's `clean` takes off.
  private func isGuarded(_ cell: Text) -> Bool {
    cell.count > 2 && cell.bytes[0] == UInt8(ascii: "=")
      && isEnclosed(Text(UnsafeRawBufferPointer(rebasing: cell.bytes[1...])))
  }

  private func inner(_ cell: Text) -> Text {
    Text(UnsafeRawBufferPointer(rebasing: cell.bytes[1..<cell.count - 1]))
  }

  /// For rows with more quotes than those around their cells: all of the others must be doubled.
  private mutating func undouble(
    _ row: Text, _ cells: inout UnsafeMutableBufferPointer<Text>, quotes: Int, line: Int
  ) -> RowProblem? {
    reserve(row.count)
    var written = 0
    var seen = 0
    for index in cells.indices {
      guard isEnclosed(cells[index]) else {
        if dialect.hasGuards, isGuarded(cells[index]) { seen += 2 }
        continue
      }
      let doubled = inner(cells[index])
      guard let text = undoubled(doubled, at: &written) else {
        return irregular(row, &cells, line: line)
      }
      seen += 2 + 2 * (doubled.count - text.count)
      cells[index] = text
    }
    return seen == quotes ? nil : irregular(row, &cells, line: line)
  }

  /// Nil if a quote is not doubled.
  private func undoubled(_ text: Text, at written: inout Int) -> Text? {
    guard let start = text.bytes.baseAddress, memchr(start, Int32(quote), text.count) != nil else {
      return text
    }
    let first = written
    var isOpen = false
    for byte in text.bytes {
      if byte == quote, !isOpen {
        isOpen = true
        continue
      }
      if byte != quote, isOpen { return nil }
      isOpen = false
      scratch[written] = byte
      written += 1
    }
    return isOpen ? nil : Text(UnsafeRawBufferPointer(rebasing: scratch[first..<written]))
  }

  private func irregular(
    _ row: Text, _ cells: inout UnsafeMutableBufferPointer<Text>, line: Int
  ) -> RowProblem? {
    if let count = readByLibCSV(
      row, delimiter: dialect.delimiter, into: scratch, cells: cells.baseAddress)
    {
      cells = UnsafeMutableBufferPointer(start: cells.baseAddress, count: count)
      return nil
    }
    return quoteProblem(row.bytes, line: line) ?? .strayQuote(column: 1)
  }

  /// Why a row has no end in sight.
  func problemOfLongRow(_ start: UnsafeRawPointer, _ count: Int, line: Int) -> RowProblem {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let problem = dialect.quoting == .rfc4180 ? quoteProblem(bytes, line: line) : nil
    if let problem { return problem }
    var column = 1
    var fieldStart = 0
    for (offset, byte) in bytes.enumerated() where byte == dialect.delimiter {
      if offset - fieldStart > RowLimits.field { break }
      fieldStart = offset + 1
      column += 1
    }
    return column == 1 || count - fieldStart > RowLimits.field
      ? .longField(column: column) : .longRow
  }

  /// The first thing RFC 4180 does not allow, as a person would name it.
  private func quoteProblem(_ row: UnsafeRawBufferPointer, line: Int) -> RowProblem? {
    enum State { case fieldStart, plain, quoted, closed }
    var state = State.fieldStart
    var (column, openedOn, current) = (1, line, line)
    var former: UInt8 = 0
    for byte in row {
      switch (state, byte) {
      case (.fieldStart, quote):
        state = .quoted
        openedOn = current
      case (.plain, quote): return .strayQuote(column: column)
      case (.quoted, quote): state = .closed
      case (.closed, quote): state = .quoted
      case (.quoted, _): break
      case (_, dialect.delimiter):
        state = .fieldStart
        column += 1
      case (.closed, _): return .textAfterQuote(column: column)
      default: state = .plain
      }
      if byte == 0x0D || (byte == 0x0A && former != 0x0D) { current += 1 }
      former = byte
    }
    return state == .quoted ? .unclosedQuote(line: openedOn) : nil
  }

  /// Column of the first field over the limit.
  func longField(_ cells: UnsafeMutableBufferPointer<Text>, in row: Text) -> Int? {
    if row.count <= RowLimits.field { return nil }
    return cells.firstIndex { $0.count > RowLimits.field }.map { $0 + 1 }
  }

  func firstBadByte(_ row: Text) -> Int? {
    guard let start = row.bytes.baseAddress else { return nil }
    let offset = bytescan_first_bad_utf8(start, row.count)
    return offset == row.count ? nil : offset
  }

  /// The row's bytes as text that is certainly UTF-8: at most 64 KiB, other bytes written as
  /// `\xff`.
  mutating func shown(_ start: UnsafeRawPointer?, _ length: Int) -> Text {
    guard let start else { return Text() }
    let whole = Text(start: start, count: length)
    let text =
      length < RowLimits.shown
      ? whole : withoutCutCharacter(Text(start: start, count: RowLimits.shown))
    guard var bad = firstBadByte(text) else { return text }
    reserve(text.count * 4)
    var (read, written) = (0, 0)
    while true {
      UnsafeMutableRawBufferPointer(rebasing: scratch[written...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: text.bytes[read..<bad]))
      written += bad - read
      if bad == text.count { break }
      for byte in "\\x\(hex(text.bytes[bad]))".utf8 {
        scratch[written] = byte
        written += 1
      }
      read = bad + 1
      bad = read + bytescan_first_bad_utf8(start + read, text.count - read)
    }
    return Text(UnsafeRawBufferPointer(rebasing: scratch[..<written]))
  }

  private mutating func reserve(_ count: Int) {
    guard scratch.count < count + Self.slack else { return }
    scratch.deallocate()
    scratch = .allocate(byteCount: count * 2 + Self.slack, alignment: 8)
  }
}

private let quote = UInt8(ascii: "\"")
