/// An expectation of money as `explain` shows it. Minor units.
public struct ExplainedMoney: Sendable {
  public let id: UInt64
  public let kind: ExpectationKind
  public let caseID: Text
  public let lineNo: Int64?
  public let amount: Int64
  public let matched: Int64
  public let currency: Currency
  public let dueOn: Day
  /// `met`, `open`, `overdue`, `not proven`, `short`, `over`, `ambiguous`, `decided`, …
  public let standing: String
}

/// What entitles a case line to its money.
public struct ExplainedEntitlement: Sendable {
  /// In the order of the case's checks: what each rests on.
  public let facts: [[CheckFact]]
  public let caseID: Text
  public let lineNo: Int64?
  public let verdictAt: Instant?
  public let arrivedAt: Instant?
  public let acceptedAt: Instant?
  public let entitledOn: Day?
  /// The goods' part of the refund, were all accepted.
  public let goodsBasis: Int64
  public let currency: Currency
  /// Whether freight that the customer bears is claimed from her.
  public let freightRecovery: FreightRecovery
  public let basis: RefundBasis
  public let repricing: Repricing?
  public let windowEnd: Day?
  public let missing: [Text]
}

/// Something other than money that must happen by a day.
public struct ExplainedDeadline: Sendable {
  public let id: UInt64
  public let kind: ExpectationKind
  /// The case, waybill or ticket it is about.
  public let subject: Text
  public let caseID: Text
  /// The last day it is met; nil once it is met, or where no day can mend it.
  public let dueOn: Day?
  /// `met`, `open`, `not proven`, `overdue`, `broken`, `decided`.
  public let standing: String
}

/// How the freight of a billed position was rated.
public struct ExplainedRate: Sendable {
  public let waybill: Text
  public let invoiceNo: Text
  public let currency: Currency
  public let direction: Direction
  /// The day whose rates hold.
  public let day: Day
  public let agreedZone: Text
  public let billedZone: Text
  public let measuredGrams: Int64?
  public let billedGrams: Int64?
  public let chargeableGrams: Int64?
  /// nil: no rate card covers carrier, zone and day.
  public let rate: Rate?
  /// The currency of a value whose fee is billed in another one, and so is not checked.
  public let foreignDeclaration: Currency?
}

/// The steps between a dossier's facts and its outcome, for people who ask why.
public struct Explanation: Sendable {
  public var money: [ExplainedMoney] = []
  public var deadlines: [ExplainedDeadline] = []
  public var entitlements: [ExplainedEntitlement] = []
  public var rates: [ExplainedRate] = []
}

/// Lays the dossier on the same desk as `reconcile` and reads off what leads to the outcome.
public func explain(_ dossier: Dossier, _ circumstances: Circumstances) -> Explanation {
  let desk = Desk(dossier, circumstances)
  desk.rulings = Reconciliation(dossier, circumstances).rulings()
  desk.layOut()
  var explanation = Explanation()
  desk.fees =
    settleFees(
      dossier, circumstances, terms: { desk.terms(of: $0) }, lostOn: { desk.lostOn($0) },
      audited: { explanation.rates.append(ExplainedRate($0)) }
    ).fees
  var outcome = Outcome()
  desk.judgeMoney(into: &outcome)
  explanation.money = desk.money.map { ExplainedMoney($0, desk) }
  explanation.deadlines = desk.explainedDeadlines
  explanation.entitlements = desk.files.indices.map { index in
    let file = desk.files[index]
    let names = file.checks.map(\.name) + [.differencePaid]
    return ExplainedEntitlement(
      facts: names.map { desk.facts(of: $0, index) },
      caseID: file.caseID, lineNo: file.application.lineNo, verdictAt: file.verdictAt,
      arrivedAt: file.arrivedAt, acceptedAt: file.acceptedAt,
      entitledOn: desk.entitledDay(of: file),
      goodsBasis: file.goodsBasis, currency: file.currency,
      freightRecovery: file.terms.freightRecovery, basis: desk.refundBasis(of: file),
      repricing: file.repricing, windowEnd: file.windowEnd,
      missing: file.missingMaterial)
  }
  return explanation
}

extension Desk {
  fileprivate var explainedDeadlines: [ExplainedDeadline] {
    DeadlineRule.all.filter { delivers($0.evidenceFeed) }.flatMap { rule in
      expected(by: rule).map { deadline in
        let (dueOn, word) = explained(deadline.state, rule)
        let standing = rulings.closed.contains(deadline.id) ? "decided" : word
        return ExplainedDeadline(
          id: deadline.id, kind: rule.kind, subject: deadline.subject,
          caseID: deadline.file.map { files[$0].caseID } ?? Text(), dueOn: dueOn,
          standing: standing)
      }
    }
  }

  private func expected(by rule: DeadlineRule) -> [Deadline] {
    var deadlines: [Deadline] = []
    rule.expect(self, &deadlines)
    return deadlines
  }

  private func explained(
    _ state: Deadline.State, _ rule: DeadlineRule
  ) -> (dueOn: Day?, standing: String) {
    switch state {
    case .met: return (nil, "met")
    case .metLate(_, _, let until, _): return (until, "met late")
    case .broken: return (nil, "broken")
    case .open(let until): return (until, word(forOpen: until, rule.evidenceFeed))
    }
  }

  /// Not met yet: in time, late, or late as far as the sources have reported.
  fileprivate func word(forOpen until: Day, _ feed: Feed) -> String {
    if asOf <= until { return "open" }
    let source = circumstances.waiting(for: feed, shop: shop, through: until)
    return source == nil ? "overdue" : "not proven"
  }
}

extension ExplainedRate {
  fileprivate init(_ audit: FeeAudit) {
    waybill = audit.position.waybill
    invoiceNo = audit.position.invoiceNo
    currency = audit.position.currency
    direction = audit.direction
    day = audit.day
    agreedZone = audit.parcel.zone
    billedZone = audit.position.zone
    measuredGrams = audit.parcel.weightGrams
    billedGrams = audit.position.billedWeightGrams ?? audit.parcel.billedWeightGrams
    chargeableGrams = audit.chargeableGrams
    rate = audit.rate
    foreignDeclaration =
      audit.position.charged.contains(ChargeTypes(.insurance)) ? audit.foreignDeclaration : nil
  }
}

extension ExplainedMoney {
  fileprivate init(_ standing: MoneyStanding, _ desk: Desk) {
    let wanted = standing.due.expectation
    id = wanted.id
    kind = wanted.kind
    caseID = wanted.caseID
    lineNo = wanted.lineNo
    amount = wanted.amount
    matched = standing.matched
    currency = wanted.currency
    dueOn = desk.lastDay(of: standing)
    if desk.rulings.closed.contains(id) || standing.isGivenUp {
      self.standing = "decided"
    } else if case .open = standing.standing {
      self.standing = desk.word(forOpen: dueOn, .settlements)
    } else {
      self.standing = standing.standing.word
    }
  }
}

extension MoneyStanding {
  /// Nothing of it is open because a person wrote off what was.
  fileprivate var isGivenUp: Bool { writtenOff > 0 && open <= 0 }
}

extension Standing {
  fileprivate var word: String {
    switch self {
    case .open: "open"
    case .met: "met"
    case .short: "short"
    case .over: "over"
    case .currencyDiffers: "other currency"
    case .ambiguous: "ambiguous"
    case .searchLimit: "search limit reached"
    }
  }
}
