/// Builds one JSON document: keys in the order given, two spaces of indent, LF, UTF-8. There are no
/// fractions: amounts are integers in minor units, so nothing is ever rounded by a reader.
struct JSONDocument: ~Copyable {
  private var bytes = ByteBuffer()
  /// Whether the current object or list has an entry already, one per level.
  private var hasEntries: [Bool] = []

  /// The finished text, with a line end.
  static func object(_ fill: (inout JSONDocument) -> Void) -> [UInt8] {
    var document = JSONDocument()
    document.nest("{", "}", fill)
    document.bytes.append(UInt8(ascii: "\n"))
    return document.bytes.array
  }

  mutating func object(_ key: String, _ fill: (inout JSONDocument) -> Void) {
    begin(key)
    nest("{", "}", fill)
  }

  mutating func list<Item>(
    _ key: String, _ items: some Sequence<Item>, _ fill: (inout JSONDocument, Item) -> Void
  ) {
    begin(key)
    nest("[", "]") { list in
      for item in items {
        list.begin(nil)
        list.nest("{", "}") { fill(&$0, item) }
      }
    }
  }

  mutating func strings(_ key: String, _ items: some Sequence<String>) {
    begin(key)
    nest("[", "]") { list in
      for item in items {
        list.begin(nil)
        JSONText.append(item, to: &list.bytes)
      }
    }
  }

  mutating func field(_ key: String, _ value: String) {
    begin(key)
    JSONText.append(value, to: &bytes)
  }

  mutating func field(_ key: String, _ value: some BinaryInteger) {
    begin(key)
    bytes.append(String(value))
  }

  mutating func field(_ key: String, _ value: Bool) {
    begin(key)
    bytes.append(value ? "true" : "false")
  }

  /// Leaves the key out where there is no value.
  mutating func field(_ key: String, ifPresent value: String?) {
    if let value { field(key, value) }
  }

  private mutating func begin(_ key: String?) {
    if let last = hasEntries.last {
      if last { bytes.append(UInt8(ascii: ",")) }
      hasEntries[hasEntries.count - 1] = true
      breakLine()
    }
    if let key {
      JSONText.append(key, to: &bytes)
      bytes.append(": ")
    }
  }

  private mutating func nest(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ fill: (inout JSONDocument) -> Void
  ) {
    bytes.append(UInt8(ascii: opening))
    hasEntries.append(false)
    fill(&self)
    if hasEntries.removeLast() { breakLine() }
    bytes.append(UInt8(ascii: closing))
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(UInt8(ascii: " "), repeated: 2 * hasEntries.count)
  }
}

/// A JSON string literal.
enum JSONText {
  private static let digits = Array("0123456789abcdef".utf8)

  static func append(_ string: String, to bytes: inout ByteBuffer) {
    var copy = string
    copy.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
  }

  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout ByteBuffer) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"): bytes.append("\\n")
      case UInt8(ascii: "\r"): bytes.append("\\r")
      case UInt8(ascii: "\t"): bytes.append("\\t")
      case 0..<0x20, 0x7F:
        bytes.append("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
