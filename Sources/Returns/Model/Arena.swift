/// Memory for bytes that live as long as the run: taken in blocks and never given back, so that
/// texts into it stay good. One thread's own.
public final class Arena {
  private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var used = 0

  public init() {}

  /// Room for `count` bytes; `take` makes the part of it that was written one's own.
  public func room(_ count: Int) -> UnsafeMutableRawPointer {
    if free.count - used < count {
      free = BlockPool.take(atLeast: count)
      used = 0
    }
    return free.baseAddress! + used
  }

  public func take(_ count: Int) { used += count }

  /// A copy that outlives the text's own memory.
  public func copy(_ text: Text) -> Text {
    guard let source = text.bytes.baseAddress, text.count > 0 else { return Text() }
    let place = room(text.count)
    place.copyMemory(from: source, byteCount: text.count)
    take(text.count)
    return Text(start: place, count: text.count)
  }
}
