import Returns

/// The text of a member as UTF-8 in pieces: uncompressed, transcoded, without a byte order mark.
///
/// A member that is UTF-8 passes unchecked; who splits it into rows or elements checks it there.
final class DecodedStream {
  private let source: ByteStream
  private let transcoder: Transcoder?
  private let staging = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  private var ready = 0..<0
  private var hasStarted = false
  /// UTF-8 bytes of the byte order mark that was left out.
  private var markLength = 0

  init(_ content: InputContent, encoding: TextEncoding, isTolerant: Bool) throws(InputError) {
    source = try ByteStream(content)
    transcoder =
      encoding == .utf8 ? nil : try Transcoder(source, from: encoding, isTolerant: isTolerant)
  }

  deinit { staging.deallocate() }

  /// - Returns: the number of bytes put into the buffer; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if !hasStarted { try start() }
    if ready.isEmpty { ready = 0..<(try fill(from: 0)) }
    let count = min(ready.count, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: staging[ready.prefix(count)]))
    ready = ready.dropFirst(count)
    return count
  }

  /// What was really there, and where in the member, for a bad byte at an offset of what was read.
  func sourceOfBadByte(at offset: Int, byte: UInt8) -> (offset: Int, byte: UInt8) {
    guard let transcoder else { return (offset + markLength, byte) }
    let output = offset + markLength
    guard let bad = transcoder.badBytes.first(where: { $0.output == output }) else {
      return (output, byte)
    }
    return (bad.source, bad.byte)
  }

  private func start() throws(InputError) {
    hasStarted = true
    var filled = 0
    while filled < byteOrderMark.count {
      let count = try fill(from: filled)
      if count == 0 { break }
      filled += count
    }
    if Text(UnsafeRawBufferPointer(rebasing: staging[..<filled])).begins(with: byteOrderMark) {
      markLength = byteOrderMark.count
    }
    ready = markLength..<filled
  }

  private func fill(from offset: Int) throws(InputError) -> Int {
    let free = UnsafeMutableRawBufferPointer(rebasing: staging[offset...])
    return if let transcoder { try transcoder.read(into: free) } else {
      try source.read(into: free)
    }
  }
}

/// U+FEFF in UTF-8.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
