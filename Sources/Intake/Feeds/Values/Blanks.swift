import Returns

extension Text {
  /// The text without surrounding blanks (space, TAB, CR, LF).
  @inline(__always)
  func trimmed() -> Text {
    let count = bytes.count
    guard count > 0 else { return self }
    if bytes[0] > 0x20, bytes[count - 1] > 0x20 { return self }
    return trimmedSlowly()
  }

  private func trimmedSlowly() -> Text {
    var start = 0
    var end = bytes.count
    while start < end, Text.isBlank(bytes[start]) { start += 1 }
    while end > start, Text.isBlank(bytes[end - 1]) { end -= 1 }
    return slice(start, end)
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The bytes from `start` up to `end`.
  @inline(__always)
  func slice(_ start: Int, _ end: Int) -> Text {
    guard end > start, let base = bytes.baseAddress else { return Text() }
    return Text(start: base + start, count: end - start)
  }

  /// Whether a control character (below 0x20, or 0x7F) occurs: ids must not hold one.
  @inline(__always)
  var hasControl: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var offset = 0
    let count = bytes.count
    while offset + 8 <= count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let deletes = word ^ (ones &* 0x7F)
      let low = (word &- ones &* 0x20) & ~word
      if (low | ((deletes &- ones) & ~deletes)) & highs != 0 { return true }
      offset += 8
    }
    while offset < count {
      if bytes[offset] < 0x20 || bytes[offset] == 0x7F { return true }
      offset += 1
    }
    return false
  }

  /// Whether it is a long number as a spreadsheet shows it: `4.2E+27`.
  @inline(__always)
  var isShortened: Bool {
    let count = bytes.count
    guard count > 4, bytes[count - 3] == 0x2B, bytes[count - 4] | 0x20 == 0x65 else { return false }
    return isShortenedNumber
  }

  private var isShortenedNumber: Bool {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
    guard isDigit(bytes[0]), bytes.suffix(2).allSatisfy(isDigit) else { return false }
    let digits = bytes[1..<(bytes.count - 4)]
    return digits.isEmpty
      || digits.first == 0x2E && digits.count > 1 && digits.dropFirst().allSatisfy(isDigit)
  }

  func hasPrefix(_ prefix: Text) -> Bool {
    count >= prefix.count && slice(0, prefix.count) == prefix
  }

  func hasSuffix(_ suffix: Text) -> Bool {
    count >= suffix.count && slice(count - suffix.count, count) == suffix
  }

  /// Equal but for the case of ASCII letters.
  func equalsIgnoringCase(_ other: Text) -> Bool {
    guard count == other.count else { return false }
    for (left, right) in zip(bytes, other.bytes) where left != right {
      let letter = left | 0x20
      guard letter == right | 0x20, letter >= 0x61, letter <= 0x7A else { return false }
    }
    return true
  }
}
