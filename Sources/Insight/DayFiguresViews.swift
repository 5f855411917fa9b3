public import Returns

/// Views of the figures in the order they are reported.
extension DayFigures {
  public var openCaseCount: Int { countCases { $0.isOpen } }
  public var caseCount: Int { countCases { _ in true } }

  public func countCases(where matches: (CaseGroup) -> Bool) -> Int {
    cases.entries.reduce(0) { $0 + (matches($1.key) ? $1.value : 0) }
  }

  public var openExceptionCount: Int { openExceptions.entries.reduce(0) { $0 + $1.value.count } }

  /// How many exceptions have a status today, resolved ones too.
  public func exceptionCount(_ status: ExceptionStatus) -> Int { statuses[status] ?? 0 }

  /// Open exceptions whose code satisfies the condition.
  public func exceptions(where matches: (ExceptionCode) -> Bool) -> Tally {
    var sum = Tally()
    for (code, tally) in openExceptions.entries where matches(code) { sum.merge(tally) }
    return sum
  }

  /// What open exceptions are about, the same money once.
  public var moneyAtStake: Amounts {
    var amounts = exceptions { _ in true }.amounts
    amounts.subtract(toldTwice)
    return amounts
  }

  /// In the order of the codes, those that occur.
  public var exceptionsByCode: [(code: ExceptionCode, tally: Tally)] {
    openExceptions.entries.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }

  public var moneyByKind: [(group: MoneyGroup, figures: MoneyFigures)] {
    money.entries.sorted {
      ($0.key.kind.rawValue, $0.key.currency) < ($1.key.kind.rawValue, $1.key.currency)
    }.map { ($0.key, $0.value) }
  }

  /// Money that goes back to customers: goods, freight and the difference of an exchange.
  public var refundsByCurrency: [(currency: Currency, figures: MoneyFigures)] {
    var sums: [Currency: MoneyFigures] = [:]
    for (group, figures) in money.entries where group.kind.isRefund {
      sums[group.currency, default: MoneyFigures()].merge(figures)
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public var pendingByDay: [(day: Day, tally: Tally)] {
    pending.entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  public var freightByCurrency: [(currency: Currency, figures: FreightFigures)] {
    freight.entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension ExpectationKind {
  /// Money from the shop to the customer.
  public var isRefund: Bool {
    switch self {
    case .refund, .freightRefund, .differenceRefund, .compensation, .shippingRefund, .freightBack:
      true
    default: false
    }
  }
}
