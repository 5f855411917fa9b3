internal import Returns

/// Order values in bands of 1, 2 and 5 times a power of ten of the currency's own unit, so that
/// they fit every currency: `CNY 50-100`, `CNY 100-200`.
enum OrderValue {
  /// The lower end of the band in the currency's unit; 0: below 1.
  static func band(_ amount: Int64, _ currency: Currency) -> Int64 {
    var unit: Int64 = 1
    for _ in 0..<currency.decimals { unit *= 10 }
    let whole = amount / unit
    guard whole >= 1 else { return 0 }
    var power: Int64 = 1
    while whole / power >= 10 { power *= 10 }
    let digit = whole / power
    return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power
  }

  /// The band as it is printed.
  static func label(_ band: Int64, _ currency: Currency) -> Text {
    guard band > 0 else { return Text("\(currency.string) 0-1") }
    var power: Int64 = 1
    while band / power >= 10 { power *= 10 }
    let next: Int64 = band / power == 2 ? 5 * power : band * 2
    return Text("\(currency.string) \(band)-\(next)")
  }
}

/// Ages in steps of ten years, as far as a cause can be told by them and a person cannot.
enum BuyerAge {
  static func band(_ age: Int64) -> Int64 { age < 18 ? 0 : min(age / 10, 7) }

  static func label(_ band: Int64) -> Text {
    switch band {
    case 0: "0-17"
    case 1: "18-19"
    case 7: "70+"
    default: Text("\(band * 10)-\(band * 10 + 9)")
    }
  }
}
