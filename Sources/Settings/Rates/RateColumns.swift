internal import Returns

/// One column of a rate card: how a cell is read and what it may be.
struct RateColumn: Sendable {
  let name: String
  /// The header must have it.
  let isRequired: Bool
  /// A cell may be empty: the rate keeps its default.
  let mayBeEmpty: Bool
  /// What is legal, for messages.
  let legal: @Sendable (Currency) -> String
  /// false where the cell is not legal.
  let read: @Sendable (String, inout Rate) -> Bool

  /// In the order of the file contract.
  static let all: [RateColumn] = [
    text("carrier", \.carrier),
    text("zone", \.zone),
    day("valid_from", \.validFrom, mayBeEmpty: false),
    day("valid_to", \.validTo, mayBeEmpty: true),
    whole("first_weight_g", \.firstWeightGrams, "grams", 0...100_000_000),
    amount("first_fee", \.firstFee, isRequired: true),
    whole("step_weight_g", \.stepWeightGrams, "grams", 1...100_000_000),
    amount("step_fee", \.stepFee, isRequired: true),
    whole("volumetric_divisor", \.volumetricDivisor, "cm³ per kg", 0...1_000_000, mayBeEmpty: true),
    amount("packaging_fee", \.packagingFee, isRequired: true, mayBeEmpty: true),
    RateColumn(
      name: "currency", isRequired: true, mayBeEmpty: false,
      legal: { _ in "an ISO 4217 currency code, for example CNY" },
      // Read before the others, whose amounts are in it.
      read: { cell, _ in Currency(cell) != nil }),
    decimal("fuel_pct", \.fuelBasisPoints, decimals: 2, "a percentage, for example 12.5"),
    amount("remote_fee", \.remoteFee, isRequired: false, mayBeEmpty: true),
    decimal(
      "return_factor", \.returnBasisPoints, decimals: 4,
      "a share of the forward price, for example 0.6"),
    amount("minimum", \.minimumFee, isRequired: false, mayBeEmpty: true),
    rounding,
    decimal(
      "insured_pct", \.insuredMillionths, decimals: 4,
      "a percentage of the declared value, for example 0.5"),
    amount("insured_minimum", \.insuredMinimum, isRequired: false, mayBeEmpty: true),
    packagingList,
    amount("address_fee", \.addressFee, isRequired: false, mayBeEmpty: true),
    amount("cod_fee", \.codFee, isRequired: false, mayBeEmpty: true),
    decimal(
      "late_refund_pct", \.lateBasisPoints, decimals: 2,
      "a percentage of the freight, for example 100", most: 10_000),
    decimal("tax_pct", \.taxBasisPoints, decimals: 2, "a percentage, for example 6"),
  ]

  private static func text(
    _ name: String, _ field: any WritableKeyPath<Rate, Text> & Sendable
  ) -> RateColumn {
    RateColumn(
      name: name, isRequired: true, mayBeEmpty: false, legal: { _ in "a name" },
      read: { cell, rate in
        rate[keyPath: field] = Text(cell)
        return !cell.isEmpty && cell.unicodeScalars.allSatisfy { $0.value >= 32 }
      })
  }

  private static func day(
    _ name: String, _ field: any WritableKeyPath<Rate, Day> & Sendable, mayBeEmpty: Bool
  ) -> RateColumn {
    RateColumn(
      name: name, isRequired: true, mayBeEmpty: mayBeEmpty,
      legal: { _ in "a date, for example 2026-01-01" },
      read: { cell, rate in
        guard let day = calendarDay(cell) else { return false }
        rate[keyPath: field] = day
        return true
      })
  }

  private static func whole(
    _ name: String, _ field: any WritableKeyPath<Rate, Int64> & Sendable, _ unit: String,
    _ range: ClosedRange<Int>, mayBeEmpty: Bool = false
  ) -> RateColumn {
    RateColumn(
      name: name, isRequired: true, mayBeEmpty: mayBeEmpty,
      legal: { _ in "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)" },
      read: { cell, rate in
        guard let count = wholeNumber(cell), range.contains(count) else { return false }
        rate[keyPath: field] = Int64(count)
        return true
      })
  }

  private static func amount(
    _ name: String, _ field: any WritableKeyPath<Rate, Int64> & Sendable, isRequired: Bool,
    mayBeEmpty: Bool = false
  ) -> RateColumn {
    RateColumn(
      name: name, isRequired: isRequired, mayBeEmpty: mayBeEmpty,
      legal: { "an amount in \($0.string), for example \($0.sample)" },
      read: { cell, rate in
        guard let amount = minorUnits(cell, decimals: rate.currency.decimals) else { return false }
        rate[keyPath: field] = amount
        return true
      })
  }

  private static func decimal(
    _ name: String, _ field: any WritableKeyPath<Rate, Int64> & Sendable, decimals: Int,
    _ legal: String, most: Int64 = 10_000_000
  ) -> RateColumn {
    let limit = most == 10_000_000 ? 1000 : most / 100
    return RateColumn(
      name: name, isRequired: false, mayBeEmpty: true,
      legal: { _ in "\(legal), with at most \(decimals) decimals and not above \(limit)" },
      read: { cell, rate in
        guard let units = minorUnits(cell, decimals: decimals), units <= most else {
          return false
        }
        rate[keyPath: field] = units
        return true
      })
  }
}
