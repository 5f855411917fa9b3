public import Returns

/// A reason and what it came to: the table of causes, the dearest first (R8.2.2).
public struct CauseRow: Sendable {
  public let rank: Int
  public let reason: Reason
  public let money: CaseMoney
  /// Of all causes' money in the currency; nil: none of them cost anything.
  public let share: Int64?
  /// Order lines sold in the currency in the same days: what the cases are held against.
  public let sold: Int
  /// Case lines per 10,000 order lines, now and in the four weeks before; nil: nothing was sold.
  public let rate: Int64?
  public let rateBefore: Int64?
}

/// Windows that figures are looked at in.
public enum AnalysisWindow {
  public static let days = 28
}

extension CountedHistory {
  /// Four weeks up to the business date, by reason and currency; those of `home` come first.
  public func causes(home: Currency = .none) -> [CauseRow] {
    let (now, before) = (
      day.window(AnalysisWindow.days), (day + -AnalysisWindow.days).window(AnalysisWindow.days)
    )
    let everything = Self.everything
    func sold(_ days: ClosedRange<Day>) -> [Currency: Int] {
      var sold: [Currency: Int] = [:]
      for (currency, numbers) in sums(.all, everything, .sold, days) {
        sold[currency] = Int(numbers.count)
      }
      return sold
    }
    let (soldNow, soldBefore) = (sold(now), sold(before))
    var rows: [(reason: Reason, money: CaseMoney)] = []
    for reason in Reason.allCases {
      rows += money(.all, everything, now) { $0 == reason }.map { (reason, $0) }
    }
    rows.sort {
      let (a, b) = ($0.money.currency, $1.money.currency)
      if a != b { return a.precedes(b, home: home) }
      if $0.money.total != $1.money.total { return $0.money.total > $1.money.total }
      return $0.reason.rawValue < $1.reason.rawValue
    }
    var totals: [Currency: Int128] = [:]
    for row in rows { totals[row.money.currency, default: 0] += Int128(row.money.total) }
    var rank = 0
    return rows.indices.map { index in
      let row = rows[index]
      rank = index > 0 && rows[index - 1].money.currency == row.money.currency ? rank + 1 : 1
      let currency = row.money.currency
      let casesBefore =
        money(.all, everything, before) { $0 == row.reason }
        .first { $0.currency == currency }?.cases ?? 0
      func part(_ count: Int128, of all: Int128) -> Int64? {
        all > 0 ? Decimals.ratio(count, all, places: 4) : nil
      }
      let base = soldNow[currency] ?? 0
      return CauseRow(
        rank: rank, reason: row.reason, money: row.money,
        share: part(Int128(row.money.total), of: totals[currency] ?? 0), sold: base,
        rate: part(Int128(row.money.cases), of: Int128(base)),
        rateBefore: part(Int128(casesBefore), of: Int128(soldBefore[currency] ?? 0)))
    }
  }
}

/// Counts and rates of one value of a dimension in a period (R8.2.2a).
public struct DescriptiveRow: Sendable {
  public enum Period: UInt8, Vocabulary { case day, week, month }

  public let period: Period
  public let dimension: Dimension
  public let value: Text
  /// Order lines in the currency of the money.
  public let sold: Int
  public let cases: Int
  /// Of case lines among order lines.
  public let rate: WilsonInterval
  public let money: CaseMoney
}

extension CountedHistory {
  static let descriptiveDimensions: [Dimension] = [
    .all, .shop, .category, .sku, .supplier, .channel, .region, .carrier, .promotion, .campaign,
    .orderValue, .gender, .age,
  ]

  /// The business date, its week from Monday on, and its month from the first on, by currency: what
  /// was sold or claimed. Of articles only those with a case, as an assortment has no end; `all`
  /// has a row even of nothing.
  public func descriptive() -> [DescriptiveRow] {
    var rows: [DescriptiveRow] = []
    for period in DescriptiveRow.Period.allCases {
      let days = period.days(upTo: day)
      for dimension in Self.descriptiveDimensions {
        let values =
          dimension.isNarrow
          ? values(of: dimension) : values(of: dimension, having: .claimed, on: days)
        for value in values {
          let sold = sums(dimension, value.hash, .sold, days)
          for money in moneyAndSales(dimension, value.hash, days, sold.map(\.currency)) {
            let base = Int(sold.first { $0.currency == money.currency }?.numbers.count ?? 0)
            rows.append(
              DescriptiveRow(
                period: period, dimension: dimension, value: value.name, sold: base,
                cases: Int(money.cases), rate: WilsonInterval(Int(money.cases), of: base),
                money: money))
          }
        }
      }
    }
    return rows
  }

  /// The money of cases, and of currencies in which something was sold and nothing claimed none.
  private func moneyAndSales(
    _ dimension: Dimension, _ value: UInt64, _ days: ClosedRange<Day>, _ sold: [Currency]
  ) -> [CaseMoney] {
    var monies = money(dimension, value, days)
    let idle = sold.filter { own in !monies.contains { $0.currency == own } }
    monies += idle.map(CaseMoney.init(nothingIn:))
    if dimension == .all, monies.isEmpty { monies = [CaseMoney(nothingIn: .none)] }
    return monies.sorted { $0.currency < $1.currency }
  }
}

extension DescriptiveRow.Period {
  func days(upTo day: Day) -> ClosedRange<Day> {
    switch self {
    case .day: day...day
    case .week: (day + -day.weekday)...day
    case .month: (day + (1 - day.parts.day))...day
    }
  }
}
