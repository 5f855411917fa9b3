/// One export of one day while it is written: rows of a canonical feed as CSV (RFC 4180) or XML,
/// handed to the disk whenever enough have come together.
final class ExportFile {
  let feed: FeedColumns
  private let format: SampleRequest.Format
  private let path: String
  private let dates: DateTexts
  /// By day.
  private let offsets: [[UInt8]]
  private let decimals: Int
  private var bytes: [UInt8] = []
  /// Position of the next value.
  private var column = 0
  private(set) var rowCount = 0

  private static let flushSize = 32 << 10

  init(
    _ feed: FeedColumns, _ format: SampleRequest.Format, path: String, dates: DateTexts,
    offsets: [[UInt8]], decimals: Int
  ) {
    self.feed = feed
    self.format = format
    self.path = path
    self.dates = dates
    self.offsets = offsets
    self.decimals = decimals
    switch format {
    case .csv:
      bytes += feed.columns.joined(separator: ",").utf8
      bytes.append(UInt8(ascii: "\n"))
    case .xml:
      bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<backhaul feed=\"\(feed.name)\">\n".utf8
    }
  }

  // MARK: Values, in the order of the feed's columns

  func text(_ value: String) {
    begin(isEmpty: value.isEmpty)
    guard !value.isEmpty else { return }
    switch format {
    case .csv: appendQuoted(value)
    case .xml: appendEscaped(value)
    }
    end()
  }

  func number(_ value: Int?) {
    begin(isEmpty: value == nil)
    guard let value else { return }
    append(value)
    end()
  }

  /// In the smallest parts of the shop's currency.
  func amount(_ value: Int?) {
    begin(isEmpty: value == nil)
    guard let value else { return }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let minor = Int(value.magnitude)
    if decimals == 0 {
      append(minor)
    } else {
      append(minor / 100)
      bytes.append(UInt8(ascii: "."))
      two(minor % 100)
    }
    end()
  }

  func time(_ moment: Moment?) {
    begin(isEmpty: moment == nil)
    guard let moment else { return }
    bytes += dates[moment.day]
    bytes.append(UInt8(ascii: " "))
    two(moment.minute / 60)
    bytes.append(UInt8(ascii: ":"))
    two(moment.minute % 60)
    bytes += offsets[moment.day]
    end()
  }

  func flag(_ value: Bool) { text(value ? "yes" : "no") }

  // MARK: Rows

  func endRow() throws(SampleError) {
    precondition(column == feed.columns.count, "\(feed.name): a row has every column")
    column = 0
    rowCount += 1
    bytes += format == .csv ? "\n".utf8 : "</record>\n".utf8
    if bytes.count >= Self.flushSize { try flush() }
  }

  func close() throws(SampleError) {
    if format == .xml { bytes += "</backhaul>\n".utf8 }
    try flush()
  }

  private func flush() throws(SampleError) {
    try DiskFile.append(bytes, to: path)
    bytes.removeAll(keepingCapacity: true)
  }

  private func begin(isEmpty: Bool) {
    switch format {
    case .csv: if column > 0 { bytes.append(UInt8(ascii: ",")) }
    case .xml:
      if column == 0 { bytes += "<record>".utf8 }
      if !isEmpty { tag("<") }
    }
    column += 1
  }

  private func end() {
    guard format == .xml else { return }
    column -= 1
    tag("</")
    column += 1
  }

  private func tag(_ open: StaticString) {
    open.withUTF8Buffer { bytes += $0 }
    bytes += feed.columns[column].utf8
    bytes.append(UInt8(ascii: ">"))
  }

  /// RFC 4180: a value with a comma, a quote or a line break stands in quotes, quotes doubled.
  private func appendQuoted(_ value: String) {
    let isPlain = value.utf8.allSatisfy { byte in
      byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != 10 && byte != 13
    }
    guard !isPlain else {
      bytes += value.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func appendEscaped(_ value: String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      default: bytes.append(byte)
      }
    }
  }

  private func append(_ value: Int) {
    var rest = value
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private func two(_ value: Int) {
    bytes.append(UInt8(ascii: "0") + UInt8(value / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
