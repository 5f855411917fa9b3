import Insight
import Returns

/// What a sentence about a finding can name. Written `{case}` in a sentence; `[…]` around a part leaves it out
/// where a field in it has no value.
enum SentenceField: String, CaseIterable {
  case subject, `case`, order, waybill, txn, expected, actual, gap, due, opened, cause

  func value(in finding: Finding) -> String {
    switch self {
    case .subject: finding.subject.string
    case .case: finding.caseID.string
    case .order: finding.orderID.string
    case .waybill: finding.waybill.string
    case .txn: finding.txnID.string
    case .expected: Self.figure(finding.expected, finding.currency)
    case .actual: Self.figure(finding.actual, finding.currency)
    case .gap: Self.figure(Self.gap(finding), finding.currency)
    case .due: finding.dueOn?.string ?? ""
    case .opened: finding.openedOn.string
    case .cause: finding.cause.string
    }
  }

  private static func gap(_ finding: Finding) -> Int64? {
    finding.difference.flatMap { Int64(exactly: $0.magnitude) }
  }

  /// `129.00 CNY`; without a currency a quantity.
  static func figure(_ value: Int64?, _ currency: Currency) -> String {
    guard let value else { return "" }
    return currency == .none ? "\(value)" : "\(PlainText.amount(value, currency)) \(currency.string)"
  }
}

/// A sentence with places for a finding's fields, read once and filled many times.
struct Sentence: Sendable {
  private enum Piece: Sendable {
    case literal(String)
    case field(SentenceField)
    case optional([Piece])
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var rest = Substring(text)
    pieces = Self.read(&rest)
  }

  func filled(from finding: Finding) -> String {
    Self.fill(pieces, finding, isOptional: false) ?? ""
  }

  /// nil where an optional part lacks a value. A field that always has a place but no value becomes a dash.
  private static func fill(_ pieces: [Piece], _ finding: Finding, isOptional: Bool) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .field(let field):
        let value = field.value(in: finding)
        if value.isEmpty, isOptional { return nil }
        text += value.isEmpty ? "–" : value
      case .optional(let part): text += fill(part, finding, isOptional: true) ?? ""
      }
    }
    return text
  }

  private static func read(_ rest: inout Substring) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    while let character = rest.popFirst(), character != "]" {
      let field = character == "{" ? readField(&rest) : nil
      guard field != nil || character == "[" else {
        literal.append(character)
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      pieces.append(field.map { .field($0) } ?? .optional(read(&rest)))
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }

  /// The field named up to the next `}`; an unknown name stays text, which a test forbids.
  private static func readField(_ rest: inout Substring) -> SentenceField? {
    guard let end = rest.firstIndex(of: "}"), let field = SentenceField(rawValue: String(rest[..<end]))
    else { return nil }
    rest = rest[rest.index(after: end)...]
    return field
  }
}
