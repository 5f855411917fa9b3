/// One kind of money that should move: who expects how much, by when, and what it is called when it
/// does not come. A new kind is a new file with one of these and one line in `all`.
struct MoneyRule: Sendable {
  let kind: ExpectationKind
  let codes: MoneyCodes
  let subject: Subject
  /// Adds the expectations of the desk's dossier; none where none stands yet. Asked only where its
  /// subject lies on the desk.
  let expect: @Sendable (Desk, inout [MoneyDue]) -> Void
  /// Adds the settlements (positions) that can be its evidence.
  let evidence: @Sendable (Desk, inout [Int]) -> Void

  /// What money is expected for: the order itself, its cases, or a person's promise.
  enum Subject: Sendable { case order, files, rulings }

  init(
    kind: ExpectationKind, subject: Subject = .files,
    expect: @escaping @Sendable (Desk, inout [MoneyDue]) -> Void,
    evidence: @escaping @Sendable (Desk, inout [Int]) -> Void, missing: ExceptionCode,
    short: ExceptionCode, over: ExceptionCode
  ) {
    self.kind = kind
    self.subject = subject
    self.expect = expect
    self.evidence = evidence
    codes = MoneyCodes(missing: missing, short: short, over: over)
  }

  static let all: [MoneyRule] = [
    payment, refund, freightRefund, shippingRefund, differenceRefund, differencePayment,
    compensation, freightPayment, freightBack,
  ]

  /// Rules whose evidence is the same compete for it and are matched together.
  static let pools: [[MoneyRule]] = [
    [payment],
    [refund, freightRefund, shippingRefund, differenceRefund, compensation, freightBack],
    [differencePayment, freightPayment],
  ]
}

/// What money is called that does not come, or comes short or over.
struct MoneyCodes: Sendable {
  let missing: ExceptionCode
  let short: ExceptionCode
  let over: ExceptionCode
}

/// An expectation of money with its last day.
struct MoneyDue: Sendable {
  var expectation: MoneyExpectation
  /// Met until the end of this day.
  var dueOn: Day
  /// Position in the desk's case files; nil for the order's own.
  var file: Int?

  /// What is expected, and by when: of money that is less than all, what is due first has its part
  /// first.
  var inItsTurn: MoneyExpectation {
    var expectation = expectation
    expectation.dueOn = dueOn
    return expectation
  }
}

/// What became of an expectation.
struct MoneyStanding: Sendable {
  let codes: MoneyCodes
  let due: MoneyDue
  let standing: Standing
  /// Of the expected amount, minor units.
  let matched: Int64
  /// All that its evidence comes to in its currency.
  let actual: Int64
  /// The last day on which evidence that was taken settled; of what is in dispute, the first.
  let settledOn: Day?
  /// What a person gave up of the expected amount, minor units.
  var writtenOff: Int64 = 0

  var kind: ExpectationKind { due.expectation.kind }
  /// What is still to come; minor units.
  var open: Int64 { due.expectation.amount - settled }
  /// By money, or given up; minor units.
  var settled: Int64 { matched + writtenOff }
  /// Whether anything is to come: what is within the tolerance is met.
  var isOwed: Bool { !isMet && open > 0 }
  /// By money, as far as the tolerance goes.
  var isMet: Bool { if case .met = standing { true } else { false } }
}

extension Desk {
  /// What an expectation is called by: its case, else the order.
  func subject(of wanted: MoneyExpectation) -> Text {
    wanted.caseID.isEmpty ? dossier.orderID : wanted.caseID
  }

  /// The day of the first money that an expectation and others compete for.
  func disputedSince(_ wanted: MoneyExpectation, _ matching: MoneyMatching) -> Day? {
    let subject = subject(of: wanted)
    return matching.undecided.filter { $0.rivals.contains(subject) }
      .map { day(dossier.settlements[$0.evidence].settledAt) }.min()
  }

  /// What became of the expectation of a kind for a case line; nil where there is none.
  func standing(_ kind: ExpectationKind, of file: Int) -> MoneyStanding? {
    for place in money.indices where money[place].due.file == file && money[place].kind == kind {
      return money[place]
    }
    return nil
  }
}
