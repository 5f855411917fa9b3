import CByteScan

/// Checks UTF-8 a stretch ahead of the rows, which is far cheaper than row by row; only in a
/// stretch that is not all UTF-8 are the rows with bytes beyond ASCII checked again.
struct UTF8Proof {
  /// Of the stretch, in the scanned text.
  private(set) var end = 0
  /// All ones if something in the stretch is wrong.
  private(set) var unproven: UInt64 = ~0
  private let base: UnsafeRawPointer
  private let limit: Int
  /// Where the next stretch's first character begins.
  private var next: Int

  init(_ base: UnsafeRawPointer, from start: Int, to limit: Int) {
    self.base = base
    self.limit = limit
    next = start
  }

  mutating func advance(from position: Int) {
    end = min(position + 1 << 14, limit)
    let last = skippingContinuation(from: end)
    unproven = bytescan_is_utf8(base + next, last - next) != 0 ? 0 : ~0
    next = last
  }

  /// At most three bytes further: the end of a character that began before.
  private func skippingContinuation(from position: Int) -> Int {
    var at = position
    while at < limit, at < position + 3,
      base.load(fromByteOffset: at, as: UInt8.self) & 0xC0 == 0x80
    { at += 1 }
    return at
  }
}
