/// A workbook from the text of its parts, so that what is changed is its XML and not the checksum
/// of a packed entry: `--- NAME` begins a part, and the lines up to the next one are its content.
enum PackedParts {
  /// A zip file without compression (APPNOTE.TXT 4.3).
  static func zip(_ input: UnsafeRawBufferPointer) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    var count: UInt16 = 0
    for (name, data) in parts(Array(input)) {
      let size = little(UInt32(data.count))
      let common =
        little(UInt16(20)) + little(UInt16(0x800)) + little(UInt16(0)) + little(UInt32(0x5A21_0000))
        + little(crc32(data)) + size + size + little(UInt16(name.count)) + little(UInt16(0))
      directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common
      directory += [UInt8](repeating: 0, count: 10) + little(UInt32(file.count)) + name
      file += little(UInt32(0x0403_4B50)) + common + name + data
      count += 1
    }
    let end =
      little(UInt32(0x0605_4B50)) + little(UInt32(0)) + little(count) + little(count)
      + little(UInt32(directory.count)) + little(UInt32(file.count)) + little(UInt16(0))
    return file + directory + end
  }

  private static let mark = Array("--- ".utf8)
  /// Names and counts have sixteen bits.
  private static let most = 1000

  private static func parts(_ input: [UInt8]) -> [(name: [UInt8], data: [UInt8])] {
    var parts: [(name: [UInt8], data: [UInt8])] = []
    for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: mark), parts.count < most {
        parts.append((Array(line.dropFirst(mark.count).prefix(most)), []))
      } else if !parts.isEmpty {
        parts[parts.count - 1].data += line + [0x0A]
      }
    }
    return parts
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
