import Insight
import Returns

/// What a sentence about a finding can name. Written `{case}` in a sentence; `[…]` around a part
/// leaves it out where a field in it has no value.
enum SentenceField: String, CaseIterable {
  case subject, `case`, order, waybill, txn, expected, actual, gap, due, opened, cause

  /// Appends the field's value; nothing where it has none.
  func append(
    of finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    switch self {
    case .subject: bytes.append(finding.subject.bytes)
    case .case: bytes.append(finding.caseID.bytes)
    case .order: bytes.append(finding.orderID.bytes)
    case .waybill: bytes.append(finding.waybill.bytes)
    case .txn: bytes.append(finding.txnID.bytes)
    case .expected: Self.append(finding.expected, finding.currency, language, to: &bytes)
    case .actual: Self.append(finding.actual, finding.currency, language, to: &bytes)
    case .gap: Self.append(Self.gap(finding), finding.currency, language, to: &bytes)
    case .due: if let day = finding.dueOn { Self.append(day, language, to: &bytes) }
    case .opened: Self.append(finding.openedOn, language, to: &bytes)
    case .cause: bytes.append(finding.cause.bytes)
    }
  }

  private static func gap(_ finding: Finding) -> Int64? {
    finding.difference.flatMap { Int64(exactly: $0.magnitude) }
  }

  /// `129.00 CNY`, in Chinese `¥129.00`; without a currency a quantity.
  static func append(
    _ value: Int64?, _ currency: Currency, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    guard let value else { return }
    guard currency != .none else { return PlainText.append(value, to: &bytes) }
    if language == .chinese { return bytes.append(language.money(Int128(value), currency)) }
    PlainText.append(value, currency, to: &bytes)
    bytes.append(" ")
    PlainText.append(currency, to: &bytes)
  }
}

extension SentenceField {
  /// `2026-11-22`, in Chinese `2026年11月22日`.
  static func append(_ day: Day, _ language: ReportLanguage, to bytes: inout ByteBuffer) {
    if language == .chinese { return bytes.append(language.day(day)) }
    PlainText.append(day, to: &bytes)
  }
}

/// A sentence with places for a finding's fields, read once and filled many times.
struct Sentence: Sendable {
  /// One after the other; an optional part is a `part` with as many pieces as it counts behind it.
  private struct Piece: Sendable {
    enum Sort { case literal, field, part }

    let sort: Sort
    var literal = Text()
    var field = SentenceField.subject
    var count = 0
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var rest = Substring(text)
    pieces = Self.read(&rest)
  }

  func append(
    filledFrom finding: Finding, _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    append(0..<pieces.count, finding, language, isOptional: false, to: &bytes)
  }

  /// Appends the pieces; an optional part that lacks a value is taken back. A field that always
  /// has a place but no value becomes a dash.
  private func append(
    _ range: Range<Int>, _ finding: Finding, _ language: ReportLanguage, isOptional: Bool,
    to bytes: inout ByteBuffer
  ) {
    let start = bytes.count
    var index = range.lowerBound
    while index < range.upperBound {
      let piece = pieces[index]
      index += 1
      switch piece.sort {
      case .literal: bytes.append(piece.literal.bytes)
      case .part:
        append(index..<(index + piece.count), finding, language, isOptional: true, to: &bytes)
        index += piece.count
      case .field:
        let before = bytes.count
        piece.field.append(of: finding, language, to: &bytes)
        guard bytes.count == before else { continue }
        guard !isOptional else { return bytes.truncate(to: start) }
        bytes.append("–")
      }
    }
  }

  private static func read(_ rest: inout Substring) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    func endLiteral() {
      if !literal.isEmpty { pieces.append(Piece(sort: .literal, literal: Text(literal))) }
      literal = ""
    }
    while let character = rest.popFirst(), character != "]" {
      let field = character == "{" ? readField(&rest) : nil
      guard field != nil || character == "[" else {
        literal.append(character)
        continue
      }
      endLiteral()
      if let field {
        pieces.append(Piece(sort: .field, field: field))
      } else {
        let part = read(&rest)
        pieces.append(Piece(sort: .part, count: part.count))
        pieces += part
      }
    }
    endLiteral()
    return pieces
  }

  /// The field named up to the next `}`; an unknown name stays text, which a test forbids.
  private static func readField(_ rest: inout Substring) -> SentenceField? {
    guard let end = rest.firstIndex(of: "}"),
      let field = SentenceField(rawValue: String(rest[..<end]))
    else { return nil }
    rest = rest[rest.index(after: end)...]
    return field
  }
}
