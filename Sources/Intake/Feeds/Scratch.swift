import Returns

/// Room for texts that live as long as one row: joined, cleaned or mapped cells.
final class Scratch {
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var used = 0

  deinit { blocks.forEach { $0.deallocate() } }

  /// Forgets all texts; the largest block is kept.
  func clear() {
    used = 0
    guard blocks.count > 1, let last = blocks.popLast() else { return }
    blocks.forEach { $0.deallocate() }
    blocks = [last]
  }

  func copy(_ text: Text) -> Text { make(text.count) { $0.copyMemory(from: text.bytes) } }

  func text(_ bytes: [UInt8]) -> Text {
    bytes.withUnsafeBytes { source in make(source.count) { $0.copyMemory(from: source) } }
  }

  func make(_ count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) -> Text {
    guard count > 0 else { return Text() }
    if blocks.isEmpty || blocks[blocks.count - 1].count - used < count {
      let size = max(count, min(1 << 20, 4096 << blocks.count))
      blocks.append(.allocate(byteCount: size, alignment: 8))
      used = 0
    }
    let block = blocks[blocks.count - 1]
    let room = UnsafeMutableRawBufferPointer(rebasing: block[used..<(used + count)])
    fill(room)
    used += count
    return Text(UnsafeRawBufferPointer(room))
  }
}
