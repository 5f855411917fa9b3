/// What a batch tells someone to do; each kind is a file of its own. Raw values are stored: append,
/// never renumber.
public enum InstructionKind: UInt8, Vocabulary {
  case refund, exchangeShipment, carrierBooking, carrierClaim, supplierClaim, surveyRequest, notice,
    orderUpdate

  /// The first letter of its ids.
  var letter: UInt8 {
    switch self {
    case .refund: UInt8(ascii: "r")
    case .exchangeShipment: UInt8(ascii: "x")
    case .carrierBooking: UInt8(ascii: "b")
    case .carrierClaim: UInt8(ascii: "c")
    case .supplierClaim: UInt8(ascii: "s")
    case .surveyRequest: UInt8(ascii: "q")
    case .notice: UInt8(ascii: "n")
    case .orderUpdate: UInt8(ascii: "u")
    }
  }

  /// Its files are called `refund_instructions-01.csv` and so on.
  public var fileName: String { self == .refund ? "refund_instructions" : name + "s" }

  /// Whether a row that was issued stays open until evidence comes: only such are cancelled and
  /// replaced. All others are done with when they have left.
  public var staysOpen: Bool {
    switch self {
    case .refund, .exchangeShipment, .carrierBooking, .carrierClaim, .supplierClaim: true
    case .surveyRequest, .notice, .orderUpdate: false
    }
  }
}

extension InstructionKind {
  /// Whether a row stands for its order, so that it is the wrong one where its case turns out to be
  /// another order's. All others go by the parcel, the case or the ticket.
  public var isOfOrder: Bool {
    switch self {
    case .refund, .exchangeShipment, .carrierBooking: true
    default: false
    }
  }

  /// Whether rows of one subject add up to what it is owed, so that more of it is a row of its own;
  /// of all others there is one at a time.
  var addsUp: Bool { self == .refund }

  /// Whether what was done stays as it is when more is wanted of the subject, and only what is
  /// beyond it is asked for.
  var asksBeyond: Bool { self == .carrierClaim || self == .supplierClaim }

  /// Of those that are done with when they have left: whether a subject gets a further row when
  /// what is said of it changes. All others are told once.
  public var tellsChanges: Bool { self == .orderUpdate }
}

/// What a row says about its subject.
public enum InstructionAction: UInt8, Vocabulary {
  case issue
  /// Instead of an earlier row, which is not to be carried out any more.
  case replace
  /// The earlier row is not to be carried out any more.
  case cancel
}

/// What became of a row. Raw values are stored: append, never renumber.
public enum InstructionState: UInt8, Vocabulary {
  case issued
  /// Evidence says that it was tried and did not work.
  case failed
  case done, replaced, cancelled
  /// It was carried out for an order that its case has left, and a person is done with that: what
  /// is owed to the right customer is not lessened by it.
  case misdirected

  public var isOpen: Bool { self == .issued || self == .failed }
}
