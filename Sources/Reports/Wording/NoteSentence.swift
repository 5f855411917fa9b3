import Returns

/// What a place of a note's sentence is filled with.
enum NoteValue {
  case none
  case text(Text)
  /// A text that may be missing: then a dash.
  case shown(Text)
  case number(Int64)
  case day(Day)
  case amount(Int64, Currency)
  /// Seconds since 1970 on the clocks it is told by: `2026-03-04 10:00`.
  case clock(Int64)
  /// Made for the occasion, where it seldom is.
  case string(String)

  func append(_ language: ReportLanguage, to bytes: inout ByteBuffer) {
    switch self {
    case .none: break
    case .text(let text): bytes.append(text.bytes)
    case .shown(let text): text.isEmpty ? bytes.append("–") : bytes.append(text.bytes)
    case .number(let number): PlainText.append(number, to: &bytes)
    case .day(let day): SentenceField.append(day, language, to: &bytes)
    case .amount(let amount, let currency):
      SentenceField.append(amount, currency, language, to: &bytes)
    case .clock(let seconds) where language == .chinese:
      let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
      let day = Day(number: Int32(truncatingIfNeeded: days))
      SentenceField.append(day, language, to: &bytes)
      var plain = ByteBuffer(capacity: 64)
      PlainText.append(clock: seconds, to: &plain)
      bytes.append(String(plain.string.dropFirst(day.string.count)))
    case .clock(let seconds): PlainText.append(clock: seconds, to: &bytes)
    case .string(let string): bytes.append(string)
    }
  }
}

/// A sentence in both languages with places `{0}` to `{3}`, read once and filled many times.
struct NoteSentence: Sendable {
  /// A literal, and the place behind it; -1: none.
  private struct Piece: Sendable {
    let literal: Text
    let place: Int
  }

  private let english: [Piece]
  private let chinese: [Piece]

  init(_ english: String, _ chinese: String) {
    self.english = Self.read(english)
    self.chinese = Self.read(chinese)
  }

  func append(
    _ language: ReportLanguage, to bytes: inout ByteBuffer, _ first: NoteValue = .none,
    _ second: NoteValue = .none, _ third: NoteValue = .none, _ fourth: NoteValue = .none
  ) {
    for piece in language == .english ? english : chinese {
      bytes.append(piece.literal.bytes)
      switch piece.place {
      case 0: first.append(language, to: &bytes)
      case 1: second.append(language, to: &bytes)
      case 2: third.append(language, to: &bytes)
      case 3: fourth.append(language, to: &bytes)
      default: break
      }
    }
  }

  private static func read(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
      let place = Int(rest[rest.index(after: open)..<close])
    {
      pieces.append(Piece(literal: Text(String(rest[..<open])), place: place))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(Piece(literal: Text(String(rest)), place: -1)) }
    return pieces
  }
}
