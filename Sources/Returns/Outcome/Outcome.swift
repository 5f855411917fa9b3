/// What judging dossiers gives. Lists of several outcomes may stand beside each other in any order
/// and grouping: they are ordered once, when they are written.
public struct Outcome: Sendable {
  public var findings: [Finding] = []
  public var matches: [Match] = []
  public var pending: [Pending] = []
  public var cases: [CaseResult] = []
  public var fees: [FeeLine] = []
  /// What can be had back from carriers, as of now.
  public var disputes: [FeeDispute] = []
  /// Differences that a tolerance takes as settled.
  public var tolerances: [ToleranceUse] = []
  /// Expectations within their tolerance that no cap had room for; due or not.
  public var refusedTolerances: [UInt64] = []
  public var expectations: [ExpectationState] = []
  public var opening: [OpeningItem] = []
  /// What should stand in the books of it all.
  public var journal: [JournalEntry] = []
  /// What would be found, were it not for a person's decision.
  public var decided: [Finding] = []
  public var decisions: [JudgedDecision] = []
  /// What is to be done by now.
  public var instructions: [Instruction] = []
  /// A day is to come on which more may be found, with nothing pending that says so: the refund of
  /// a case that people closed may still be owed by law.
  public var awaitsDay = false

  public init() {}

  /// Empties the lists and keeps their memory.
  public mutating func clear() {
    findings.empty()
    matches.empty()
    pending.empty()
    cases.empty()
    fees.empty()
    disputes.empty()
    tolerances.empty()
    refusedTolerances.empty()
    expectations.empty()
    opening.empty()
    journal.empty()
    decided.empty()
    decisions.empty()
    instructions.empty()
    awaitsDay = false
  }
}

/// Kinds of expectation, in the order they are reported. Raw values are stored: append, never
/// renumber.
public enum ExpectationKind: UInt8, Vocabulary {
  case payment, refund, freightRefund, differencePayment, differenceRefund
  case handOver, arrival, exchangeShipment, goodsBack, inspection, reviewAnswer, freight
  case restock, stockIssue, ticketAnswer, compensation
  /// What the freight insurance pays the shop for a return.
  case insurancePayout
  case shippingRefund
  case claimAnswer, claimPayment
  /// Freight of the shop's account that a customer is charged (`recover_freight: charge`).
  case freightPayment
  /// The same that was paid and is not owed any more.
  case freightBack

  /// What a movement that meets it is called; nil where no money moves.
  public var evidenceType: SettlementType? {
    switch self {
    case .payment, .differencePayment, .freightPayment: .payment
    case .refund, .freightRefund, .differenceRefund, .compensation, .shippingRefund, .freightBack:
      .refund
    default: nil
    }
  }

  /// Whether it is about an amount of money that moves (and so stands in the proof).
  public var isMoney: Bool {
    rawValue <= ExpectationKind.differenceRefund.rawValue || self == .compensation
      || self == .shippingRefund || self == .freightPayment || self == .freightBack
  }
}

/// An expectation's amounts at the end of the day: what the proof adds up (minor units).
public struct ExpectationState: Sendable, Equatable {
  public let id: UInt64
  public let kind: ExpectationKind
  public let currency: Currency
  public let expected: Int64
  public let matched: Int64
  /// Given up within a tolerance or by a person, and posted as a visible write-off.
  public let writtenOff: Int64

  public init(
    id: UInt64, kind: ExpectationKind, currency: Currency, expected: Int64, matched: Int64,
    writtenOff: Int64 = 0
  ) {
    self.id = id
    self.kind = kind
    self.currency = currency
    self.expected = expected
    self.matched = matched
    self.writtenOff = writtenOff
  }

  /// What is still to come.
  public var open: Int64 { expected - matched - writtenOff }
}

/// An expectation and the evidence that meets it (or a part of it). There is one for every order
/// that was paid: its fields stand so that small ones fill what the texts leave of a word.
public struct Match: Sendable, Equatable {
  public let expectationID: UInt64
  public let caseID: Text
  private let shopNumber: Int32
  public let orderID: Text
  public let kind: ExpectationKind
  public let evidenceFeed: Feed
  public let pass: MatchPass
  private var hasEvidence = false
  /// Transaction id or waybill.
  public let evidenceID: Text
  public let currency: Currency
  /// The fields that agreed, e.g. `refund_ref, amount`.
  public let matchedOn: Text
  /// Amount of the expectation and of the evidence's part, minor units; 0 where no money moves.
  public let expected: Int64
  public let actual: Int64
  public let toleranceUsed: Int64
  /// All that the movement of money came to, over the rows of its transaction: what the parts taken
  /// of it may add up to. nil where no money moves.
  public var evidenceAmount: Int64? {
    get { hasEvidence ? evidence : nil }
    set {
      hasEvidence = newValue != nil
      evidence = newValue ?? 0
    }
  }
  private var evidence: Int64 = 0

  public var shop: Int { Int(shopNumber) }

  public static func == (a: Match, b: Match) -> Bool {
    a.expectationID == b.expectationID && a.evidenceID == b.evidenceID && a.actual == b.actual
      && a.pass == b.pass
  }

  public init(
    expectationID: UInt64, kind: ExpectationKind, shop: Int, caseID: Text, orderID: Text,
    evidenceFeed: Feed, evidenceID: Text, expected: Int64, actual: Int64, currency: Currency,
    pass: MatchPass, toleranceUsed: Int64 = 0, matchedOn: StaticString
  ) {
    self.expectationID = expectationID
    self.kind = kind
    shopNumber = Int32(shop)
    self.caseID = caseID
    self.orderID = orderID
    self.evidenceFeed = evidenceFeed
    self.evidenceID = evidenceID
    self.expected = expected
    self.actual = actual
    self.currency = currency
    self.pass = pass
    self.toleranceUsed = toleranceUsed
    self.matchedOn = Text(stringLiteral: matchedOn)
  }
}

/// The passes of design section 6, in order.
public enum MatchPass: UInt8, Vocabulary {
  case exact, exactWithinTolerance, split, bundle, orderAndAmount, normalisedReference,
    exactWithDifference, decision
}

/// What is expected and not yet due, or due and not yet provable.
public struct Pending: Sendable {
  public let id: UInt64
  public let kind: ExpectationKind
  public let subject: Text
  public let shop: Int
  public let caseID: Text
  public let orderID: Text
  public let waybill: Text
  public let amount: Int64?
  public let currency: Currency
  /// The day it becomes an exception if nothing comes.
  public let breaksOn: Day
  /// The source whose coverage has to pass first; empty: the due day itself.
  public let waitingFor: Text
  public let owner: Owner

  public init(
    id: UInt64, kind: ExpectationKind, subject: Text, shop: Int, caseID: Text, orderID: Text,
    waybill: Text = Text(), amount: Int64?, currency: Currency, breaksOn: Day, waitingFor: Text,
    owner: Owner
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.shop = shop
    self.caseID = caseID
    self.orderID = orderID
    self.waybill = waybill
    self.amount = amount
    self.currency = currency
    self.breaksOn = breaksOn
    self.waitingFor = waitingFor
    self.owner = owner
  }
}

/// A refund or parcel whose case would predate go-live: listed in opening.csv, never an exception.
public struct OpeningItem: Sendable {
  public let shop: Int
  public let feed: Feed
  public let evidenceID: Text
  public let orderID: Text
  public let reference: Text
  public let amount: Int64?
  public let currency: Currency
  public let happenedOn: Day

  public init(
    shop: Int, feed: Feed, evidenceID: Text, orderID: Text, reference: Text, amount: Int64?,
    currency: Currency, happenedOn: Day
  ) {
    self.shop = shop
    self.feed = feed
    self.evidenceID = evidenceID
    self.orderID = orderID
    self.reference = reference
    self.amount = amount
    self.currency = currency
    self.happenedOn = happenedOn
  }
}
