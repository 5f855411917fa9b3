import CByteScan
import Glibc

/// Looks at the bytes of a document before libxml2 does, because some of its work grows with the
/// square of what stands between `<` and `>`: bounds tags, attributes, comments and processing
/// instructions, and refuses declarations.
///
/// Knows just enough of XML for that: tags with quoted values, comments, CDATA sections and
/// instructions.
struct TagGuard {
  /// Of the last byte looked at.
  private(set) var line = 1

  private enum State: Equatable {
    case text
    /// After `<`, and after `<!` with what has come since.
    case opening
    case declaration
    case tag
    /// Inside an attribute's value, up to this quote.
    case value(UInt8)
    case comment, section, instruction
  }

  /// Start tags without their end tags.
  private(set) var depth = 0

  private enum Fault { case none, declaration, manyAttributes, longTag, longComment }

  private var state = State.text
  private var fault = Fault.none
  /// Bytes since `<`.
  private var length = 0
  private var attributes = 0
  private var isEndTag = false
  /// The last bytes seen, the latest lowest: enough for `--` before a `>`.
  private var recent: UInt64 = 0

  /// In the middle of a tag, comment, section or instruction.
  var isInMarkup: Bool { state != .text }

  mutating func check(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    guard let base = bytes.baseAddress else { return }
    var offset = 0
    while offset < bytes.count, fault == .none {
      if state == .text {
        offset = find(0x3C, bytes, from: offset)
        let length = bytescan_xml_plain_tag(base + offset, bytes.count - offset)
        if length > 0 {
          if bytes[offset + 1] == 0x2F {
            depth -= 1
          } else if bytes[offset + length - 2] != 0x2F {
            depth += 1
          }
          offset += length
          continue
        }
      }
      let end = nextOfInterest(bytes, from: offset)
      pass(bytes, from: offset, to: end)
      guard end < bytes.count, fault == .none else { break }
      let byte = bytes[end]
      step(byte)
      length += 1
      recent = recent << 8 | UInt64(byte)
      offset = end + 1
    }
    line += bytescan_count(base, fault == .none ? bytes.count : offset, 0x0A)
    if fault != .none { throw refusal }
  }

  /// Where the next byte is that this state has to look at.
  private func nextOfInterest(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> Int {
    switch state {
    case .opening, .declaration: return offset
    case .text: return find(0x3C, bytes, from: offset)
    case .value(let quote): return find(quote, bytes, from: offset)
    case .comment, .section, .instruction: return find(0x3E, bytes, from: offset)
    case .tag:
      var at = offset
      while at < bytes.count, bytes[at] != 0x3E, bytes[at] != 0x22, bytes[at] != 0x27 { at += 1 }
      return at
    }
  }

  private func find(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer, from offset: Int) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + offset, Int32(byte), bytes.count - offset)
    else { return bytes.count }
    return base.distance(to: UnsafeRawPointer(found))
  }

  private mutating func pass(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    guard end > start, state != .text else { return }
    length += end - start
    if end - start > 1 { recent = UInt64(bytes[end - 2]) }
    recent = recent << 8 | UInt64(bytes[end - 1])
    switch state {
    case .tag, .value: if length > XMLLimits.tag { fault = .longTag }
    case .comment, .instruction: if length > XMLLimits.text { fault = .longComment }
    // The text of a section is counted where the element's is.
    case .text, .opening, .declaration, .section: break
    }
  }

  private mutating func step(_ byte: UInt8) {
    switch state {
    case .text:
      state = .opening
      // So that it counts the bytes behind the `<`.
      (length, attributes, recent) = (-1, 0, 0)
    case .opening:
      isEndTag = byte == 0x2F
      state = byte == 0x21 ? .declaration : byte == 0x3F ? .instruction : .tag
      if state == .tag { stepInTag(byte) }
    case .declaration: stepInDeclaration(byte)
    case .tag: stepInTag(byte)
    case .value: state = .tag
    case .comment: if ends(with: 0x2D2D, 2), length > 4 { state = .text }
    case .section: if ends(with: 0x5D5D, 2) { state = .text }
    case .instruction: if ends(with: 0x3F, 1), length > 1 { state = .text }
    }
  }

  private mutating func stepInTag(_ byte: UInt8) {
    switch byte {
    case 0x3E:
      state = .text
      if isEndTag { depth -= 1 } else if !ends(with: 0x2F, 1) { depth += 1 }
    case 0x22, 0x27:
      state = .value(byte)
      attributes += 1
      if attributes > XMLLimits.attributes { fault = .manyAttributes }
    default: break
    }
  }

  /// `<!` may go on as `--` or `[CDATA[`; everything else declares something.
  private mutating func stepInDeclaration(_ byte: UInt8) {
    let isComment = Self.commentOpening.dropFirst(length).first == byte
    let isSection = Self.sectionOpening.dropFirst(length).first == byte
    if isComment, length + 1 == Self.commentOpening.count { state = .comment }
    if isSection, length + 1 == Self.sectionOpening.count { state = .section }
    if !isComment, !isSection { fault = .declaration }
  }

  private static let commentOpening = Array("!--".utf8)
  private static let sectionOpening = Array("![CDATA[".utf8)

  private func ends(with bytes: UInt64, _ count: UInt64) -> Bool {
    recent & ((1 << (8 * count)) - 1) == bytes
  }

  private var refusal: InputError {
    let words =
      switch fault {
      case .manyAttributes:
        "has a tag with more than \(XMLLimits.attributes) attributes; expected a few. "
          + "Check the export."
      case .longTag:
        "has a tag of more than \(XMLLimits.tag) bytes; expected a short one. "
          + "Is a > or a quote missing?"
      case .longComment:
        "has a comment or instruction of more than \(XMLLimits.text) bytes; expected data. "
          + "Leave it out."
      case .declaration, .none: doctypeRefusal
      }
    let code: InputError.Code = fault == .declaration ? .forbiddenXML : .limit
    return InputError(code, line: line, "line \(line) \(words)")
  }
}
