public import Returns

/// Money per currency in minor units, exact whatever the number of rows.
public struct Amounts: Sendable, Equatable {
  /// By currency; nearly always one, so that looking through them is quicker than hashing.
  private var byCurrency: [(currency: Currency, amount: Int128)] = []

  public init() {}

  public mutating func add(_ amount: Int64, _ currency: Currency) {
    add(Int128(amount), currency)
  }

  private mutating func add(_ amount: Int128, _ currency: Currency) {
    var place = 0
    while place < byCurrency.count, byCurrency[place].currency < currency { place += 1 }
    if place < byCurrency.count, byCurrency[place].currency == currency {
      byCurrency[place].amount += amount
    } else {
      byCurrency.insert((currency, amount), at: place)
    }
  }

  public mutating func merge(_ other: Amounts) {
    for entry in other.byCurrency { add(entry.amount, entry.currency) }
  }

  public mutating func subtract(_ other: Amounts) {
    for entry in other.byCurrency { add(-entry.amount, entry.currency) }
  }

  /// By currency code, those that add up to 0 included.
  public var sorted: [(currency: Currency, amount: Int128)] { byCurrency }

  public subscript(currency: Currency) -> Int128 {
    byCurrency.first { $0.currency == currency }?.amount ?? 0
  }

  public var isEmpty: Bool { byCurrency.isEmpty }

  public static func == (a: Amounts, b: Amounts) -> Bool {
    a.byCurrency.elementsEqual(b.byCurrency, by: ==)
  }
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
