public import Returns

/// The records of one member, in file order, in blocks of memory that never move.
///
/// Blocks are handed over one by one and may be worked by several threads; a block is freed by
/// `release` or never, and texts of its records point into it until then.
public final class RecordPage: @unchecked Sendable {
  // Written by the one reader that owns the page, and only read after `readMember` returned it.
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
  public func release(block index: Int) { chunks[index].deallocate() }

  /// Calls `body` for every record in file order.
  public func forEach(_ body: (Record) -> Void) {
    for index in 0..<blockCount { Record.all(in: block(index), body) }
  }

  /// Copies whole records.
  public func append(_ bytes: UnsafeRawPointer, byteCount size: Int, records: Int) {
    note(bytes, size)
    if chunks.isEmpty || chunks[chunks.count - 1].count - filled[filled.count - 1] < size {
      let grown = min(4 << 20, (16 << 10) << min(8, 2 * chunks.count))
      chunks.append(.allocate(byteCount: max(size, grown), alignment: 8))
      filled.append(0)
    }
    let last = chunks.count - 1
    (chunks[last].baseAddress! + filled[last]).copyMemory(from: bytes, byteCount: size)
    filled[last] += size
    count += records
    byteCount += size
  }

  private func note(_ bytes: UnsafeRawPointer, _ size: Int) {
    var place = bytes
    while place < bytes + size {
      var reader = ByteReader(place)
      let length = Int(reader.varint())
      feeds |= 1 << UInt32(reader.position.load(as: UInt8.self))
      place = reader.position + length
    }
  }
}
