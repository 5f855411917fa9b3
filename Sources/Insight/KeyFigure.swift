public import Returns

/// A figure of a date that is kept, so that later reports show where it has gone.
public struct KeyFigure: Sendable, Hashable {
  /// `open_exceptions`, `refund_missing`.
  public let name: String
  /// `.none` for a count.
  public let currency: Currency
  /// A count, or minor units.
  public let amount: Int64

  /// All that carriers are to pay back at the end of a date, whatever evening it came up.
  public static let inDispute = "freight_in_dispute"

  public init(_ name: String, _ currency: Currency = .none, _ amount: Int64) {
    self.name = name
    self.currency = currency
    self.amount = amount
  }
}

extension DayFigures {
  /// What trends are drawn of.
  /// - Parameter history: what is at stake or in dispute of a currency that ever was is told also
  ///   when it is nothing.
  public func keyFigures(_ work: WorkFigures, since history: FigureHistory) -> [KeyFigure] {
    var list = [
      KeyFigure("open_cases", .none, Int64(openCaseCount)),
      KeyFigure("open_exceptions", .none, Int64(openExceptionCount)),
      KeyFigure("open_errors", .none, Int64(exceptions { $0.severity == .error }.count)),
      KeyFigure(
        "new_exceptions", .none, Int64(exceptionCount(.new) + exceptionCount(.reopened))),
      KeyFigure("resolved_exceptions", .none, Int64(exceptionCount(.resolved))),
    ]
    for owner in Owner.allCases {
      let tally = exceptions { $0.owner == owner }
      list.append(KeyFigure("exceptions_\(owner.name)", .none, Int64(tally.count)))
    }
    list += Self.standing("at_stake", moneyAtStake, since: history)
    for (currency, money) in refundsByCurrency {
      list.append(KeyFigure("refund_expected", currency, Int64(clamping: money.expected)))
      list.append(KeyFigure("refund_matched", currency, Int64(clamping: money.matched)))
      list.append(KeyFigure("refund_missing", currency, Int64(clamping: money.missing)))
    }
    for (currency, freight) in freightByCurrency {
      list.append(KeyFigure("freight_billed", currency, Int64(clamping: freight.billed)))
    }
    return list + Self.standing(KeyFigure.inDispute, work.recoverable, since: history)
  }

  /// What stands at the end of the date, also where that is nothing any more: a date that is silent
  /// would leave the last amount standing.
  private static func standing(
    _ name: String, _ amounts: Amounts, since history: FigureHistory
  ) -> [KeyFigure] {
    let currencies = amounts.sorted.map(\.currency) + history.currencies(name)
    return Set(currencies).sorted().map { currency in
      KeyFigure(name, currency, Int64(clamping: amounts[currency]))
    }
  }
}

/// Key figures of the business dates up to one, as each date closed.
public struct FigureHistory: Sendable, Equatable {
  private struct Key: Hashable, Sendable {
    let name: String
    let currency: Currency
  }

  /// Dates that were run, ascending.
  public private(set) var days: [Day] = []
  private var values: [Key: [Day: Int64]] = [:]

  public init() {}

  public mutating func add(_ figure: KeyFigure, on day: Day) {
    let key = Key(name: figure.name, currency: figure.currency)
    values[key, default: [:]][day] = figure.amount
    if days.last == day { return }
    if let place = days.firstIndex(where: { $0 >= day }) {
      if days[place] != day { days.insert(day, at: place) }
    } else {
      days.append(day)
    }
  }

  /// One a day of `days`; nil where a date has none.
  public func series(_ name: String, _ currency: Currency = .none) -> [Int64?] {
    let own = values[Key(name: name, currency: currency)] ?? [:]
    return days.map { own[$0] }
  }

  /// The currencies that a figure was ever kept in.
  public func currencies(_ name: String) -> [Currency] {
    values.keys.filter { $0.name == name }.map(\.currency).sorted()
  }
}
