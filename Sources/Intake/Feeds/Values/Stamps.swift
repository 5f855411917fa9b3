import Returns

/// The time of a row's version (`updated_at`), to the microsecond: of two versions in one second
/// the later one stands.
enum Stamp {
  /// - Parameter seconds: what the text's date and clock come to, since 1970.
  static func microseconds(_ seconds: Int64, of text: Text) -> Int64 {
    seconds * RecordHead.stampsPerSecond + fraction(text.bytes)
  }

  /// The digits after the seconds of a clock, as millionths; finer ones do not count.
  private static func fraction(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    guard let clock = bytes.firstIndex(of: 0x3A),
      let mark = bytes[clock...].firstIndex(where: { $0 == 0x2E || $0 == 0x2C })
    else { return 0 }
    var millionths: Int64 = 0
    var unit = RecordHead.stampsPerSecond / 10
    for byte in bytes[(mark + 1)...] {
      guard byte &- 0x30 <= 9 else { break }
      millionths += Int64(byte &- 0x30) * unit
      unit /= 10
    }
    return millionths
  }
}
