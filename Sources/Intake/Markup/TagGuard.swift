import CByteScan
import Glibc

/// Looks at the bytes of a document before libxml2 does, because some of its work grows with the square of what stands
/// between `<` and `>`: bounds tags, attributes, comments and processing instructions, and refuses declarations.
///
/// Knows just enough of XML for that: tags with quoted values, comments, CDATA sections and instructions.
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

  private var state = State.text
  /// Bytes since `<`.
  private var length = 0
  private var attributes = 0
  /// The last bytes seen, the latest lowest: enough for `-->` and `[CDATA[`.
  private var recent: UInt64 = 0

  /// In the middle of a tag, comment, section or instruction.
  var isInMarkup: Bool { state != .text }

  mutating func check(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    guard let base = bytes.baseAddress else { return }
    var offset = 0
    var counted = 0
    while offset < bytes.count {
      if state == .text {
        guard let found = memchr(base + offset, 0x3C, bytes.count - offset) else { break }
        offset = base.distance(to: UnsafeRawPointer(found)) + 1
        state = .opening
        (length, attributes, recent) = (0, 0, 0)
        continue
      }
      let byte = bytes[offset]
      offset += 1
      length += 1
      recent = recent << 8 | UInt64(byte)
      if let refusal = step(byte) {
        line += bytescan_count(base + counted, offset - counted, 0x0A)
        counted = offset
        throw InputError(refusal.code, line: line, "line \(line) \(refusal.message)")
      }
    }
    line += bytescan_count(base + counted, bytes.count - counted, 0x0A)
  }

  private typealias Refusal = (code: InputError.Code, message: String)

  private mutating func step(_ byte: UInt8) -> Refusal? {
    switch state {
    case .text: return nil
    case .opening:
      state = byte == 0x21 ? .declaration : byte == 0x3F ? .instruction : .tag
      return state == .tag ? stepInTag(byte) : nil
    case .declaration: return stepInDeclaration(byte)
    case .tag: return stepInTag(byte)
    case .value(let quote):
      if byte == quote { state = .tag }
      return tooLongTag
    case .comment:
      if ends(with: 0x2D2D3E, 3), length > 5 { state = .text }
    case .section:
      // Its text is counted where the element's is.
      if ends(with: 0x5D5D3E, 3) { state = .text }
      return nil
    case .instruction:
      if ends(with: 0x3F3E, 2), length > 2 { state = .text }
    }
    return length > XMLLimits.text
      ? (.limit, "has a comment or instruction of more than \(XMLLimits.text) bytes; expected data. Leave it out.")
      : nil
  }

  private mutating func stepInTag(_ byte: UInt8) -> Refusal? {
    switch byte {
    case 0x3E: state = .text
    case 0x22, 0x27:
      state = .value(byte)
      attributes += 1
      if attributes > XMLLimits.attributes {
        return (
          .limit, "has a tag with more than \(XMLLimits.attributes) attributes; expected a few. Check the export.")
      }
    default: break
    }
    return tooLongTag
  }

  private var tooLongTag: Refusal? {
    length > XMLLimits.tag
      ? (.limit, "has a tag of more than \(XMLLimits.tag) bytes; expected a short one. Is a > or a quote missing?")
      : nil
  }

  /// `<!` may go on as `--` or `[CDATA[`; everything else declares something.
  private mutating func stepInDeclaration(_ byte: UInt8) -> Refusal? {
    let comment: [UInt8] = Array("!--".utf8)
    let section: [UInt8] = Array("![CDATA[".utf8)
    if length == comment.count, ends(with: 0x212D2D, 3) {
      state = .comment
      return nil
    }
    if length == section.count, byte == section[section.count - 1] {
      state = .section
      return nil
    }
    let place = length - 1
    if place < section.count, byte == section[place] { return nil }
    if place < comment.count, byte == comment[place] { return nil }
    return (.forbiddenXML, doctypeRefusal)
  }

  private func ends(with bytes: UInt64, _ count: UInt64) -> Bool {
    recent & ((1 << (8 * count)) - 1) == bytes
  }
}
