import Returns

/// The bytes of values, where up to 32 more may be read behind a cell and written behind a value.
enum DirectBytes {
  @inline(__always)
  static func byte(_ value: UInt8, _ at: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    at.storeBytes(of: value, as: UInt8.self)
    return at + 1
  }

  @inline(__always)
  static func varint(_ value: UInt64, _ start: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    var rest = value
    var at = start
    while rest >= 0x80 {
      at = byte(UInt8(truncatingIfNeeded: rest) | 0x80, at)
      rest >>= 7
    }
    return byte(UInt8(truncatingIfNeeded: rest), at)
  }

  @inline(__always)
  static func zigzag(_ value: Int64, _ at: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    varint(UInt64(bitPattern: (value << 1) ^ (value >> 63)), at)
  }

  /// Length and bytes.
  @inline(__always)
  static func text(
    _ cell: UnsafeRawBufferPointer, _ start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    guard let source = cell.baseAddress else { return varint(0, start) }
    let at = varint(UInt64(truncatingIfNeeded: cell.count), start)
    at.storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    if cell.count > 16 {
      (at + 16).storeBytes(
        of: source.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self),
        as: SIMD16<UInt8>.self)
      if cell.count > 32 { at.copyMemory(from: source, byteCount: cell.count) }
    }
    return at + cell.count
  }

  /// The bytes from `offset` on, at most seven, the first in the lowest byte.
  @inline(__always)
  private static func rest(_ cell: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
    guard let start = cell.baseAddress else { return 0 }
    let word = start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let bits = UInt64(truncatingIfNeeded: cell.count &- offset) &* 8
    return UInt64(littleEndian: word) & ((1 << (bits & 63)) &- 1)
  }

  /// As `ChoiceTable.head`.
  @inline(__always)
  static func head(_ cell: UnsafeRawBufferPointer) -> UInt64 {
    let start = UnsafeRawBufferPointer(start: cell.baseAddress, count: min(cell.count, 7))
    return rest(start, from: 0) | UInt64(truncatingIfNeeded: cell.count) << 56
  }

  /// As `StableHash.combine` of bytes.
  @inline(__always)
  static func combine(_ cell: UnsafeRawBufferPointer, _ hash: inout StableHash) {
    var offset = 0
    while offset &+ 8 <= cell.count {
      hash.combine(cell.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    hash.combine(rest(cell, from: offset) ^ UInt64(truncatingIfNeeded: cell.count) << 56)
  }

  /// As `Text.hasControl`.
  @inline(__always)
  static func hasControl(_ cell: UnsafeRawBufferPointer) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var found: UInt64 = 0
    var offset = 0
    while offset < cell.count {
      var word: UInt64
      if offset &+ 8 <= cell.count {
        word = cell.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      } else {
        // Blanks stand for the bytes behind the end.
        let bits = UInt64(truncatingIfNeeded: cell.count &- offset) &* 8
        word = rest(cell, from: offset) | (ones &* 0x20) << bits
      }
      let deletes = word ^ (ones &* 0x7F)
      found |= ((word &- ones &* 0x20) & ~word) | ((deletes &- ones) & ~deletes)
      offset &+= 8
    }
    return found & (ones &* 0x80) != 0
  }
}
