/// Writes the parts of a record (`RecordHead`: the form), and what else is made of such parts, at a
/// place that has room for them.
public struct RecordWriter {
  public var place: UnsafeMutableRawPointer

  /// What a varint takes at most.
  public static let mostOfNumber = 10
  /// What a text takes at most.
  public static func most(_ text: Text) -> Int { mostOfNumber + text.count }

  @inlinable public init(_ place: UnsafeMutableRawPointer) { self.place = place }

  @inlinable public mutating func byte(_ value: UInt8) {
    place.storeBytes(of: value, as: UInt8.self)
    place += 1
  }

  @inlinable public mutating func word(_ value: UInt64) {
    place.storeBytes(of: value.littleEndian, as: UInt64.self)
    place += 8
  }

  @inlinable public mutating func half(_ value: UInt16) {
    byte(UInt8(truncatingIfNeeded: value))
    byte(UInt8(truncatingIfNeeded: value >> 8))
  }

  @inlinable public mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  @inlinable public mutating func zigzag(_ value: Int64) {
    varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  @inlinable public mutating func text(_ text: Text) {
    varint(UInt64(text.count))
    append(text)
  }

  /// A text's bytes alone.
  @inlinable public mutating func append(_ text: Text) {
    guard let source = text.bytes.baseAddress else { return }
    place.copyMemory(from: source, byteCount: text.count)
    place += text.count
  }

  /// The size prefix and the head of a record whose content has `contentCount` bytes. Takes at most
  /// 64 bytes.
  mutating func head(_ head: RecordHead, contentCount: Int) {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { room in
      guard let start = room.baseAddress else { return }
      var inner = RecordWriter(start)
      inner.byte(head.feed.rawValue)
      inner.byte(head.flags)
      inner.word(head.key)
      inner.varint(UInt64(head.shop))
      inner.varint(UInt64(head.file))
      inner.varint(UInt64(head.line))
      inner.varint(UInt64(head.run))
      if let stamp = head.stamp { inner.zigzag(stamp) }
      let size = inner.place - start
      varint(UInt64(size + contentCount))
      place.copyMemory(from: start, byteCount: size)
      place += size
    }
  }
}
