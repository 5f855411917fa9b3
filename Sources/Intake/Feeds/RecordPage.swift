public import Returns

/// Records of one member, in file order, in blocks of memory that never move.
///
/// Blocks are handed over one by one and may be worked by several threads; a block is freed by
/// `release` or never, and texts of its records point into it until then.
public final class RecordPage: @unchecked Sendable {
  // Written by the one reader that owns the page, and only read after the member was read.
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var filled: [Int] = []

  /// How many records the page holds.
  public private(set) var count = 0
  /// How many bytes they take.
  public private(set) var byteCount = 0
  /// The feeds its records are of: bit i = the feed of raw value i.
  public private(set) var feeds: UInt32 = 0

  public init() {}

  public var blockCount: Int { chunks.count }

  /// The bytes of a block: whole records, one behind the other.
  public func block(_ index: Int) -> Text {
    Text(start: UnsafeRawPointer(chunks[index].baseAddress!), count: filled[index])
  }

  /// Gives the memory of a block back; no text in it may be used any more. Different blocks may be
  /// released by different threads.
  public func release(block index: Int) { BlockPool.give(chunks[index]) }

  /// Gives all memory back.
  func releaseAll() { chunks.indices.forEach(release) }

  /// Calls `body` for every record in file order.
  public func forEach(_ body: (Record) -> Void) {
    for index in 0..<blockCount { Record.all(in: block(index), body) }
  }

  /// Copies whole records.
  public func append(_ bytes: UnsafeRawPointer, byteCount size: Int, records: Int) {
    room(for: size).baseAddress!.copyMemory(from: bytes, byteCount: size)
    take(size, records: records, feeds: Self.feeds(bytes, size))
  }

  /// Free memory behind the last record, at least `size` bytes; `take` says what was used of it.
  func room(for size: Int) -> UnsafeMutableRawBufferPointer {
    if chunks.isEmpty || chunks[chunks.count - 1].count - filled[filled.count - 1] < size {
      chunks.append(BlockPool.take(atLeast: size))
      filled.append(0)
    }
    let last = chunks.count - 1
    return UnsafeMutableRawBufferPointer(rebasing: chunks[last][filled[last]...])
  }

  /// Whole records stand in the first `size` bytes of the room now.
  /// - Parameter feeds: those they are of, as bits.
  func take(_ size: Int, records: Int, feeds: UInt32) {
    self.feeds |= feeds
    filled[filled.count - 1] += size
    count += records
    byteCount += size
  }

  private static func feeds(_ bytes: UnsafeRawPointer, _ size: Int) -> UInt32 {
    var feeds: UInt32 = 0
    var place = bytes
    while place < bytes + size {
      var reader = ByteReader(place)
      let length = Int(reader.varint())
      feeds |= 1 << UInt32(reader.position.load(as: UInt8.self))
      place = reader.position + length
    }
    return feeds
  }
}
