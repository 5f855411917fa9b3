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
  /// `met`, `open`, `short`, `over`, `ambiguous`, …
  public let standing: String
}

/// What entitles a case line to its money.
public struct ExplainedEntitlement: Sendable {
  public let caseID: Text
  public let lineNo: Int64?
  public let verdictAt: Instant?
  public let arrivedAt: Instant?
  public let acceptedAt: Instant?
  public let entitledOn: Day?
  /// The goods' part of the refund, were all accepted.
  public let goodsBasis: Int64
  public let currency: Currency
  public let windowEnd: Day?
  public let missing: [Text]
}

/// The steps between a dossier's facts and its outcome, for people who ask why.
public struct Explanation: Sendable {
  public var money: [ExplainedMoney] = []
  public var entitlements: [ExplainedEntitlement] = []
}

/// Lays the dossier on the same desk as `reconcile` and reads off what leads to the outcome.
public func explain(_ dossier: Dossier, _ circumstances: Circumstances) -> Explanation {
  let desk = Desk(dossier, circumstances)
  desk.fees =
    settleFees(
      dossier, policy: circumstances.policy, terms: { desk.terms(of: $0) }, asOf: circumstances.asOf
    ).lines
  var outcome = Outcome()
  desk.judgeMoney(into: &outcome)
  var explanation = Explanation()
  explanation.money = desk.money.map(ExplainedMoney.init)
  explanation.entitlements = desk.files.map { file in
    ExplainedEntitlement(
      caseID: file.caseID, lineNo: file.application.lineNo, verdictAt: file.verdictAt,
      arrivedAt: file.arrivedAt, acceptedAt: file.acceptedAt,
      entitledOn: desk.entitledDay(of: file),
      goodsBasis: file.goodsBasis, currency: file.currency, windowEnd: file.windowEnd,
      missing: file.missingMaterial)
  }
  return explanation
}

extension ExplainedMoney {
  fileprivate init(_ standing: MoneyStanding) {
    let wanted = standing.due.expectation
    id = wanted.id
    kind = wanted.kind
    caseID = wanted.caseID
    lineNo = wanted.lineNo
    amount = wanted.amount
    matched = standing.matched
    currency = wanted.currency
    dueOn = standing.due.dueOn
    self.standing = standing.standing.word
  }
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
