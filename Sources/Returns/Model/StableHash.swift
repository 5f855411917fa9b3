/// A 64-bit hash that is the same on every machine and in every run (Swift's own hashing is seeded
/// per process).
///
/// Eight bytes at a time through a multiply-and-fold mix. Not cryptographic: it names dossiers,
/// keys and expectations; files are named by SHA-256.
public struct StableHash: Sendable {
  @usableFromInline var state: UInt64

  @inlinable public init(seed: UInt64 = 0) { state = seed ^ 0x9E37_79B9_7F4A_7C15 }

  @inlinable static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }

  @inlinable public mutating func combine(_ word: UInt64) {
    state = Self.fold(state ^ word, 0xA076_1D64_78BD_642F) ^ 0xE703_7ED1_A0B4_28DB
  }

  @inlinable public mutating func combine(_ word: Int64) { combine(UInt64(bitPattern: word)) }

  @inlinable public mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    let count = bytes.count
    while offset + 8 <= count {
      combine(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    // The length closes each text, so that ("ab", "c") and ("a", "bc") differ.
    combine(UInt64(truncatingIfNeeded: count) << 56 ^ Self.tail(bytes, from: offset))
  }

  /// The last bytes, fewer than eight, as a word; the first of them lowest.
  @inlinable static func tail(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
    let (count, rest) = (bytes.count, bytes.count - offset)
    if rest == 0 { return 0 }
    if count >= 8 {
      let word = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      return UInt64(littleEndian: word) >> UInt64(64 - rest * 8)
    }
    // Two loads that may overlap: where they do, they say the same.
    if rest >= 4 {
      let low = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let high = bytes.loadUnaligned(fromByteOffset: rest - 4, as: UInt32.self)
      return UInt64(UInt32(littleEndian: low))
        | UInt64(UInt32(littleEndian: high)) << UInt64((rest - 4) * 8)
    }
    if rest >= 2 {
      let low = bytes.loadUnaligned(fromByteOffset: 0, as: UInt16.self)
      let high = bytes.loadUnaligned(fromByteOffset: rest - 2, as: UInt16.self)
      return UInt64(UInt16(littleEndian: low))
        | UInt64(UInt16(littleEndian: high)) << UInt64((rest - 2) * 8)
    }
    return UInt64(bytes[0])
  }

  @inlinable public mutating func combine(_ text: Text) { combine(text.bytes) }

  @inlinable public var value: UInt64 {
    Self.fold(state ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  @inlinable public static func of(_ text: Text, seed: UInt64 = 0) -> UInt64 {
    var hash = StableHash(seed: seed)
    hash.combine(text)
    return hash.value
  }
}
