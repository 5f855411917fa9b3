import Returns

/// How a text file separates its cells.
struct Dialect: Equatable, Sendable {
  enum Quoting: Sendable {
    /// Cells may stand in double quotes; a quote inside is doubled.
    case rfc4180
    /// A double quote is a character like any other (WeChat Pay, Alipay).
    case none
  }

  var delimiter: UInt8
  var quoting: Quoting
  /// A cell may be a formula that is a text, `="0012"`: its quotes are no cell's.
  var hasGuards = false

  init(delimiter: UInt8 = UInt8(ascii: ","), quoting: Quoting = .rfc4180) {
    self.delimiter = delimiter
    self.quoting = quoting
  }

  /// Tried in this order; the first of those that cut most is taken.
  private static let delimiters = [",", "\t", ";", "|"].map { UInt8(ascii: $0) }

  /// The delimiter that splits a header line into most cells, quoted parts left alone; `,` if none
  /// splits it.
  static func delimiter(ofHeader line: Text) -> UInt8 {
    var counts = [Int](repeating: 0, count: delimiters.count)
    var isQuoted = false
    for byte in line.bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return delimiters[counts.firstIndex(of: most) ?? 0]
  }
}
