/// A table for the terminal: columns aligned by what they take on the screen, where a Chinese
/// character takes two places. Nothing that comes out of a file can steer the terminal.
public struct TextTable: Sendable {
  private let columns: [String]
  private let maximumWidth: Int
  private let isRight: [Bool]
  private var rows: [[Cell]] = []

  /// - Parameters:
  ///   - maximumWidth: of one column, in places; longer texts end in `…`.
  ///   - isRight: columns that stand to the right although they are texts; empty: none.
  public init(columns: [String], maximumWidth: Int = 40, isRight: [Bool] = []) {
    self.columns = columns
    self.isRight = isRight
    self.maximumWidth = max(1, maximumWidth)
  }

  /// The first columns of a kind of report.
  public init<Row>(
    _ kind: TableKind<Row>, rows: [Row], context: ReportContext, columns: [String]? = nil,
    maximumWidth: Int = 40
  ) {
    let wanted = kind.columns.filter { columns?.contains($0.name) ?? true }
    self.init(columns: wanted.map(\.name), maximumWidth: maximumWidth)
    self.rows = rows.map { row in wanted.map { $0.cell(row, context) } }
  }

  /// Cells beyond the columns are left out, missing ones are empty.
  public mutating func append(_ cells: [Cell]) { rows.append(cells) }

  /// The lines, each ending in LF; numbers stand to the right.
  public func render() -> String {
    let texts = rows.map { row in
      columns.indices.map { $0 < row.count ? Self.shown(row[$0], maximumWidth) : "" }
    }
    let widths = columns.indices.map { index in
      texts.reduce(displayWidth(columns[index])) { max($0, displayWidth($1[index])) }
    }
    let isRight = columns.indices.map { index in
      index < self.isRight.count && self.isRight[index]
        || rows.contains { index < $0.count && $0[index].isNumber }
    }
    var output = Self.line(columns, widths, isRight)
    output += Self.line(widths.map { String(repeating: "-", count: $0) }, widths, isRight)
    for text in texts { output += Self.line(text, widths, isRight) }
    return output
  }

  private static func shown(_ cell: Cell, _ width: Int) -> String {
    truncated(printable(PlainText.string(cell)), toWidth: width)
  }

  private static func line(_ texts: [String], _ widths: [Int], _ isRight: [Bool]) -> String {
    var line = ""
    for index in texts.indices {
      if index > 0 { line += "  " }
      let blanks = String(repeating: " ", count: max(0, widths[index] - displayWidth(texts[index])))
      line += isRight[index] ? blanks + texts[index] : texts[index] + blanks
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}

/// Places a text takes on a terminal: two for East Asian wide characters and emoji, none for
/// combining marks.
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + width($1) }
}

/// The text cut so that it takes at most `width` places, `…` standing for what is gone.
public func truncated(_ text: String, toWidth limit: Int) -> String {
  guard displayWidth(text) > limit else { return text }
  guard limit > 0 else { return "" }
  var kept = String.UnicodeScalarView()
  var used = 0
  for scalar in text.unicodeScalars {
    used += width(scalar)
    if used > limit - 1 { break }
    kept.append(scalar)
  }
  return String(kept) + "…"
}

/// Control characters, among them escape sequences of the terminal and marks that turn the writing
/// direction, become `·`.
public func printable(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    scalars.append(isControl(scalar) ? "·" : scalar)
  }
  return String(scalars)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// Ranges of Unicode's East Asian Width W and F, rounded to blocks.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]

private func width(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
