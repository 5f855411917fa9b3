/// Memory for bytes that live as long as the run: taken in slabs and never given back, so that
/// texts into it stay good. One thread's own.
public final class Arena {
  private var free: UnsafeMutableRawPointer
  private var left = 0
  private static let slab = 1 << 20

  public init() { free = UnsafeMutableRawPointer(bitPattern: 16)! }

  /// Room for `count` bytes; `take` makes the part of it that was written one's own.
  public func room(_ count: Int) -> UnsafeMutableRawPointer {
    if count > left {
      left = max(count, Self.slab)
      free = .allocate(byteCount: left, alignment: 16)
    }
    return free
  }

  public func take(_ count: Int) {
    free += count
    left -= count
  }

  /// A copy that outlives the text's own memory.
  public func copy(_ text: Text) -> Text {
    guard let source = text.bytes.baseAddress, text.count > 0 else { return Text() }
    let place = room(text.count)
    place.copyMemory(from: source, byteCount: text.count)
    take(text.count)
    return Text(start: place, count: text.count)
  }
}
