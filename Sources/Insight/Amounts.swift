public import Returns

/// Money per currency in minor units, exact whatever the number of rows.
public struct Amounts: Sendable, Equatable {
  private var byCurrency: [Currency: Int128] = [:]

  public init() {}

  public mutating func add(_ amount: Int64, _ currency: Currency) {
    byCurrency[currency, default: 0] += Int128(amount)
  }

  public mutating func merge(_ other: Amounts) {
    byCurrency.merge(other.byCurrency) { $0 + $1 }
  }

  /// By currency code, those that add up to 0 included.
  public var sorted: [(currency: Currency, amount: Int128)] {
    byCurrency.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public subscript(currency: Currency) -> Int128 { byCurrency[currency] ?? 0 }
  public var isEmpty: Bool { byCurrency.isEmpty }
}

/// How many, and how much money they are about.
public struct Tally: Sendable, Equatable {
  public private(set) var count = 0
  public private(set) var amounts = Amounts()

  public init() {}

  public mutating func add(_ amount: Int64?, _ currency: Currency) {
    count += 1
    if let amount { amounts.add(amount, currency) }
  }

  public mutating func merge(_ other: Tally) {
    count += other.count
    amounts.merge(other.amounts)
  }
}
