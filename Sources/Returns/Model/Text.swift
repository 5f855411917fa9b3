/// A run of bytes in memory that lives as long as the run: an id, a name, a reference.
///
/// Texts point into arenas (decoded files, ledger pages, policy values) that are never freed before
/// the process ends, so a `Text` costs no allocation and may be kept in any value. Equality and
/// order are those of the bytes, the same on every machine (no Unicode normalisation, no locale).
public struct Text: @unchecked Sendable {
  @usableFromInline let start: UnsafeRawPointer?
  /// Twelve bytes in all, so that a small number fits in beside it: results have many texts.
  @usableFromInline let length: UInt32

  @inlinable public init(_ bytes: UnsafeRawBufferPointer) {
    start = bytes.baseAddress
    length = UInt32(bytes.count)
  }
  @inlinable public init(start: UnsafeRawPointer, count: Int) {
    self.start = start
    length = UInt32(count)
  }
  /// The empty text, which also stands for an absent one.
  @inlinable public init() {
    start = nil
    length = 0
  }

  @inlinable public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Copies a string into memory that is never freed: for policy values, tests and what is read
  /// once.
  public init(_ string: String) {
    var copy = string
    self = copy.withUTF8 { Text(copying: UnsafeRawBufferPointer($0)) }
  }

  /// Copies bytes into memory that is never freed.
  public init(copying source: UnsafeRawBufferPointer) {
    guard source.count > 0 else { self.init(); return }
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 1)
    memory.copyMemory(from: source)
    self.init(UnsafeRawBufferPointer(memory))
  }

  @inlinable public var isEmpty: Bool { length == 0 }
  @inlinable public var count: Int { Int(length) }
  /// For what is printed; invalid UTF-8 cannot reach here because intake refuses it.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension Text: Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  @inlinable public static func == (a: Text, b: Text) -> Bool {
    let count = a.bytes.count
    guard count == b.bytes.count else { return false }
    if a.bytes.baseAddress == b.bytes.baseAddress { return true }
    var offset = 0
    while offset + 8 <= count {
      let left = a.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if left != b.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    return StableHash.tail(a.bytes, from: offset) == StableHash.tail(b.bytes, from: offset)
  }
  public static func < (a: Text, b: Text) -> Bool {
    let shorter = min(a.bytes.count, b.bytes.count)
    var offset = 0
    while offset + 8 <= shorter {
      let left = a.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let right = b.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if left != right { return left.bigEndian < right.bigEndian }
      offset += 8
    }
    while offset < shorter {
      if a.bytes[offset] != b.bytes[offset] { return a.bytes[offset] < b.bytes[offset] }
      offset += 1
    }
    return a.bytes.count < b.bytes.count
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
  /// Points at the literal's own bytes in the program: nothing is copied.
  public init(stringLiteral value: StaticString) {
    self.init(start: UnsafeRawPointer(value.utf8Start), count: value.utf8CodeUnitCount)
  }
  public var description: String { string }
}
