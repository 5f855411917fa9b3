import Returns

/// Writes cells of a sheet as XML. Texts are strings whatever they look like, and formatted as
/// text, so that none becomes a formula or a number, not even when a person edits it.
struct SheetPen: ~Copyable {
  private var bytes = ByteBuffer(capacity: 1 << 19)
  private var row = 0
  private static let names = (0..<64).map { Self.makeLetters($0) }

  var count: Int { bytes.count }

  /// `A`, `Z`, `AA`.
  static func letters(_ column: Int) -> String {
    column < names.count ? names[column] : makeLetters(column)
  }

  private static func makeLetters(_ column: Int) -> String {
    var (letters, rest) = ("", column)
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  mutating func flush(_ piece: (UnsafeRawBufferPointer) -> Void) {
    piece(bytes.bytes)
    bytes.truncate(to: 0)
  }

  mutating func append(_ xml: String) { bytes.append(xml) }

  /// Spreadsheets keep 15 digits of a number; an amount or total (minor units) that has more is
  /// written as a text, so that none is lost.
  static func isNumber(_ amount: Int128) -> Bool { amount.magnitude < 1_000_000_000_000_000 }

  /// - Parameter lines: what the row is high for; 1 leaves its height to the sheet.
  mutating func beginRow(_ number: Int, lines: Int = 1) {
    row = number
    bytes.append("<row r=\"")
    PlainText.append(Int64(number), to: &bytes)
    if lines > 1 {
      bytes.append("\" customHeight=\"1\" ht=\"")
      PlainText.append(Int64(min(lines * Self.lineHeight, Self.mostHeight)), to: &bytes)
    }
    bytes.append("\">")
  }

  mutating func endRow() { bytes.append("</row>") }

  mutating func cell(_ column: Int, _ cell: Cell) {
    switch cell {
    case .empty: break
    case .text(let text): string(column, text.bytes, Self.style(text.count))
    case .string(var text):
      text.withUTF8 { string(column, UnsafeRawBufferPointer($0), Self.style($0.count)) }
    case .integer(let number): self.number(column, number, .integer)
    case .amount(let amount, let currency): self.amount(column, Int128(amount), currency)
    case .total(let total, let currency): amount(column, total, currency)
    case .day(let day): number(column, Int64(day.number) + Self.epoch, .date)
    case .currency, .flag, .id: string(column, PlainText.string(cell), .text)
    }
  }

  mutating func string(_ column: Int, _ text: String, _ style: CellStyle) {
    var copy = text
    copy.withUTF8 { string(column, UnsafeRawBufferPointer($0), style) }
  }

  /// A number that a formula gives, with the value it has.
  mutating func formula(
    _ column: Int, _ formula: String, _ value: Int128, _ currency: Currency
  ) {
    guard Self.isNumber(value) else {
      return string(column, PlainText.string(.total(value, currency)), .totalLabel)
    }
    begin(column, .total(currency))
    bytes.append("><f>")
    bytes.append(HTMLText.escaped(formula))
    bytes.append("</f><v>")
    PlainText.append(value, currency, to: &bytes)
    bytes.append("</v></c>")
  }

  // MARK: parts

  /// Days from 1899-12-30, which spreadsheets count from, to 1970-01-01.
  private static let epoch: Int64 = 25_569

  /// Points, and the most that a spreadsheet makes a row high.
  private static let (lineHeight, mostHeight) = (15, 409)

  /// - Parameter count: bytes of a text.
  static func isWrapped(_ count: Int) -> Bool { count > 60 }

  private static func style(_ count: Int) -> CellStyle { isWrapped(count) ? .wrapped : .text }

  private mutating func begin(_ column: Int, _ style: CellStyle) {
    bytes.append("<c r=\"")
    bytes.append(Self.letters(column))
    PlainText.append(Int64(row), to: &bytes)
    bytes.append("\" s=\"")
    PlainText.append(Int64(style.rawValue), to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func number(_ column: Int, _ value: Int64, _ style: CellStyle) {
    begin(column, style)
    bytes.append("><v>")
    PlainText.append(value, to: &bytes)
    bytes.append("</v></c>")
  }

  private mutating func amount(_ column: Int, _ amount: Int128, _ currency: Currency) {
    guard Self.isNumber(amount) else {
      return string(column, PlainText.string(.total(amount, currency)), .text)
    }
    begin(column, .amount(currency))
    bytes.append("><v>")
    PlainText.append(amount, currency, to: &bytes)
    bytes.append("</v></c>")
  }

  private mutating func string(
    _ column: Int, _ text: UnsafeRawBufferPointer, _ style: CellStyle
  ) {
    guard !text.isEmpty else { return }
    begin(column, style)
    bytes.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    appendText(text)
    bytes.append("</t></is></c>")
  }

  /// A cell holds 32,767 characters. `_x` and four hexadecimal digits would be read as a character
  /// of that number: the underscore is written as one itself.
  private mutating func appendText(_ text: UnsafeRawBufferPointer) {
    let most = 32_000
    var part = text
    if text.count > most {
      var end = most
      while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      part = UnsafeRawBufferPointer(rebasing: text[..<end])
    }
    guard let mark = part.indices.first(where: { Self.isEscape(part, at: $0) }) else {
      HTMLText.append(part, to: &bytes)
      if part.count < text.count { bytes.append("…") }
      return
    }
    HTMLText.append(UnsafeRawBufferPointer(rebasing: part[..<mark]), to: &bytes)
    bytes.append("_x005F_")
    appendText(UnsafeRawBufferPointer(rebasing: part[(mark + 1)...]))
  }

  private static func isEscape(_ text: UnsafeRawBufferPointer, at place: Int) -> Bool {
    guard text[place] == UInt8(ascii: "_"), place + 6 < text.count,
      text[place + 1] | 0x20 == UInt8(ascii: "x"), text[place + 6] == UInt8(ascii: "_")
    else { return false }
    return text[(place + 2)..<(place + 6)].allSatisfy { byte in
      (48...57).contains(byte) || (97...102).contains(byte | 0x20)
    }
  }
}
