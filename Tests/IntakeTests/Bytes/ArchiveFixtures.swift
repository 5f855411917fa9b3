/// Archives written by hand, so that each fault can be put where it belongs.
enum Packed {
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  /// Without compression, in stored blocks.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    gzip(deflated: stored(bytes), crc: crc32(bytes), count: bytes.count)
  }

  /// `count` letters A in a few bytes: one literal, then copies of 258 bytes, in fixed Huffman
  /// codes.
  static func bomb(copies: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.put(0b011, 3)
    bits.putCode(0x30 + 0x41, 8)
    for _ in 0..<copies {
      bits.putCode(0b1100_0101, 8)
      bits.putCode(0, 5)
    }
    bits.putCode(0, 7)
    let count = 1 + copies * 258
    return gzip(
      deflated: bits.bytes, crc: crc32([UInt8](repeating: 0x41, count: count)), count: count)
  }

  private static func gzip(deflated: [UInt8], crc: UInt32, count: Int) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated + little(crc) + little(UInt32(count))
  }

  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(65_535)
      rest = rest.dropFirst(65_535)
      blocks +=
        [rest.isEmpty ? 1 : 0] + little(UInt16(piece.count)) + little(~UInt16(piece.count)) + piece
    } while !rest.isEmpty
    return blocks
  }

  /// Entries without compression. Flag 0x800 says that the names are UTF-8, flag 1 that the data
  /// are encrypted.
  static func zip(_ entries: [(name: [UInt8], data: [UInt8])], flags: UInt16 = 0) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let size = little(UInt32(entry.data.count))
      let common =
        little(UInt16(20)) + little(flags) + little(UInt16(0)) + little(UInt32(0x5A21_0000))
        + little(crc32(entry.data)) + size + size + little(UInt16(entry.name.count))
        + little(UInt16(0))
      directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common
      directory += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
      directory += little(UInt32(file.count)) + entry.name
      file += little(UInt32(0x0403_4B50)) + common + entry.name + entry.data
    }
    let count = little(UInt16(entries.count))
    let end =
      little(UInt32(0x0605_4B50)) + little(UInt32(0)) + count + count
      + little(UInt32(directory.count))
      + little(UInt32(file.count)) + little(UInt16(0))
    return file + directory + end
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

private struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var used = 0

  mutating func put(_ value: Int, _ count: Int) {
    for bit in 0..<count {
      if used == 0 { bytes.append(0) }
      bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
      used = (used + 1) % 8
    }
  }

  /// Huffman codes stand with their highest bit first.
  mutating func putCode(_ code: Int, _ count: Int) {
    for bit in (0..<count).reversed() { put(code >> bit & 1, 1) }
  }
}
