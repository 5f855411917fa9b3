import CByteScan
import Returns

/// The encoding of a member, and whether it is XML (its first character that is no blank is `<`).
///
/// In order: byte order mark; what the profile says; where the NUL bytes are (UTF-16); the
/// declaration of an XML document; UTF-8 if all of the head is, or nearly all (the rest are
/// rejects); GB18030 if all of the head is, and it does not look like words of a Western language.
func detectEncoding(
  _ head: RawHead, told: TextEncoding?
) throws(InputError) -> (encoding: TextEncoding, isXML: Bool) {
  let bytes = head.bytes
  if let marked = try markedEncoding(bytes) {
    return (marked, firstCharacter(bytes, encoding: marked) == UInt8(ascii: "<"))
  }
  if let wide = try wideEncoding(bytes) {
    return (told ?? wide, firstCharacter(bytes, encoding: wide) == UInt8(ascii: "<"))
  }
  if firstCharacter(bytes, encoding: .utf8) == UInt8(ascii: "<") {
    if let told { return (told, true) }
    let declared = try declaredEncoding(bytes)
    return (declared ?? .utf8, true)
  }
  if let told { return (told, false) }
  let utf8 = head.isCut ? withoutCutCharacter(bytes) : bytes
  let (good, long, bad, first) = utf8Characters(utf8)
  // Text in a Chinese charset has about one pair in eight that looks like UTF-8, and one in fifty
  // that begins three bytes which do.
  if bad == 0 || good >= 8 * bad || long >= 2 * bad { return (.utf8, false) }
  if let offset = firstBadGB18030(head) {
    // A byte or two that were damaged in plain text damage their rows.
    if bad <= 2, bad * 256 <= bytes.count { return (.utf8, false) }
    throw notText(utf8: first, gb18030: offset, bytes)
  }
  if isWestern(bytes) {
    throw InputError(
      .encoding,
      "looks like Western text in an old encoding, whose letters would come out as Chinese ones "
        + "(byte 0x\(hex(bytes.bytes[first])) at offset \(first)). Export the file again as "
        + "UTF-8, or name its encoding in a profile, as legacy_encoding: windows-1252.")
  }
  return (.gb18030, false)
}

private func markedEncoding(_ bytes: Text) throws(InputError) -> TextEncoding? {
  if bytes.begins(with: byteOrderMark) { return .utf8 }
  if bytes.begins(with: [0xFF, 0xFE, 0, 0]) || bytes.begins(with: [0, 0, 0xFE, 0xFF]) {
    throw InputError(
      .encoding, "is UTF-32; expected UTF-8, UTF-16 or GB18030. Export it again as UTF-8.")
  }
  if bytes.begins(with: [0xFF, 0xFE]) { return .utf16le }
  if bytes.begins(with: [0xFE, 0xFF]) { return .utf16be }
  return bytes.begins(with: [0x84, 0x31, 0x95, 0x33]) ? .gb18030 : nil
}

/// UTF-16 without a mark: NUL bytes in the first 4 KiB, and nearly all of them on one side of the
/// pairs.
private func wideEncoding(_ bytes: Text) throws(InputError) -> TextEncoding? {
  var nuls = [0, 0]
  var firstNul: Int?
  for (offset, byte) in bytes.bytes.prefix(4096).enumerated() where byte == 0 {
    nuls[offset & 1] += 1
    firstNul = firstNul ?? offset
  }
  guard let firstNul else { return nil }
  // A stray NUL in a text file is none of this: at least one pair in sixteen has one in UTF-16,
  // digits and separators.
  let pairs = min(bytes.count, 4096) / 2
  // Characters such as U+4E00 have theirs on the other side, but they are few.
  if nuls[1] > 4 * nuls[0], nuls[1] * 16 >= pairs { return .utf16le }
  if nuls[0] > 4 * nuls[1], nuls[0] * 16 >= pairs { return .utf16be }
  throw InputError(
    .encoding,
    "has a NUL byte at offset \(firstNul) and is no UTF-16; expected text. "
      + "Export the file again as CSV or XML in UTF-8.")
}

private func firstCharacter(_ bytes: Text, encoding: TextEncoding) -> UInt8? {
  let unit = encoding.unit
  let low = encoding == .utf16be ? 1 : 0
  var offset = 0
  if encoding == .utf8, bytes.begins(with: byteOrderMark) { offset = byteOrderMark.count }
  if unit == 2, bytes.begins(with: [0xFF, 0xFE]) || bytes.begins(with: [0xFE, 0xFF]) {
    offset = 2
  }
  while offset + unit <= bytes.count {
    if unit == 2, bytes.bytes[offset + 1 - low] != 0 { return nil }
    let byte = bytes.bytes[offset + low]
    if !isBlank(byte) { return byte }
    offset += unit
  }
  return nil
}

/// From `<?xml version="1.0" encoding="GBK"?>`; nil if nothing is declared.
private func declaredEncoding(_ bytes: Text) throws(InputError) -> TextEncoding? {
  let start = bytes.bytes.firstIndex { !isBlank($0) } ?? 0
  let opening = Text(UnsafeRawBufferPointer(rebasing: bytes.bytes[start...].prefix(256)))
  guard opening.begins(with: Array("<?xml".utf8)),
    let end = opening.bytes.firstIndex(of: UInt8(ascii: ">"))
  else { return nil }
  let declaration = String(decoding: opening.bytes[..<end], as: UTF8.self)
  let pieces = declaration.split {
    $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" || $0 == "\r"
  }
  guard let label = pieces.firstIndex(of: "encoding"), label + 1 < pieces.count else { return nil }
  let name = String(
    pieces[label + 1].drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
  guard let encoding = TextEncoding(name: name), encoding.unit == 1 else {
    throw InputError(
      .encoding,
      line: 1,
      "the XML declaration says encoding \"\(name)\", which the bytes are not or which cannot be "
        + "read; expected one of UTF-8, GB18030, GBK, UTF-16 with a byte order mark, Big5, "
        + "Shift_JIS, ISO-8859-1. Export it again as UTF-8."
    )
  }
  return encoding
}

/// - Returns: characters beyond ASCII, those of them of three bytes or more, bytes that are no part
///   of one, and the offset of the first of these.
private func utf8Characters(_ text: Text) -> (good: Int, long: Int, bad: Int, first: Int) {
  guard let start = text.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
    return (0, 0, 0, 0)
  }
  var (good, long, bad, first, offset) = (0, 0, 0, 0, 0)
  while offset < text.count {
    let length = bytescan_utf8_length(start + offset, text.count - offset)
    if length > 1 { good += 1 }
    if length > 2 { long += 1 }
    if length == 0 {
      if bad == 0 { first = offset }
      bad += 1
    }
    offset += max(1, length)
  }
  return (good, long, bad, first)
}

private func firstBadGB18030(_ head: RawHead) -> Int? {
  let member = InputMember(name: "", bytes: head.bytes)
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
  defer { buffer.deallocate() }
  do throws(InputError) {
    let stream = try ByteStream(member.content)
    let transcoder = try Transcoder(stream, from: .gb18030, isTolerant: true)
    while try transcoder.read(into: buffer) > 0 {}
    let cut = head.isCut ? head.bytes.count - 3 : head.bytes.count
    return transcoder.badBytes.first { $0.source < cut }?.source
  } catch {
    return 0
  }
}

private func notText(utf8: Int, gb18030: Int, _ bytes: Text) -> InputError {
  InputError(
    .encoding,
    "is neither UTF-8 (byte 0x\(hex(bytes.bytes[utf8])) at offset \(utf8)) nor GB18030 "
      + "(byte 0x\(hex(bytes.bytes[min(gb18030, bytes.count - 1)])) at offset \(gb18030)). "
      + "Export the file again as UTF-8, or name its encoding in a profile"
      + (isWestern(bytes) ? ", as legacy_encoding: windows-1252." : "."))
}

/// Whether the letters beyond ASCII stand alone, or two by two, in words of ASCII letters, as in
/// `René`, `Müller` and `Größe`: each pair of Chinese text would have to begin behind such a
/// letter, and to end before one.
func isWestern(_ bytes: Text) -> Bool {
  func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  func isWide(_ byte: UInt8) -> Bool {
    byte >= 0xC0 ? byte != 0xD7 && byte != 0xF7 : [0x8A, 0x8E, 0x9A, 0x9C, 0x9E].contains(byte)
  }
  let all = bytes.bytes
  var (western, other, start) = (0, 0, 0)
  while let first = all[start...].firstIndex(where: { $0 >= 0x80 }) {
    let end = all[first...].firstIndex { $0 < 0x80 } ?? all.count
    let next = end < all.count ? all[end] : 0
    // What follows the last letter of a word ends no pair.
    let isInWord = isLetter(next) || end == first + 1 && next < 0x30
    if isInWord, first > 0, isLetter(all[first - 1]), end - first <= 2,
      all[first..<end].allSatisfy(isWide)
    {
      western += 1
    } else {
      other += 1
    }
    start = end
  }
  return western > other
}

/// Whether bytes that pass for GB18030 are hardly Chinese: in all but rare characters of it the
/// second byte of a pair is beyond ASCII as well, and in Western text a letter follows.
func isUnlikeChinese(_ bytes: Text) -> Bool {
  var (usual, rare, offset) = (0, 0, 0)
  let all = bytes.bytes
  while offset + 1 < all.count {
    guard all[offset] >= 0x80 else {
      offset += 1
      continue
    }
    if all[offset + 1] >= 0xA1 { usual += 1 } else { rare += 1 }
    offset += 2
  }
  return rare > usual
}
