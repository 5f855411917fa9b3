/// One kind of money that should move: who expects how much, by when, and what it is called when it
/// does not come. A new kind is a new file with one of these and one line in `all`.
struct MoneyRule: Sendable {
  let kind: ExpectationKind
  /// Expectations of the desk's dossier; empty where none stands yet.
  let expect: @Sendable (Desk) -> [MoneyDue]
  /// Settlements (positions) that can be its evidence.
  let evidence: @Sendable (Desk) -> [Int]
  let missing: ExceptionCode
  let short: ExceptionCode
  let over: ExceptionCode

  static let all: [MoneyRule] = [
    payment, refund, freightRefund, differenceRefund, differencePayment,
  ]

  /// Rules whose evidence is the same compete for it and are matched together.
  static let pools: [[MoneyRule]] = [
    [payment], [refund, freightRefund, differenceRefund], [differencePayment],
  ]
}

/// An expectation of money with its last day.
struct MoneyDue: Sendable {
  var expectation: MoneyExpectation
  /// Met until the end of this day.
  var dueOn: Day
  /// Position in the desk's case files; nil for the order's own.
  var file: Int?
}

/// What became of an expectation. A class, because rules and case rows look at it again and again.
final class MoneyStanding: Sendable {
  let rule: MoneyRule
  let due: MoneyDue
  let standing: Standing
  /// Of the expected amount, minor units.
  let matched: Int64
  /// All that its evidence comes to in its currency.
  let actual: Int64
  /// The last day on which evidence that was taken settled.
  let settledOn: Day?

  init(
    rule: MoneyRule, due: MoneyDue, standing: Standing, matched: Int64, actual: Int64,
    settledOn: Day?
  ) {
    self.rule = rule
    self.due = due
    self.standing = standing
    self.matched = matched
    self.actual = actual
    self.settledOn = settledOn
  }
}
