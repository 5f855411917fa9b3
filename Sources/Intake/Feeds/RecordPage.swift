public import Returns

/// The records of one member, in file order, in memory that never moves and is never freed before
/// the process ends: texts of facts point into it.
public final class RecordPage: @unchecked Sendable {
  // Written by the one reader that owns the page, and only read after `readMember` returned it.
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var filled: [Int] = []

  /// How many records the page holds.
  public private(set) var count = 0
  /// How many bytes they take.
  public private(set) var byteCount = 0

  public init() {}

  /// Calls `body` for every record in file order.
  public func forEach(_ body: (Record) -> Void) {
    for (chunk, size) in zip(chunks, filled) {
      Record.all(in: Text(start: UnsafeRawPointer(chunk.baseAddress!), count: size), body)
    }
  }

  /// Copies whole records.
  func append(_ bytes: UnsafeRawPointer, byteCount size: Int, records: Int) {
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
}
