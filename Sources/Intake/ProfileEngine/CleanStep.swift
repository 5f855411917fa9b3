import Returns

/// One step of a profile's `clean` list: what a source writes around or into its values.
enum CleanStep: Sendable, Equatable {
  /// One occurrence at the start is taken off.
  case prefix(Text)
  /// One occurrence at the end is taken off.
  case suffix(Text)
  /// These texts mean "nothing".
  case empty([Text])
  /// `="0012"` is 0012.
  case formulaGuard
  /// A currency sign or code, or 元, at either end is taken off, also behind a minus.
  case currencySign
  /// These characters are taken out between digits; a blank stands for no-break ones too.
  case groupSeparators([UInt8])
  /// `1,5` is 1.5.
  case decimalComma
  /// `(12.50)` is -12.50.
  case parenthesesNegative
  /// `12.50-` is -12.50.
  case trailingMinus
  /// `１２．５` is 12.5.
  case wideDigits
  /// Runs of blanks and line breaks become one blank.
  case collapseBlanks

  func apply(_ text: Text, _ scratch: Scratch) -> Text {
    guard !text.isEmpty else { return text }
    switch self {
    case .prefix(let prefix):
      return text.hasPrefix(prefix) ? text.slice(prefix.count, text.count).trimmed() : text
    case .suffix(let suffix):
      return text.hasSuffix(suffix) ? text.slice(0, text.count - suffix.count).trimmed() : text
    case .empty(let words): return words.contains(text) ? Text() : text
    case .formulaGuard: return Self.unguarded(text)
    case .currencySign:
      guard text.bytes.first == 0x2D else { return Self.withoutCurrency(text) }
      let number = Self.withoutCurrency(text.slice(1, text.count).trimmed())
      return number.count == text.count - 1 ? text : Self.negative(number, scratch)
    case .groupSeparators(let signs): return Self.withoutGroups(text, signs, scratch)
    case .decimalComma:
      return Self.rewritten(text, scratch) { $0 == 0x2C ? 0x2E : $0 }
    case .parenthesesNegative:
      guard text.bytes.first == 0x28, text.bytes.last == 0x29 else { return text }
      return Self.negative(text.slice(1, text.count - 1).trimmed(), scratch)
    case .trailingMinus:
      guard text.bytes.last == 0x2D, text.count > 1 else { return text }
      return Self.negative(text.slice(0, text.count - 1).trimmed(), scratch)
    case .wideDigits: return Self.narrow(text, scratch)
    case .collapseBlanks: return Self.collapsed(text, scratch)
    }
  }

  private static func unguarded(_ text: Text) -> Text {
    guard text.count >= 3, text.bytes[0] == 0x3D, text.bytes[1] == 0x22, text.bytes.last == 0x22
    else { return text }
    return text.slice(2, text.count - 1)
  }

  private static let signs: [Text] = ["¥", "￥", "$", "€", "£", "元", "₹", "₩"]

  private static func withoutCurrency(_ text: Text) -> Text {
    var rest = text
    for sign in signs {
      if rest.hasPrefix(sign) { rest = rest.slice(sign.count, rest.count).trimmed() }
      if rest.hasSuffix(sign) { rest = rest.slice(0, rest.count - sign.count).trimmed() }
    }
    guard rest.count > 3 else { return rest }
    if Currency(rest.slice(0, 3).bytes) != nil { return rest.slice(3, rest.count).trimmed() }
    let code = rest.slice(rest.count - 3, rest.count)
    return Currency(code.bytes) == nil ? rest : rest.slice(0, rest.count - 3).trimmed()
  }

  /// Only between two digits, so that `,5` or `1,,5` does not turn into a number; and only where
  /// three digits follow the last one, so that `49,37` does not turn into 4937.
  private static func withoutGroups(_ text: Text, _ signs: [UInt8], _ scratch: Scratch) -> Text {
    let bytes = signs.contains(0x20) ? plainBlanks(text) : Array(text.bytes)
    guard let last = bytes.lastIndex(where: { signs.contains($0) }),
      bytes[(last + 1)...].prefix(while: { $0 &- 0x30 <= 9 }).count == 3
    else { return text }
    let kept = bytes.indices.filter { index in
      guard signs.contains(bytes[index]), index > 0, index + 1 < bytes.count else { return true }
      return bytes[index - 1] &- 0x30 > 9 || bytes[index + 1] &- 0x30 > 9
    }
    return scratch.text(kept.map { bytes[$0] })
  }

  /// No-break blanks, U+00A0 and U+202F, which French writes between thousands, as blanks.
  private static func plainBlanks(_ text: Text) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.bytes[...]
    while let first = rest.first {
      let isWide = rest.starts(with: [0xC2, 0xA0])
      let isNarrow = rest.starts(with: [0xE2, 0x80, 0xAF])
      bytes.append(isWide || isNarrow ? 0x20 : first)
      rest = rest.dropFirst(isWide ? 2 : isNarrow ? 3 : 1)
    }
    return bytes
  }

  private static func rewritten(
    _ text: Text, _ scratch: Scratch, _ change: (UInt8) -> UInt8
  ) -> Text {
    text.bytes.contains { change($0) != $0 } ? scratch.text(text.bytes.map(change)) : text
  }

  private static func negative(_ text: Text, _ scratch: Scratch) -> Text {
    text.bytes.first == 0x2D ? text : scratch.text([0x2D] + text.bytes)
  }

  /// Full-width ASCII (U+FF01 to U+FF5E) to ASCII.
  private static func narrow(_ text: Text, _ scratch: Scratch) -> Text {
    guard text.bytes.contains(0xEF) else { return text }
    let scalars = text.string.unicodeScalars.map { scalar in
      (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    var narrowed = String.UnicodeScalarView()
    narrowed.append(contentsOf: scalars)
    return scratch.text(Array(String(narrowed).utf8))
  }

  private static func collapsed(_ text: Text, _ scratch: Scratch) -> Text {
    let words = text.bytes.split(whereSeparator: Text.isBlank)
    return scratch.text(Array(words.joined(separator: [0x20])))
  }
}
