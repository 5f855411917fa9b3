import Returns

/// The texts that cells refer to by number. They live as long as this.
final class SharedStrings {
  /// More are no table that a person keeps.
  static let most = 4_194_304
  /// Bytes of all of them.
  static let bytesMost = 256 << 20

  private var texts: [Text] = []
  private let scratch = Scratch()

  init(_ part: InputMember?, _ package: WorkbookPackage) throws(InputError) {
    guard let part else { return }
    let collector = Collector()
    var byteCount = 0
    var isTooMuch = false
    try package.read(
      part,
      XMLHandler(
        start: { name, _, _ in
          collector.text.start(name.local)
          return !isTooMuch
        },
        text: { collector.text.add($0) },
        end: { name, _ in
          collector.text.end(name.local)
          guard name.local == "si" else { return }
          let text = collector.text.take()
          byteCount += text.count
          isTooMuch = self.texts.count == Self.most || byteCount > Self.bytesMost
          if isTooMuch { return }
          self.texts.append(text.withUnsafeBytes { self.scratch.copy(Text($0)) })
        }))
    if isTooMuch {
      throw InputError(
        .limit,
        "has more than \(Self.most) shared texts, or more than \(Self.bytesMost) bytes of them;"
          + " expected a table. Split it, or deliver it as CSV.")
    }
  }

  private final class Collector { var text = CellText() }

  /// Nil where there is no text of this number.
  func text(_ number: Text) -> Text? {
    guard let index = Int(number.string), texts.indices.contains(index) else { return nil }
    return texts[index]
  }
}

/// Collects the text of a cell from its runs; how it is pronounced is no part of it.
struct CellText {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false

  mutating func start(_ name: Text) {
    if name == "rPh" { isPhonetic = true }
    isInText = name == "t" && !isPhonetic
  }

  mutating func add(_ text: Text) {
    if isInText { bytes.append(contentsOf: text.bytes) }
  }

  mutating func end(_ name: Text) {
    if name == "rPh" { isPhonetic = false }
    isInText = false
  }

  /// The text, which is forgotten here.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return Self.unescaped(bytes)
  }

  /// `_x000D_` stands for the character of that number (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
  static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 7, bytes.contains(0x5F) else { return bytes }
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if let scalar = escape(bytes, at) {
        result += Array(String(Character(scalar)).utf8)
        at += 7
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return result
  }

  private static func escape(_ bytes: [UInt8], _ at: Int) -> Unicode.Scalar? {
    guard at + 7 <= bytes.count, bytes[at] == 0x5F, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F
    else { return nil }
    let digits = String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self)
    guard let value = UInt32(digits, radix: 16), value > 0, value < 0xFFFE else { return nil }
    return Unicode.Scalar(value)
  }
}
