import CByteScan
import Returns

/// Splits text into rows and fields, 64 bytes at a step: one bit mask for delimiters and line ends,
/// one for quotes; what is inside quotes is found by the parity of the quotes before it.
///
/// Rows without a quote and beyond ASCII nothing are handed over as they are cut; the others are
/// looked at once more (`RowJudge`). A row that is not regular is left at the end of its first
/// line.
struct RowScanner: ~Copyable {
  /// Offset and value of a bad byte in the member, from those in the scanned text.
  typealias Source = (_ offset: Int, _ byte: UInt8) -> (offset: Int, byte: UInt8)

  private let delimiter: UInt8
  /// All ones if quotes mean anything.
  private let quoteMask: UInt64
  /// One block may go beyond the limit before it is looked at.
  private let fields = UnsafeMutablePointer<Text>.allocate(capacity: RowLimits.columns + 66)
  private var judge: RowJudge
  /// Of the next row.
  private(set) var line: Int
  /// The last row ended with CR, so an LF that follows at once belongs to it.
  private var isAfterCR = false
  /// In the rest of a line that is no longer wanted.
  private var isSkipping = false

  /// - Parameter line: the physical line on which the text begins.
  init(_ dialect: Dialect, line: Int = 1) {
    self.line = line
    delimiter = dialect.delimiter
    quoteMask = dialect.quoting == .rfc4180 ? ~0 : 0
    judge = RowJudge(dialect)
  }

  deinit { fields.deallocate() }

  /// Hands over the rows that are complete (with `isLast`, all) and begin before `stop`.
  /// - Returns: how many bytes are done with: the next call begins with the byte after them. Nil if
  ///   `body` said stop.
  mutating func scan(
    _ text: UnsafeRawBufferPointer, isLast: Bool, until stop: Int = .max, source: Source,
    _ body: (RawRow) -> Bool
  ) -> Int? {
    guard let base = text.baseAddress else { return 0 }
    let limit = min(stop, text.count)
    var start = 0
    while start < limit {
      if isSkipping {
        start = skipLine(base, from: start, to: text.count)
        continue
      }
      let pause = run(base, &start, text.count, limit, isLast: isLast, source, body)
      switch pause {
      case .exhausted: return start
      case .stopped: return nil
      case .broken(let problem):
        let end = start + bytescan_line_end(base + start, text.count - start)
        let shown = judge.shown(base + start, min(end - start, RowLimits.shown))
        let row = RawRow(
          line: line, fields: .init(start: nil, count: 0), raw: shown, problem: problem)
        isSkipping = true
        if !body(row) { return nil }
      }
    }
    return start
  }

  private enum Pause {
    case exhausted, stopped
    /// The row at `start` is not regular.
    case broken(RowProblem)
  }

  /// The hot loop. Moves `start` to the row after the last one that was handed over.
  private mutating func run(
    _ base: UnsafeRawPointer, _ start: inout Int, _ end: Int, _ limit: Int, isLast: Bool,
    _ source: Source, _ body: (RawRow) -> Bool
  ) -> Pause {
    // Kept in registers: through self they would be loaded for each field.
    let fields = self.fields
    var position = start
    var fieldStart = start
    var count = 0
    var inside: UInt64 = 0
    var special = Special()
    var proof = UTF8Proof(base, from: start, to: end)
    while position < end {
      if position >= proof.end { proof.advance(from: position) }
      let left = end - position
      let block =
        left >= 64
        ? bytescan_look(base + position, delimiter)
        : bytescan_look_at_end(base + position, left, delimiter)
      var quotes = block.quotes & quoteMask
      var high = block.high & proof.unproven
      let within = bytescan_parity(quotes) ^ inside
      inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
      let breaks = block.breaks & ~within
      var inner = block.breaks & within
      var events = (block.delimiters & ~within) | breaks
      while events != 0 {
        let bit = events & (0 &- events)
        let at = position &+ events.trailingZeroBitCount
        fields[count] = Text(start: base + fieldStart, count: at &- fieldStart)
        count &+= 1
        fieldStart = at &+ 1
        events &= events &- 1
        guard breaks & bit != 0 else { continue }
        let before = bit &- 1
        if special.bits | ((quotes | high) & before) != 0 {
          special.add(quotes: quotes & before, high: high & before, breaks: inner & before)
        }
        if let pause = finish(base, start, at, count, special, source, body) { return pause }
        isAfterCR = base.load(fromByteOffset: at, as: UInt8.self) == 0x0D
        start = fieldStart
        if start >= limit { return .exhausted }
        count = 0
        special = Special()
        quotes &= ~before
        high &= ~before
        inner &= ~before
      }
      special.add(quotes: quotes, high: high, breaks: inner)
      if count > RowLimits.columns { return .broken(.manyColumns) }
      if position &- start > RowLimits.row {
        return .broken(judge.problemOfLongRow(base + start, position - start, line: line))
      }
      position &+= 64
    }
    guard isLast, start < end else { return .exhausted }
    return finishLast(base, &start, end, (count, fieldStart), inside, special, source, body)
  }

  /// The row at the end of the file that has no line end.
  private mutating func finishLast(
    _ base: UnsafeRawPointer, _ start: inout Int, _ end: Int, _ last: (count: Int, fieldStart: Int),
    _ inside: UInt64, _ special: Special, _ source: Source,
    _ body: (RawRow) -> Bool
  ) -> Pause {
    if inside != 0 {
      return .broken(judge.problemOfLongRow(base + start, end - start, line: line))
    }
    fields[last.count] = Text(start: base + last.fieldStart, count: end - last.fieldStart)
    if let pause = finish(base, start, end, last.count + 1, special, source, body) { return pause }
    start = end
    return .exhausted
  }

  /// Hands over the row from `start` to its line end `at`. - Returns: nil to go on.
  @inline(__always)
  private mutating func finish(
    _ base: UnsafeRawPointer, _ start: Int, _ at: Int, _ count: Int,
    _ special: Special, _ source: Source, _ body: (RawRow) -> Bool
  ) -> Pause? {
    if count == 1, isBlankRow(base, start, at) { return nil }
    let raw = Text(start: base + start, count: at &- start)
    if count > RowLimits.columns { return .broken(.manyColumns) }
    if special.bits == 0, raw.count <= RowLimits.field {
      let row = RawRow(
        line: line, fields: .init(start: fields, count: count), raw: raw, problem: nil)
      line &+= 1
      return body(row) ? nil : .stopped
    }
    return finishSpecial(raw, count, at: start, special, source, body)
  }

  /// A row with quotes, text beyond ASCII, or of great length.
  @inline(never)
  private mutating func finishSpecial(
    _ raw: Text, _ count: Int, at start: Int, _ special: Special,
    _ source: Source, _ body: (RawRow) -> Bool
  ) -> Pause? {
    var breaks = 0
    var cells = UnsafeMutableBufferPointer(start: fields, count: count)
    if special.quotes != 0 {
      if let problem = judge.unquote(raw, &cells, quotes: special.quotes, line: line) {
        return .broken(problem)
      }
      if special.hasBreaks { breaks = lineBreaks(in: raw) }
    }
    let row: RawRow
    if special.hasHigh, let bad = judge.firstBadByte(raw) {
      let found = source(start + bad, raw.bytes[bad])
      row = RawRow(
        line: line, fields: .init(start: nil, count: 0),
        raw: judge.shown(raw.bytes.baseAddress, raw.count),
        problem: .badUTF8(offset: found.offset, byte: found.byte))
    } else if let column = judge.longField(cells, in: raw) {
      return .broken(.longField(column: column))
    } else {
      row = RawRow(line: line, fields: .init(cells), raw: raw, problem: nil)
    }
    line += 1 + breaks
    return body(row) ? nil : .stopped
  }

  /// Nothing but spaces and tabs, or the LF of a CR LF; counts the line.
  private mutating func isBlankRow(_ base: UnsafeRawPointer, _ start: Int, _ at: Int) -> Bool {
    for offset in start..<at {
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte != 0x20, byte != 0x09 { return false }
    }
    let isSecondHalf =
      isAfterCR && at == start && base.load(fromByteOffset: at, as: UInt8.self) == 0x0A
    if !isSecondHalf { line += 1 }
    return true
  }

  /// - Returns: where the next line begins; the end if that is not in sight.
  private mutating func skipLine(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    let at = start + bytescan_line_end(base + start, end - start)
    guard at < end else { return end }
    isSkipping = false
    isAfterCR = base.load(fromByteOffset: at, as: UInt8.self) == 0x0D
    line += 1
    return at + 1
  }
}

/// What a row holds that needs a second look.
private struct Special {
  /// How many.
  private(set) var quotes = 0
  /// Any of the bits seen.
  private(set) var bits: UInt64 = 0
  /// Bytes beyond ASCII.
  private(set) var hasHigh = false
  /// Line ends inside quotes.
  private(set) var hasBreaks = false

  @inline(__always)
  mutating func add(quotes seen: UInt64, high: UInt64, breaks: UInt64) {
    guard seen | high | breaks != 0 else { return }
    quotes &+= seen.nonzeroBitCount
    bits |= seen | high | breaks
    hasHigh = hasHigh || high != 0
    hasBreaks = hasBreaks || breaks != 0
  }
}

/// Line ends inside a row's quotes; CR LF is one.
private func lineBreaks(in row: Text) -> Int {
  var count = 0
  var former: UInt8 = 0
  for byte in row.bytes {
    if byte == 0x0D || (byte == 0x0A && former != 0x0D) { count += 1 }
    former = byte
  }
  return count
}
