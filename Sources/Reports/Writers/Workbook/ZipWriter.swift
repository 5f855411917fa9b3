import CLibArchive

/// A file of a zip archive, compressed as it is written.
struct ZipMember: ~Copyable {
  let name: String
  private(set) var content: [UInt8] = []
  private(set) var checksum: UInt32 = 0
  private(set) var size = 0
  /// zlib's state knows where it stands: it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  init(_ name: String) {
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Raw deflate, the fastest level: most of what is written says the same over and over.
    deflateInit2_(
      stream, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    let first = start.assumingMemoryBound(to: UInt8.self)
    checksum = UInt32(truncatingIfNeeded: crc32(uLong(checksum), first, uInt(bytes.count)))
    size += bytes.count
    stream.pointee.next_in = UnsafeMutablePointer(mutating: first)
    stream.pointee.avail_in = uInt(bytes.count)
    while stream.pointee.avail_in > 0 {
      guard compress(Z_NO_FLUSH) == Z_OK else { preconditionFailure("zlib refuses to compress") }
    }
  }

  mutating func finish() {
    stream.pointee.avail_in = 0
    var state = Z_OK
    while state == Z_OK { state = compress(Z_FINISH) }
    precondition(state == Z_STREAM_END, "zlib refuses to compress")
  }

  private mutating func compress(_ flush: Int32) -> Int32 {
    room.withUnsafeMutableBufferPointer { room in
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = uInt(room.count)
      let state = deflate(stream, flush)
      content.append(contentsOf: room[..<(room.count - Int(stream.pointee.avail_out))])
      return state
    }
  }
}

/// A zip archive of some members: no clock, no owner, no system in it, so that the same members
/// give the same bytes.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ member: borrowing ZipMember) {
    let offset = bytes.count
    let name = Array(member.name.utf8)
    var facts: [UInt8] = []
    // Version 2.0, names in UTF-8, deflate, 1980-01-01 00:00.
    facts.append16(20)
    facts.append16(1 << 11)
    facts.append16(8)
    facts.append16(0)
    facts.append16(1 << 5 | 1)
    facts.append32(member.checksum)
    facts.append32(UInt32(member.content.count))
    facts.append32(UInt32(member.size))
    facts.append16(UInt16(name.count))
    facts.append16(0)
    bytes.append32(0x0403_4B50)
    bytes += facts + name + member.content
    directory.append32(0x0201_4B50)
    directory.append16(20)
    directory += facts
    // The comment's length, the disk, the attributes, and where the member begins.
    directory.append16(0)
    directory.append16(0)
    directory.append16(0)
    directory.append32(0)
    directory.append32(UInt32(offset))
    directory += name
    count += 1
  }

  mutating func finish() {
    let start = bytes.count
    bytes += directory
    bytes.append32(0x0605_4B50)
    bytes.append16(0)
    bytes.append16(0)
    bytes.append16(UInt16(count))
    bytes.append16(UInt16(count))
    bytes.append32(UInt32(directory.count))
    bytes.append32(UInt32(start))
    bytes.append16(0)
  }
}

extension [UInt8] {
  fileprivate mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  fileprivate mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }
}
