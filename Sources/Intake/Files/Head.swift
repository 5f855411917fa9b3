import CByteScan
import Returns

/// How much of a member is looked at to recognise it.
let headLength = 1 << 16

/// The beginning of a member (up to 64 KiB) as UTF-8, for recognising what it is.
///
/// The text ends with a whole character; in a text file, bytes that are no text stand as `?` (the
/// rows they are in will be rejects). It lives as long as the run.
/// - Parameter encoding: what the profile says; nil: found from the bytes.
/// - Throws: `empty`, `encoding`, `spreadsheet`, `unknownFormat` (a PDF, a picture, ...), and what
///   reading the archive throws.
func head(
  of member: InputMember, encoding: TextEncoding?
) throws(InputError) -> (isXML: Bool, encoding: TextEncoding, text: Text) {
  let raw = try rawHead(of: member.content)
  if raw.bytes.isEmpty { throw emptyRefused }
  try refuseForeignFormat(raw.bytes)
  let (found, isXML) = try detectEncoding(raw, told: encoding)
  let text = try decodedHead(raw, encoding: found)
  if text.bytes.allSatisfy({ isBlank($0) }) { throw emptyRefused }
  return (isXML, found, text)
}

let emptyRefused = InputError(
  .empty, "is empty; expected a header line or an XML document. Deliver the file again.")

/// Space, tab, line feed or carriage return.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

/// The first bytes as delivered.
struct RawHead {
  let bytes: Text
  /// There is more to come, so the last character may be cut.
  let isCut: Bool
}

func rawHead(of content: InputContent) throws(InputError) -> RawHead {
  if case .plain(let bytes, _) = content.source {
    let first = UnsafeRawBufferPointer(rebasing: bytes.bytes.prefix(headLength))
    return RawHead(bytes: Text(first), isCut: bytes.count > headLength)
  }
  let stream = try ByteStream(content)
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: headLength, alignment: 8)
  defer { buffer.deallocate() }
  var filled = 0
  while filled < headLength {
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
    if count == 0 { break }
    filled += count
  }
  let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
  return RawHead(bytes: Text(copying: bytes), isCut: filled == headLength)
}

private func decodedHead(_ raw: RawHead, encoding: TextEncoding) throws(InputError) -> Text {
  if encoding == .utf8 {
    let mark = raw.bytes.begins(with: byteOrderMark) ? byteOrderMark.count : 0
    let text = Text(UnsafeRawBufferPointer(rebasing: raw.bytes.bytes[mark...]))
    return cleaned(raw.isCut ? withoutCutCharacter(text) : text)
  }
  let member = InputMember(name: "", bytes: raw.bytes)
  let stream = try DecodedStream(member.content, encoding: encoding, isTolerant: true)
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: headLength * 3, alignment: 8)
  defer { buffer.deallocate() }
  var filled = 0
  while filled < buffer.count {
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = try stream.read(into: free)
    if count == 0 { break }
    filled += count
  }
  var text = Text(copying: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
  // The last character is cut where the head is: it came out as one bad byte or more.
  while raw.isCut, text.bytes.last == 0xFF {
    text = Text(UnsafeRawBufferPointer(rebasing: text.bytes.dropLast()))
  }
  return cleaned(text)
}

/// Drops the first bytes of a UTF-8 character that is not all there.
func withoutCutCharacter(_ text: Text) -> Text {
  let bytes = text.bytes
  for back in 1...3 where back <= bytes.count {
    let byte = bytes[bytes.count - back]
    if byte & 0xC0 == 0x80 { continue }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    return length > back ? Text(UnsafeRawBufferPointer(rebasing: bytes.dropLast(back))) : text
  }
  return text
}

/// The text itself if it is UTF-8, else a copy in which each byte that is none is a question mark.
private func cleaned(_ text: Text) -> Text {
  guard let start = text.bytes.baseAddress else { return text }
  var position = bytescan_first_bad_utf8(start, text.count)
  if position == text.count { return text }
  var copy = Array(text.bytes)
  while position < copy.count {
    copy[position] = UInt8(ascii: "?")
    position += 1
    position += bytescan_first_bad_utf8(start + position, text.count - position)
  }
  return copy.withUnsafeBytes { Text(copying: $0) }
}
