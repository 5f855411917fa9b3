import Glibc
import Returns

/// Turns the bytes of a stream into UTF-8 through glibc's iconv, in pieces, so that memory stays
/// bounded.
///
/// Strict: a byte that is no text is never guessed at. Either it ends the reading with its offset
/// (XML), or a 0xFF, which no UTF-8 holds, takes its place, so that the row around it becomes one
/// reject (rows).
final class Transcoder {
  /// A byte that is no text.
  struct BadByte: Equatable {
    /// Offset of the 0xFF in what came out.
    let output: Int
    /// Offset in the member.
    let source: Int
    let byte: UInt8
  }

  private(set) var badBytes: [BadByte] = []
  private let encoding: TextEncoding
  private let isTolerant: Bool
  private let source: ByteStream
  private let converter: iconv_t
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
  private var pending = 0..<0
  private var consumed = 0
  private var produced = 0
  private var isAtEnd = false

  /// More bad bytes than this mean that the encoding is another one.
  static let badBytesMost = 1000

  init(_ source: ByteStream, from encoding: TextEncoding, isTolerant: Bool) throws(InputError) {
    self.source = source
    self.encoding = encoding
    self.isTolerant = isTolerant
    guard let converter = iconv_open("UTF-8", encoding.iconvName), Int(bitPattern: converter) != -1
    else {
      throw InputError(
        .encoding,
        "this system cannot read \(encoding.rawValue) (iconv has no table for it). Install libc's "
          + "charset tables, or deliver the file in UTF-8.")
    }
    self.converter = converter
  }

  deinit {
    iconv_close(converter)
    input.deallocate()
  }

  /// - Parameter buffer: at least 8 bytes. - Returns: the number of UTF-8 bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var filled = 0
    while filled == 0 {
      if pending.isEmpty { try refill() }
      if pending.isEmpty { break }
      try convert(into: buffer, &filled)
    }
    produced += filled
    return filled
  }

  private func refill() throws(InputError) {
    guard !isAtEnd else { return }
    let kept = pending.count
    input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[pending]))
    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: input[kept...]))
    isAtEnd = count == 0
    pending = 0..<kept + count
  }

  private func convert(into buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int)
    throws(InputError)
  {
    var from = (input.baseAddress.map { $0 + pending.lowerBound })?.assumingMemoryBound(
      to: CChar.self)
    var fromLeft = pending.count
    var to = (buffer.baseAddress.map { $0 + filled })?.assumingMemoryBound(to: CChar.self)
    var toLeft = buffer.count - filled
    let status = iconv(converter, &from, &fromLeft, &to, &toLeft)
    let failure = status == -1 ? errno : 0
    consumed += pending.count - fromLeft
    pending = pending.upperBound - fromLeft..<pending.upperBound
    filled = buffer.count - toLeft
    switch failure {
    case EINVAL where !isAtEnd: try refill()
    case EILSEQ, EINVAL:
      try replaceBadByte(in: buffer, &filled)
    default: break
    }
  }

  private func replaceBadByte(in buffer: UnsafeMutableRawBufferPointer, _ filled: inout Int)
    throws(InputError)
  {
    let byte = input[pending.lowerBound]
    guard isTolerant, badBytes.count < Self.badBytesMost else { throw badText(byte) }
    guard filled < buffer.count else { return }
    badBytes.append(BadByte(output: produced + filled, source: consumed, byte: byte))
    buffer[filled] = 0xFF
    filled += 1
    let skipped = min(encoding.unit, pending.count)
    consumed += skipped
    pending = pending.lowerBound + skipped..<pending.upperBound
  }

  private func badText(_ byte: UInt8) -> InputError {
    let many =
      isTolerant
      ? "more than \(Self.badBytesMost) bytes are no \(encoding.rawValue), the last" : "the byte"
    return InputError(
      .encoding,
      "\(many) at offset \(consumed) "
        + "(0x\(hex(byte)))\(isTolerant ? "" : " is no \(encoding.rawValue)"). "
        + "Export the file again as UTF-8, or name its encoding in the profile.")
  }
}

/// A whole short text; nil if it is not strictly in this encoding.
func decodedWhole(_ bytes: Text, from encoding: TextEncoding) -> String? {
  if encoding == .utf8 { return String(validating: bytes.bytes, as: UTF8.self) }
  var decoded: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
  defer { buffer.deallocate() }
  do throws(InputError) {
    let stream = ByteStream.memory(MemoryStream(bytes))
    let transcoder = try Transcoder(stream, from: encoding, isTolerant: false)
    while true {
      let count = try transcoder.read(into: buffer)
      if count == 0 { return String(decoding: decoded, as: UTF8.self) }
      decoded += buffer[..<count]
    }
  } catch {
    return nil
  }
}
