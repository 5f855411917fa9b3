import CLibArchive
import Returns

/// Inflates a gzip file, which may consist of several members; checksums and lengths are verified
/// by zlib.
final class GzipStream {
  private let file: MappedFile
  private let limits: DecodedLimits
  /// On the heap: zlib keeps its address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var position = 0
  private var produced = 0
  private var isAtEnd = false

  /// Input is handed to zlib in pieces, because it counts in 32 bits.
  private static let piece = 1 << 26

  init(_ file: MappedFile, limits: DecodedLimits) throws(InputError) {
    self.file = file
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, 16 more for "gzip header wanted".
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if status != Z_OK { throw damaged("zlib gives no decoder") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Fills the buffer as far as it can. - Returns: the number of bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let capacity = min(buffer.count, Self.piece)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(capacity)
    while !isAtEnd, stream.pointee.avail_out > 0 {
      try step()
    }
    let count = capacity - Int(stream.pointee.avail_out)
    if produced == 0 {
      try limits.checkNesting(Text(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
    }
    produced += count
    try limits.check(decoded: produced, compressed: file.bytes.count)
    return count
  }

  private func step() throws(InputError) {
    let bytes = file.bytes.bytes
    let given = min(bytes.count - position, Self.piece)
    let start = bytes.baseAddress.map { $0 + position }
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: start?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = UInt32(given)
    let status = inflate(stream, Z_NO_FLUSH)
    position += given - Int(stream.pointee.avail_in)
    switch status {
    case Z_OK: break
    case Z_STREAM_END: try startNextMember()
    case Z_BUF_ERROR where position == bytes.count:
      throw InputError(
        .compression,
        "the gzip data end early, after \(bytes.count) bytes; expected its closing checksum. "
          + "Deliver the complete file again.")
    default: throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)")
    }
  }

  private func startNextMember() throws(InputError) {
    let rest = Text(UnsafeRawBufferPointer(rebasing: file.bytes.bytes[position...]))
    if ArchiveKind(magicOf: rest) == .gzip {
      inflateReset(stream)
    } else if rest.bytes.allSatisfy({ $0 == 0 }) {
      isAtEnd = true
    } else {
      throw damaged("other bytes follow the end of the compressed data")
    }
  }

  private func damaged(_ detail: String) -> InputError {
    InputError(
      .compression,
      "the gzip data are damaged (\(detail)); expected a whole gzip file. Deliver it again.")
  }
}
