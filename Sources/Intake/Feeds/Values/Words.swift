import Returns

/// The words of a closed list, found by length and first bytes.
struct ChoiceTable: Sendable {
  private let words: [(head: UInt64, text: Text)]
  let names: [String]

  init(_ names: [String]) {
    self.names = names
    words = names.map { name in
      let text = Text(name)
      return (ChoiceTable.head(text), text)
    }
  }

  /// Length and first seven bytes in one word.
  @inline(__always)
  static func head(_ text: Text) -> UInt64 {
    var value = UInt64(truncatingIfNeeded: text.count) << 56
    for offset in 0..<min(7, text.count) {
      value |= UInt64(text.bytes[offset]) << UInt64(offset * 8)
    }
    return value
  }

  /// The index of the word, exactly as the contract writes it.
  func index(_ text: Text) -> Int64? {
    let head = ChoiceTable.head(text)
    for index in words.indices where words[index].head == head {
      if text.count <= 7 || words[index].text == text { return Int64(index) }
    }
    return nil
  }
}

enum Words {
  static func count(_ text: Text) throws(ValueProblem) -> Int64 {
    guard !text.isEmpty else { throw .notACount }
    var value: Int64 = 0
    for byte in text.bytes {
      let digit = byte &- 0x30
      guard digit <= 9 else { throw byte == 0x2D ? .negative : .notACount }
      value = value &* 10 &+ Int64(digit)
      if value > amountLimit { throw .tooLarge }
    }
    return value
  }

  private static let flags: [(Text, Int64)] = [
    ("yes", 1), ("no", 0), ("true", 1), ("false", 0), ("1", 1), ("0", 0), ("y", 1), ("n", 0),
  ]

  static func flag(_ text: Text) throws(ValueProblem) -> Int64 {
    for (word, value) in flags where text.equalsIgnoringCase(word) { return value }
    throw .notAFlag
  }
}
