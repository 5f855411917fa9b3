import Returns

/// How a column of a page is set.
enum ColumnLayout: Sendable {
  /// Short, on one line.
  case word
  /// On one line, to the right.
  case number
  /// A name that may be long, wrapped.
  case prose
  /// Whole sentences, which need room.
  case sentence

  fileprivate var htmlClass: String {
    switch self {
    case .word: ""
    case .number: " class=\"n\""
    case .prose: " class=\"t\""
    case .sentence: " class=\"t s\""
    }
  }
}

/// A table of a page. Headers are worded by the page; each cell repeats its header as `data-label`,
/// which a phone shows in front of it. All text is escaped.
struct HTMLFormat: ~Copyable {
  private(set) var bytes = ByteBuffer()
  private let layouts: [ColumnLayout]
  private var labels: [String] = []

  init(layouts: [ColumnLayout]) { self.layouts = layouts }

  mutating func beginTable(_ columns: [String]) {
    labels = columns.map(HTMLText.escaped)
    append("<div class=\"scroll\"><table><thead><tr>")
    for (index, label) in labels.enumerated() {
      append("<th scope=\"col\"\(layouts[index].htmlClass)>")
      append(label)
      append("</th>")
    }
    append("</tr></thead><tbody>\n")
  }

  mutating func beginRow() { append("<tr>") }

  mutating func append(_ cell: Cell, column: Int) {
    append("<td\(layouts[column].htmlClass) data-label=\"")
    append(labels[column])
    append("\">")
    switch cell {
    case .text(let text): HTMLText.append(text.bytes, to: &bytes)
    case .string(var string):
      string.withUTF8 { HTMLText.append(UnsafeRawBufferPointer($0), to: &bytes) }
    case .amount(let amount, let currency):
      append(PlainText.grouped(Int128(amount), currency))
    case .total(let total, let currency): append(PlainText.grouped(total, currency))
    default: PlainText.appendTyped(cell, to: &bytes)
    }
    append("</td>")
  }

  mutating func endRow() { append("</tr>\n") }
  mutating func endTable() { append("</tbody></table></div>\n") }

  private mutating func append(_ markup: String) { bytes.append(markup) }
}

/// Text for element content and quoted attributes.
enum HTMLText {
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout ByteBuffer) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes.append("&amp;")
      case UInt8(ascii: "<"): bytes.append("&lt;")
      case UInt8(ascii: ">"): bytes.append("&gt;")
      case UInt8(ascii: "\""): bytes.append("&quot;")
      case UInt8(ascii: "'"): bytes.append("&#39;")
      // Control characters are no legal HTML text; a tab and a line end are.
      case 0..<9, 11, 12, 14..<32, 0x7F: bytes.append("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }

  static func escaped(_ string: String) -> String {
    var copy = string
    var bytes = ByteBuffer()
    copy.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    return bytes.string
  }
}
