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
    /// Part of the difference that a tolerance or a decision gave up.
    public var writtenOff: Int128 = 0
    /// What is left: due, and no evidence came.
    public var missing: Int128 { expected - matched - pending - writtenOff }

    /// Adds the figures of another part of the day.
    public mutating func merge(_ other: MoneyFigures) {
      count += other.count
      expected += other.expected
      matched += other.matched
      pending += other.pending
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
  }

  public private(set) var cases: [CaseGroup: Int] = [:]
  public private(set) var openExceptions: [ExceptionCode: Tally] = [:]
  public private(set) var statuses: [ExceptionStatus: Int] = [:]
  public private(set) var money: [MoneyGroup: MoneyFigures] = [:]
  /// By the day it becomes an exception.
  public private(set) var pending: [Day: Tally] = [:]
  public private(set) var freight: [Currency: FreightFigures] = [:]

  public init() {}

  public mutating func add(_ result: CaseResult) {
    let group = CaseGroup(
      kind: result.kind, family: result.reason.family, stage: result.stage, isOpen: result.isOpen)
    cases[group, default: 0] += 1
  }

  /// What a finding is about is the difference between what was expected and what was found.
  public mutating func add(_ finding: Finding, status: ExceptionStatus) {
    statuses[status, default: 0] += 1
    guard status.isOpen else { return }
    // Without a currency the two are quantities, no money.
    let amount =
      finding.currency == .none ? nil : finding.difference.map { Int64(clamping: $0.magnitude) }
    openExceptions[finding.code, default: Tally()].add(amount, finding.currency)
  }

  /// - Parameter count: how many the amounts are the sums of.
  public mutating func add(_ state: ExpectationState, count: Int = 1) {
    guard state.kind.isMoney else { return }
    let group = MoneyGroup(kind: state.kind, currency: state.currency)
    var figures = money[group] ?? MoneyFigures()
    figures.count += count
    figures.expected += Int128(state.expected)
    figures.matched += Int128(state.matched)
    figures.writtenOff += Int128(state.writtenOff)
    money[group] = figures
  }

  /// An item's amount is what is still outstanding of it.
  public mutating func add(_ item: Pending) {
    pending[item.breaksOn, default: Tally()].add(item.amount, item.currency)
    guard item.kind.isMoney, let amount = item.amount else { return }
    let group = MoneyGroup(kind: item.kind, currency: item.currency)
    money[group, default: MoneyFigures()].pending += Int128(amount)
  }

  /// - Parameter positions: how many the amounts are the sums of.
  public mutating func add(_ line: FeeLine, positions: Int = 1) {
    var figures = freight[line.currency] ?? FreightFigures()
    figures.positions += positions
    figures.billed += Int128(line.billedFee) + Int128(line.packagingFee) + Int128(line.surcharge)
    figures.expected += Int128(line.expectedFee ?? 0)
    figures.payable += Int128(line.payable)
    figures.recovered += Int128(line.recovered)
    figures.disputed = figures.billed - figures.payable
    freight[line.currency] = figures
  }

  public mutating func merge(_ other: DayFigures) {
    cases.merge(other.cases, uniquingKeysWith: +)
    statuses.merge(other.statuses, uniquingKeysWith: +)
    openExceptions.merge(other.openExceptions) { $0.merging($1) }
    pending.merge(other.pending) { $0.merging($1) }
    for (group, figures) in other.money { money[group, default: MoneyFigures()].merge(figures) }
    freight.merge(other.freight) { a, b in
      FreightFigures(
        positions: a.positions + b.positions, billed: a.billed + b.billed,
        expected: a.expected + b.expected, payable: a.payable + b.payable,
        disputed: a.disputed + b.disputed, recovered: a.recovered + b.recovered)
    }
  }
}

extension Tally {
  fileprivate func merging(_ other: Tally) -> Tally {
    var sum = self
    sum.merge(other)
    return sum
  }
}

extension Finding {
  /// Found less expected, an absent side counting as 0; nil where both are absent or the result
  /// leaves 64 bits.
  public var difference: Int64? {
    guard expected != nil || actual != nil else { return nil }
    let (value, overflow) = (actual ?? 0).subtractingReportingOverflow(expected ?? 0)
    return overflow ? nil : value
  }
}
