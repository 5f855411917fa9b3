import Insight
import Returns

/// Statistics as cells. They leave as whole numbers of a fixed unit, so that a file has the same
/// bytes whatever printed it: two decimals, or millionths where a column says so.
extension Cell {
  /// Two decimals.
  static func decimal(_ value: Double) -> Cell {
    .amount(Decimals.scaled(value, places: 2), .none)
  }

  /// Ten thousandths of a whole, as per cent with two decimals.
  static func percent(_ tenThousandths: Int64) -> Cell { .amount(tenThousandths, .none) }

  /// Empty where there is nothing to have a share of.
  static func percent(_ tenThousandths: Int64?) -> Cell { tenThousandths.map(percent) ?? .empty }

  static func percent(_ share: Double) -> Cell {
    .amount(Decimals.scaled(share, places: 4), .none)
  }

  /// A probability, in millionths.
  static func millionths(_ value: Double) -> Cell { .integer(Decimals.scaled(value, places: 6)) }

  static func count(_ number: Int?) -> Cell { number.map { .count($0) } ?? .empty }
}

let dimensionWords = Words<Dimension>()
let reasonNameWords = Words<Reason>()
let familyNameWords = Words<ReasonFamily>()
