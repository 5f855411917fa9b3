/// What is to be done about one subject, as a rule says it of a dossier that was judged: to be
/// issued once, and compared with what was issued before. A rule that says nothing of a subject
/// says that its ground is gone.
public struct Instruction: Sendable {
  public let kind: InstructionKind
  /// Stable name of the one thing that is to be done (of an expectation, for money): no two rows
  /// for it are ever open side by side.
  public let subject: UInt64
  public var need: InstructionNeed
  public var shop: Int
  public var caseID = Text()
  public var orderID = Text()
  public var currency = Currency.none
  /// One row each; as a rule there is one. Of a refund: all that it is owed, paid or not, by where
  /// it goes back to.
  public var parts: [InstructionPart]
  /// Digest of what must not change under an open row: where it does, the row is replaced.
  public var content: UInt64 = 0
  /// The decision of a person that releases another attempt.
  public var release = ""
  public var details: InstructionDetails
  /// Money that came for it.
  public var paid: [InstructionProof] = []
  /// What was said to a claim, by the rows that it names.
  public var replies: [ClaimReply] = []
  /// The attempts that did not work.
  public var failures: [InstructionProof] = []
  /// Rows of a subject that this one has taken the place of, and that failed.
  public var inherited: [IssuedRow] = []
  /// Of a refund that has rows: all that the order was paid with, in whichever view, and what the
  /// order itself names. Empty: not known.
  public var means: [InstructionPart] = []
  /// It says only what was paid by rows of the subject for an order that its case has left.
  public var isWitness = false
  /// Of what it is owed, what none of the payments has room for; minor units.
  public var unplaced: Int64 = 0
  /// The dossier it was found in.
  public var dossier: UInt64 = 0

  public init(
    _ kind: InstructionKind, subject: UInt64, need: InstructionNeed, shop: Int,
    parts: [InstructionPart] = [InstructionPart()], details: InstructionDetails
  ) {
    self.kind = kind
    self.subject = subject
    self.need = need
    self.shop = shop
    self.parts = parts
    self.details = details
  }
}

extension Instruction {
  /// What of it a closing remembers, so that what was told before need not be asked of the ledger.
  public var mark: UInt64 {
    var hash = StableHash(seed: subject)
    hash.combine(UInt64(kind.rawValue))
    hash.combine(content)
    return hash.value
  }
}

public enum InstructionNeed: Sendable, Equatable {
  /// To be done.
  case wanted
  /// Nothing is issued and nothing cancelled while something is in doubt.
  case held
  /// The attempt that is open did not work; only a person releases another one.
  case failed
  /// Evidence has come. Where it is not what an issued row has brought about, that row must not be
  /// carried out any more.
  case done(isOwn: Bool)
}

/// A movement of money that is an instruction's, as far as it says of which row.
public struct InstructionProof: Sendable, Equatable {
  /// The number of the row that it names; nil where it names the case, or nothing.
  public let number: Int?
  /// Minor units.
  public let amount: Int64
  public let day: Day
  /// What it says of where it went; nothing as to the amount.
  public let means: InstructionPart
  /// Of an attempt in vain: it was paid, and came back.
  public let wasPaid: Bool
  /// Of what a witness tells: a person is done with the money that lies there.
  public var isForgone = false

  public init(
    number: Int? = nil, amount: Int64, day: Day, means: InstructionPart = InstructionPart(),
    wasPaid: Bool = false
  ) {
    self.number = number
    self.amount = amount
    self.day = day
    self.means = means
    self.wasPaid = wasPaid
  }
}

/// A row's share, where what is wanted is split (mixed payments: domain.md CN-12).
public struct InstructionPart: Sendable, Equatable {
  /// Minor units; nil where no money moves.
  public var amount: Int64?
  public var accountID = Text()
  public var paymentRef = Text()
  public var channel = Text()

  public init(amount: Int64? = nil) { self.amount = amount }

  func isSameMeans(as other: InstructionPart) -> Bool {
    accountID == other.accountID && paymentRef == other.paymentRef && channel == other.channel
  }
}

/// What else a row of a kind says.
public enum InstructionDetails: Sendable {
  case refund(RefundDetails)
  case exchangeShipment(ExchangeShipmentDetails)
  case booking(BookingDetails)
  case claim(ClaimDetails)
  case notice(NoticeDetails)
  case orderUpdate(OrderUpdateDetails)
  /// Of what was issued before and is done with.
  case none
}
