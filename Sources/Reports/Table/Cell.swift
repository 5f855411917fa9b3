public import Returns

/// One typed value of a table. Writers decide how it looks; a number can never turn into a text on
/// the way.
public enum Cell: Sendable {
  case empty
  /// What came from outside: an id, a reference, a name.
  case text(Text)
  /// What this program worded, or small tables' texts.
  case string(String)
  case integer(Int64)
  /// Minor units of the currency; `.none` prints two decimals.
  case amount(Int64, Currency)
  /// A sum over many rows, which may leave 64 bits.
  case total(Int128, Currency)
  case currency(Currency)
  case day(Day)
  case flag(Bool)
  /// A 64-bit name of ours, printed in letters (`publicID`).
  case id(UInt64)
}

extension Cell {
  /// A word of the program's own vocabulary that lives as long as the program.
  init(_ word: StaticString) { self = .text(Text(word: word)) }

  init(_ amount: Int64?, _ currency: Currency) {
    self = amount.map { .amount($0, currency) } ?? .empty
  }

  init(_ day: Day?) { self = day.map { .day($0) } ?? .empty }
  init(_ number: Int64?) { self = number.map { .integer($0) } ?? .empty }

  /// A whole quantity of rows or days.
  static func count(_ number: Int) -> Cell { .integer(Int64(number)) }

  /// Whether writers align it to the right.
  var isNumber: Bool {
    switch self {
    case .integer, .amount, .total: true
    default: false
    }
  }
}

extension Cell {
  /// -1, 0 or 1: empty first, numbers by value, texts by their bytes. Cells of one column are of
  /// one type; different types order by type.
  func compare(_ other: Cell) -> Int {
    switch (self, other) {
    case (.text(let a), .text(let b)): Self.order(a, b)
    case (.string(let a), .string(let b)): Self.order(a, b)
    case (.integer(let a), .integer(let b)): Self.order(a, b)
    case (.amount(let a, _), .amount(let b, _)): Self.order(a, b)
    case (.total(let a, _), .total(let b, _)): Self.order(a, b)
    case (.currency(let a), .currency(let b)): Self.order(a, b)
    case (.day(let a), .day(let b)): Self.order(a, b)
    case (.flag(let a), .flag(let b)): Self.order(a ? 1 : 0, b ? 1 : 0)
    case (.id(let a), .id(let b)): Self.order(a, b)
    default: Self.order(rank, other.rank)
    }
  }

  private static func order<Value: Comparable>(_ a: Value, _ b: Value) -> Int {
    a < b ? -1 : (b < a ? 1 : 0)
  }

  /// Strings order by their UTF-8, as texts do: Swift's own order normalises.
  private static func order(_ a: String, _ b: String) -> Int {
    if a.utf8.lexicographicallyPrecedes(b.utf8) { return -1 }
    return b.utf8.lexicographicallyPrecedes(a.utf8) ? 1 : 0
  }

  private var rank: Int {
    switch self {
    case .empty: 0
    case .text: 1
    case .string: 2
    case .integer: 3
    case .amount: 4
    case .total: 5
    case .currency: 6
    case .day: 7
    case .flag: 8
    case .id: 9
    }
  }
}

extension Text {
  @inline(__always)
  init(word: StaticString) {
    self =
      word.hasPointerRepresentation
      ? Text(start: word.utf8Start, count: word.utf8CodeUnitCount) : Text(word.description)
  }
}
