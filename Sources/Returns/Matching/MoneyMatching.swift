/// Money that should have moved once: for one case line (refund, freightRefund, differenceRefund,
/// differencePayment) or for the order (payment).
struct MoneyExpectation: Sendable {
  /// Names the expectation in matches and in the proof; unique within the dossier.
  var id: UInt64
  var kind: ExpectationKind
  /// Empty for what the order itself expects.
  var caseID: Text
  /// The exact ones: case id, instruction ids; for a payment the order id. Empty texts count for
  /// nothing.
  var references: References
  /// The payment that a refund goes back to, or that a payment is announced under.
  var paymentRef: Text
  /// Minor units of `currency`, more than 0; nothing is matched to any other.
  var amount: Int64
  var currency: Currency
  /// How far an amount under the exact reference may be off and still meet it.
  var tolerance: Int64
  /// nil for the whole order.
  var lineNo: Int64?
  /// Its last day; nil where that says nothing about its turn.
  var dueOn: Day?
}

/// A movement that can be evidence of an expected one.
struct MoneyEvidence: Sendable {
  /// The caller's own number for it: what the result names it by.
  var index: Int
  var txnID: Text
  /// Minor units of `currency`, more than 0; nothing is matched to any other.
  var amount: Int64
  var currency: Currency
  var settledAt: Instant
  /// refund_ref for refunds; refund_ref, order_id, payment_ref for payments. The first that any
  /// expectation (or known case) carries is the one that counts.
  var references: References
  var orderID: Text
  var paymentRef: Text
  /// It names a payment of the order, be it another than the order's own.
  var isOfPayment = false
  /// Tells apart what time and transaction id do not.
  var identity: UInt64
}

/// What became of an expectation.
enum Standing: Sendable {
  /// No evidence; the free evidence that comes nearest, and the first field that failed.
  case open(nearest: [Note])
  /// Wholly, or within the tolerance that its matches record.
  case met
  case short
  /// Its matches hold all of the evidence, the excess included.
  case over
  /// Evidence that names it moved another currency (and none, or too little, its own).
  case currencyDiffers(Currency)
  /// Two or more answers: transaction ids in question, then the other cases that compete for them.
  case ambiguous(rivals: [Text])
  case searchLimit
}

/// Why evidence was taken by no expectation.
enum Leftover: Sendable {
  /// Equal in amount and currency to evidence taken by the expectation at this position.
  case duplicate(of: Int)
  /// Names the expectation at this position, which has got its money from other evidence.
  case over(Int)
  case unentitled

  /// Position of the expectation it belongs to.
  var expectation: Int? {
    switch self {
    case .duplicate(let position), .over(let position): position
    case .unentitled: nil
    }
  }
}

struct LeftoverMoney: Sendable {
  /// `MoneyEvidence.index`.
  var evidence: Int
  /// Minor units of the evidence that no expectation took.
  var part: Int64
  var leftover: Leftover
  /// For unentitled money: the open expectations that come nearest, and the first field that
  /// failed.
  var nearest: [Note]
}

/// Evidence that belongs to one of several expectations and nobody can say which: it is neither
/// matched nor left over until a person decides, or until new facts do.
struct UndecidedMoney: Sendable {
  /// `MoneyEvidence.index`.
  var evidence: Int
  var part: Int64
  /// The cases that compete for it (for the order's own expectation: the order id).
  var rivals: [Text]
  /// The search gave up before it knew all the answers.
  var reachedLimit: Bool
}

struct MoneyMatching: Sendable {
  /// In the order of expectations (case, line, kind) and evidence (time, transaction).
  ///
  /// `actual` is the part of the evidence in `currency`, which is the evidence's own: a match in
  /// another currency than the expectation's counts nothing in the proof.
  var matches: [Match]
  /// One for every expectation, at its position in the call. `matched`: the smaller of what is
  /// expected and what came in its currency; the proof's figure.
  var standings: [(standing: Standing, matched: Int64)]
  var leftovers: [LeftoverMoney] = []
  var undecided: [UndecidedMoney] = []
}
