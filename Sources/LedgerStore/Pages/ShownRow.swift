import Returns

/// Rows as people read them in a page: JSON, a list of lists, which the views of the ledger lay out
/// in columns for any SQLite browser.
extension RecordWriter {
  /// What a text takes at most: every byte as `\u00xx`.
  static func mostShown(_ text: Text) -> Int { 6 * text.count + 3 }
  /// What a number takes at most, its comma included.
  static let mostOfShownNumber = 21

  /// A text with the comma behind it.
  @inline(__always)
  mutating func show(_ text: Text) {
    byte(UInt8(ascii: "\""))
    var isPlain = true
    for letter in text.bytes where letter < 0x20 || letter == 0x22 || letter == 0x5C {
      isPlain = false
    }
    if isPlain { append(text) } else { escape(text) }
    byte(UInt8(ascii: "\""))
    byte(UInt8(ascii: ","))
  }

  private mutating func escape(_ text: Text) {
    for letter in text.bytes {
      switch letter {
      case 0x22, 0x5C:
        byte(0x5C)
        byte(letter)
      case ..<0x20:
        append("\\u00")
        byte(UInt8(ascii: "0") + letter >> 4)
        let low = letter & 15
        byte(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
      default: byte(letter)
      }
    }
  }

  /// A number with the comma behind it.
  @inline(__always)
  mutating func show(_ number: Int64) {
    if number < 0 { byte(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, rest >= bound {
      digits += 1
      bound = digits < 20 ? bound * 10 : bound
    }
    var at = place + digits
    place = at
    repeat {
      at -= 1
      at.storeBytes(of: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10), as: UInt8.self)
      rest /= 10
    } while rest > 0
    byte(UInt8(ascii: ","))
  }

  @inline(__always)
  mutating func show(_ number: Int64?) {
    if let number { show(number) } else { append("null,") }
  }

  @inline(__always)
  mutating func show(_ day: Day?) { show(day.map { Int64($0.number) }) }

  @inline(__always)
  mutating func show(word: some StoredWord) { show(type(of: word).storedNames[word.storedIndex]) }

  mutating func show(_ currency: Currency) {
    guard currency != .none else { return show(Text()) }
    let letters = Int(currency.code) - 1
    byte(UInt8(ascii: "\""))
    for letter in [letters / 676, letters / 26 % 26, letters % 26] { byte(UInt8(65 + letter)) }
    byte(UInt8(ascii: "\""))
    byte(UInt8(ascii: ","))
  }

  /// The row's end in place of its last comma.
  mutating func endShown() {
    (place - 1).storeBytes(of: UInt8(ascii: "]"), as: UInt8.self)
  }
}
