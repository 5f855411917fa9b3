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
    let isPlain = copy.withUTF8 { text in
      text.allSatisfy {
        $0 > 0x27 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 != 0x7F
          || $0 == UInt8(ascii: " ")
      }
    }
    if isPlain { return string }
    var bytes = ByteBuffer()
    copy.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    return bytes.string
  }
}
