public import Returns

/// What cases cost: refunds expected and the freight that the shop bears, minor units of one
/// currency.
public struct CaseMoney: Sendable, Equatable {
  public let currency: Currency
  public let cases: Int64
  public let units: Int64
  public let refunds: Int64
  public let freight: Int64
  public var total: Int64 { refunds &+ freight }
}

extension CaseMoney {
  init(nothingIn currency: Currency) {
    self.init(currency: currency, cases: 0, units: 0, refunds: 0, freight: 0)
  }
}

extension CountedHistory {
  /// By currency, in the order of their codes.
  func money(
    _ dimension: Dimension, _ value: UInt64, _ days: ClosedRange<Day>,
    where holds: (Reason) -> Bool = { _ in true }
  ) -> [CaseMoney] {
    sums(dimension, value, .claimed, days) { detail in
      Reason(rawValue: UInt8(truncatingIfNeeded: detail)).map(holds) ?? false
    }.map {
      CaseMoney(
        currency: $0.currency, cases: $0.numbers.count, units: $0.numbers.units,
        refunds: $0.numbers.amount, freight: $0.numbers.cost)
    }
  }

  func claims(
    _ dimension: Dimension, _ value: UInt64, _ days: ClosedRange<Day>,
    where holds: (Reason) -> Bool = { _ in true }
  ) -> Int {
    Int(
      sum(dimension, value, .claimed, days) { detail in
        Reason(rawValue: UInt8(truncatingIfNeeded: detail)).map(holds) ?? false
      }.count)
  }

  func sold(_ dimension: Dimension, _ value: UInt64, _ days: ClosedRange<Day>) -> Int {
    Int(sum(dimension, value, .sold, days).count)
  }
}
