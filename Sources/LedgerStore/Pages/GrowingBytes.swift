import Returns

/// Bytes of a page in the making: room is asked for once for all that is written at a time, and
/// used again for the next page.
final class GrowingBytes {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// - Parameter most: what `body` writes at most.
  @inline(__always)
  func write(atMost most: Int, _ body: (inout RecordWriter) -> Void) {
    if count + most > capacity { grow(most) }
    let start = base + count
    var writer = RecordWriter(start)
    body(&writer)
    count += writer.place - start
  }

  func clear() { count = 0 }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  private func grow(_ most: Int) {
    capacity = max(capacity * 2, count + most)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = larger
  }
}
