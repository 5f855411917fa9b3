/// Bytes being written. Every writer appends here; room is made once per value or row, not once per
/// byte.
public struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  public private(set) var count = 0

  public init(capacity: Int = 1 << 12) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Where the next bytes go, with room for `size` of them; `advance` says how many were written.
  @inline(__always)
  mutating func room(for size: Int) -> UnsafeMutablePointer<UInt8> {
    if count + size > capacity { grow(size) }
    return base + count
  }

  @inline(__always)
  mutating func advance(_ size: Int) { count += size }

  /// Writes with a pen that asks for room no more.
  @inline(__always)
  mutating func write(atMost size: Int, _ body: (inout BytePen) -> Void) {
    let start = room(for: size)
    var pen = BytePen(place: start)
    body(&pen)
    count += pen.place - start
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    room(for: 1).pointee = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(room(for: bytes.count)).copyMemory(
      from: source, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(_ string: String) {
    guard !string.isEmpty else { return }
    var copy = string
    copy.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func append(_ byte: UInt8, repeated times: Int) {
    guard times > 0 else { return }
    room(for: times).initialize(repeating: byte, count: times)
    count += times
  }

  /// Forgets what was appended after the first `size` bytes.
  public mutating func truncate(to size: Int) { count = min(count, size) }

  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
  var array: [UInt8] { Array(bytes) }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func grow(_ size: Int) {
    capacity = max(capacity * 2, count + size)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
