public import Returns

/// The figures of one business date, counted from its outcomes: what the finance page and
/// summary.json show. Figures of parts of a day merge in any order.
public struct DayFigures: Sendable, Equatable {
  /// Case lines by what they are and where they stand; the last tells open ones from those done.
  public struct CaseGroup: Hashable, Sendable {
    public let kind: CaseKind
    public let family: ReasonFamily
    public let stage: Stage
    public let isOpen: Bool
  }

  /// Expected and matched money of one kind in one currency.
  public struct MoneyGroup: Hashable, Sendable {
    public let kind: ExpectationKind
    public let currency: Currency
  }

  public struct MoneyFigures: Sendable, Equatable {
    public var count = 0
    public var expected: Int128 = 0
    public var matched: Int128 = 0
    /// Part of the difference that is not due yet, or not yet provable.
    public var pending: Int128 = 0
    /// Part of `pending` whose day is past: a source that could prove it is late.
    public var unproven: Int128 = 0
    /// Part of the difference that a tolerance or a decision gave up.
    public var writtenOff: Int128 = 0

    public init() {}

    public var notDue: Int128 { pending - unproven }

    /// What is left: due, and no evidence came.
    public var missing: Int128 { expected - matched - pending - writtenOff }

    /// Adds the figures of another part of the day.
    public mutating func merge(_ other: MoneyFigures) {
      count += other.count
      expected += other.expected
      matched += other.matched
      pending += other.pending
      unproven += other.unproven
      writtenOff += other.writtenOff
    }
  }

  /// Freight positions of one currency.
  public struct FreightFigures: Sendable, Equatable {
    public var positions = 0
    public var billed: Int128 = 0
    public var expected: Int128 = 0
    public var payable: Int128 = 0
    public var disputed: Int128 = 0
    public var recovered: Int128 = 0

    mutating func merge(_ other: FreightFigures) {
      positions += other.positions
      billed += other.billed
      expected += other.expected
      payable += other.payable
      disputed += other.disputed
      recovered += other.recovered
    }
  }

  private(set) var cases = Counters<CaseGroup, Int>()
  private(set) var openExceptions = Counters<ExceptionCode, Tally>()
  /// Of open exceptions, the money that another one tells as well.
  private(set) var toldTwice = Amounts()
  private(set) var statuses = Counters<ExceptionStatus, Int>()
  private(set) var money = Counters<MoneyGroup, MoneyFigures>()
  /// By the day it becomes an exception.
  private(set) var pending = Counters<Day, Tally>()
  private(set) var freight = Counters<Currency, FreightFigures>()

  public init() {}

  public mutating func add(_ result: CaseResult) {
    addCase(result.kind, result.reason, result.stage, isOpen: result.isOpen)
  }

  /// One case line, by what is counted of it.
  public mutating func addCase(
    _ kind: CaseKind, _ reason: Reason, _ stage: Stage, isOpen: Bool
  ) {
    let group = CaseGroup(kind: kind, family: reason.family, stage: stage, isOpen: isOpen)
    cases.update(group, default: 0) { $0 += 1 }
  }

  /// What a finding is about is the difference between what was expected and what was found.
  public mutating func add(_ finding: Finding, status: ExceptionStatus) {
    addException(finding.code, status, finding.difference, finding.currency)
  }

  /// One exception, by what is counted of it.
  /// - Parameter isToldTwice: another open one is about the same money.
  public mutating func addException(
    _ code: ExceptionCode, _ status: ExceptionStatus, _ difference: Int64?, _ currency: Currency,
    isToldTwice: Bool = false
  ) {
    statuses.update(status, default: 0) { $0 += 1 }
    guard status.isOpen else { return }
    // Without a currency the two are quantities, no money.
    let amount = currency == .none ? nil : difference.map { Int64(clamping: $0.magnitude) }
    openExceptions.update(code, default: Tally()) { $0.add(amount, currency) }
    if isToldTwice, let amount { toldTwice.add(amount, currency) }
  }

  /// - Parameter count: how many the amounts are the sums of.
  public mutating func add(_ state: ExpectationState, count: Int = 1) {
    guard state.kind.isMoney else { return }
    let group = MoneyGroup(kind: state.kind, currency: state.currency)
    money.update(group, default: MoneyFigures()) { figures in
      figures.count += count
      figures.expected += Int128(state.expected)
      figures.matched += Int128(state.matched)
      figures.writtenOff += Int128(state.writtenOff)
    }
  }

  /// An item's amount is what is still outstanding of it.
  public mutating func add(_ item: Pending) {
    pending.update(item.breaksOn, default: Tally()) { $0.add(item.amount, item.currency) }
    guard item.kind.isMoney, let amount = item.amount else { return }
    let group = MoneyGroup(kind: item.kind, currency: item.currency)
    money.update(group, default: MoneyFigures()) { figures in
      figures.pending += Int128(amount)
      if !item.waitingFor.isEmpty { figures.unproven += Int128(amount) }
    }
  }

  /// - Parameter positions: how many the amounts are the sums of.
  public mutating func add(_ line: FeeLine, positions: Int = 1) {
    freight.update(line.currency, default: FreightFigures()) { figures in
      figures.positions += positions
      figures.billed += Int128(line.billedFee) + Int128(line.packagingFee) + Int128(line.surcharge)
      figures.expected += Int128(line.expectedFee ?? 0)
      figures.payable += Int128(line.payable)
      figures.recovered += Int128(line.recovered)
      figures.disputed = figures.billed - figures.payable
    }
  }

  public mutating func merge(_ other: DayFigures) {
    for (key, count) in other.cases.entries { cases.update(key, default: 0) { $0 += count } }
    for (key, count) in other.statuses.entries { statuses.update(key, default: 0) { $0 += count } }
    for (key, tally) in other.openExceptions.entries {
      openExceptions.update(key, default: Tally()) { $0.merge(tally) }
    }
    toldTwice.merge(other.toldTwice)
    for (key, tally) in other.pending.entries {
      pending.update(key, default: Tally()) { $0.merge(tally) }
    }
    for (key, figures) in other.money.entries {
      money.update(key, default: MoneyFigures()) { $0.merge(figures) }
    }
    for (key, figures) in other.freight.entries {
      freight.update(key, default: FreightFigures()) { $0.merge(figures) }
    }
  }
}

extension Finding {
  /// Found, with what people gave up, less expected, an absent side counting as 0; nil where both
  /// are absent or the result leaves 64 bits.
  public var difference: Int64? { Self.difference(expected, actual, givenUp: givenUp) }

  @inlinable
  public static func difference(
    _ expected: Int64?, _ actual: Int64?, givenUp: Int64
  ) -> Int64? {
    guard expected != nil || actual != nil else { return nil }
    let (value, overflow) = (actual ?? 0).subtractingReportingOverflow((expected ?? 0) - givenUp)
    return overflow ? nil : value
  }
}
