import Returns

/// Where a value comes from and what is done to it on the way: one entry of a profile's `set`.
///
/// The steps run in this order: origin, `clean`, `pattern`, `map`; for amounts then unit, sign and
/// rounding; for times the date patterns and the zone.
struct Term: Sendable {
  indirect enum Origin: Sendable {
    /// The number of a column in the profile's list.
    case column(Int)
    case constant(Text)
    /// A word that stands for a value which is not known: the file says for which ones.
    case assumed(Text, for: Term)
    /// The number of a capture in the profile's list.
    case captured(Int)
    case firstOf([Term])
    case join([Term], with: Text)
    /// The first less the second; with `magnitudes` the second counts without its sign.
    case difference(Term, Term, magnitudes: Bool)
    /// The sum of those that are not empty.
    case total([Term])
    /// An id made from the record's content and its n-th occurrence in the file.
    case contentID
    /// The record's number among those of the file that are alike in all other key columns.
    case ordinal
    /// XML: which part of a record that is split, from 1.
    case partNumber
  }

  enum Unmapped: Sendable, Equatable {
    case refuse, keep, empty
    case word(Text)
  }

  struct WordMap: Sendable {
    var words: [(from: Text, to: Text)]
    var otherwise: Unmapped

    func find(_ text: Text) -> Text? { words.first { $0.from == text }?.to }
  }

  enum Sign: String, Sendable, CaseIterable {
    case asWritten = "as_written"
    case positive, negative, negated
  }

  /// What is done to a number.
  struct NumberRule: Sendable {
    var isMinorUnit = false
    var sign = Sign.asWritten
    var negativeWhen: Condition?
    var factor = 1
    /// Multiplied by these, and divided by these.
    var factors: [Term] = []
    var divisors: [Term] = []
    /// Half up (away from zero) to the currency's places.
    var isRounded = false
  }

  enum ZoneRule: Sendable {
    case named(String)
    /// The clocks of the record's shop.
    case shop
    /// The zone's name or abbreviation stands in the row.
    case term(Int)
  }

  struct TimeRule: Sendable {
    var patterns: [TimePattern] = []
    var zone: ZoneRule?
  }

  var origin: Origin
  /// Nil: the profile's own list.
  var clean: [CleanStep]?
  var pattern: Pattern?
  var map: WordMap?
  var number: NumberRule?
  var time: TimeRule?
  /// The term is empty where the condition does not hold.
  var when: Condition?
  /// XML: what is done where several different values stand at the path; nil: the first holds.
  var several: Several?
  /// A column that is not in the file is empty, without a notice.
  var isOptional = false
  /// The line of the profile that says it.
  var line = 0

  init(_ origin: Origin) { self.origin = origin }

  /// Every column the term reads, in the order they are written.
  var columns: [Int] {
    switch origin {
    case .column(let column): [column]
    case .constant, .captured, .contentID, .ordinal, .partNumber: []
    case .assumed(_, let unknown): unknown.columns
    case .firstOf(let terms), .join(let terms, _), .total(let terms): terms.flatMap(\.columns)
    case .difference(let first, let second, _): first.columns + second.columns
    }
  }

  /// The term makes a number of what it reads, itself or through the terms it chooses from.
  var isNumeric: Bool {
    if number != nil { return true }
    guard case .firstOf(let terms) = origin else { return false }
    return terms.contains { $0.isNumeric }
  }

  /// The number may be rounded.
  var isRounded: Bool {
    if let number { return number.isRounded }
    guard case .firstOf(let terms) = origin else { return false }
    return terms.contains { $0.isRounded }
  }

  /// A bare column: the fast path reads it without evaluating anything.
  var plainColumn: Int? {
    guard case .column(let column) = origin, pattern == nil, map == nil, number == nil, when == nil,
      several == nil
    else { return nil }
    return column
  }
}

/// A test on a row.
indirect enum Condition: Sendable {
  enum Sign: String, Sendable, CaseIterable { case negative, zero, positive }

  case all([Condition])
  case any([Condition])
  case not(Condition)
  case oneOf(Term, [Text])
  case matches(Term, Pattern)
  case empty(Term)
  case sign(Term, Sign)
  case same(Term, Term)
  /// XML: whether the record is split into its parts.
  case split
  /// XML: whether the record has several parts and is taken whole, as they do not add up to it.
  case whole

  var terms: [Term] {
    switch self {
    case .all(let list), .any(let list): list.flatMap(\.terms)
    case .not(let inner): inner.terms
    case .oneOf(let term, _), .matches(let term, _), .empty(let term), .sign(let term, _): [term]
    case .same(let first, let second): [first, second]
    case .split, .whole: []
    }
  }
}
