/// What a person decided about an exception (the feed `decisions`, X5), as it is handed to the
/// dossier of its exception.
public struct Decision: Sendable {
  public var id: String
  /// As the person named the exception.
  public var exceptionID = ""
  /// Identity of the finding that the exception is about.
  public var exception: UInt64
  /// The version of the exception that the person saw.
  public var version: Int64
  public var action: DecisionAction
  public var decidedBy: String
  /// In the exception's shop's zone.
  public var decidedOn: Day
  /// The business date from which it counts: the one that took it in, or its own day if later.
  public var receivedOn: Day
  /// nil where no row of a file is known.
  public var source: Source?
  public var target = ""
  /// As written: `amount / 10^amountDecimals`.
  public var amount: Int64?
  public var amountDecimals = 2
  public var note = ""
  public var until: Day?
  public var approvedBy = ""
  /// The decision that this one takes back; of an edited sheet's row that gives up or promises
  /// money, those in whose place it stands.
  public var revokes = ""
  public static let idSeparator = ";"
  /// The id came before with other content: a decision is never rewritten.
  public var isReused = false
  /// What became of it before the business date.
  public var standing = DecisionStanding.new
  /// The exception before the business date; nil: never seen.
  public var seen: SeenException?

  public init(
    id: String, exception: UInt64, version: Int64, action: DecisionAction, decidedBy: String,
    decidedOn: Day, receivedOn: Day
  ) {
    self.id = id
    self.exception = exception
    self.version = version
    self.action = action
    self.decidedBy = decidedBy
    self.decidedOn = decidedOn
    self.receivedOn = receivedOn
  }
}

/// An exception as the last closing before the business date left it.
public struct SeenException: Sendable, Equatable {
  public var version: Int
  public var digest: UInt64
  /// `Finding.ground` of what it said.
  public var ground: UInt64
  public var isClosed: Bool
  public var code: ExceptionCode
  /// Index into the policy's shops; -1: of no shop.
  public var shop: Int
  /// Empty: of no case.
  public var caseID: String

  public init(
    version: Int, digest: UInt64, ground: UInt64, isClosed: Bool, code: ExceptionCode, shop: Int,
    caseID: String = ""
  ) {
    self.version = version
    self.digest = digest
    self.ground = ground
    self.isClosed = isClosed
    self.code = code
    self.shop = shop
    self.caseID = caseID
  }
}

extension SeenException {
  /// Whether a person can have seen a version, when an earlier closing left another one: the same,
  /// or that of a run since.
  public static func mayBe(_ version: Int64, after last: Int) -> Bool {
    version == Int64(last) || version == Int64(last) + 1
  }
}

/// What a decision is worth.
public enum DecisionStanding: Sendable, Equatable {
  /// Not judged yet.
  case new
  /// - Parameters:
  ///   - digest: the ground of the finding it was taken on.
  ///   - amount: what it gives up, sets or pays, minor units of the exception's currency.
  case inForce(digest: UInt64, amount: Int64?)
  case refused(DecisionRefusal)
  /// What it was taken on has changed.
  case lapsed
  /// Taken back by `revoke` or `reopen`.
  case revoked

  var isRefused: Bool {
    if case .refused = self { true } else { false }
  }

  public var isInForce: Bool {
    if case .inForce = self { true } else { false }
  }
}

/// Why a decision is not carried out. Raw values are stored: append, never renumber.
public enum DecisionRefusal: UInt8, Vocabulary, Error {
  /// No exception of this id is known.
  case unknownException
  /// The exception is not open.
  case closed
  /// It was taken on another version than the present one.
  case outdated
  case unknownPerson
  /// The person may not take this action, for any exception.
  case action
  /// … or not for exceptions of this code, or shop.
  case code, shop
  /// Above the person's limit.
  case limit
  /// Above the amount from which a second person approves, and nobody did.
  case needsApproval
  /// The proposer is never the approver.
  case selfApproved
  /// The approver is unknown, or could not have decided so.
  case approver
  /// Missing, not of the currency's precision, or more than is open.
  case amount
  /// No such evidence, assignee or decision.
  case target
  /// No day, or one that has passed.
  case until
  /// The action means nothing for such an exception.
  case notApplicable
  /// The id belongs to another decision.
  case reused
  /// An instruction of the refund is open, and nothing proves that it has failed.
  case attemptOpen
}

extension DecisionAction {
  /// Whether it rests on what the exception says, and so lapses when that changes.
  public var restsOnFacts: Bool {
    switch self {
    case .note, .assign, .reopen, .revoke: false
    default: true
    }
  }

  /// Whether the exception is done with when the decision stands.
  public var closes: Bool {
    switch self {
    case .accept, .reship, .compensate, .resend: true
    default: false
    }
  }

  /// Whether another one on the same exception is added to it.
  public var addsUp: Bool { self == .writeOff || self == .compensate }

  /// Whether it moves money or gives it up, so that limits hold for it.
  var isAboutMoney: Bool {
    switch self {
    case .accept, .writeOff, .setAmount, .compensate, .resend, .reship: true
    default: false
    }
  }
}

/// A decision and what it is worth at the end of the business date.
public struct JudgedDecision: Sendable {
  public var decision: Decision
  public var standing: DecisionStanding
  /// Whether it changes today how its exception is shown: in force, and its trouble is still there
  /// or would be there without it.
  public var isApplied = false
  /// Money that it gave up, or that was not to come by it, came in full: nothing rests on it.
  public var isOvertaken = false
  /// Of its amount.
  public var currency = Currency.none

  public init(_ decision: Decision, _ standing: DecisionStanding) {
    self.decision = decision
    self.standing = standing
  }
}
