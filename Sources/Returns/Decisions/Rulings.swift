/// What decisions in force change in how a dossier is judged (design: section 6, pass 8).
public struct Rulings: Sendable {
  /// Identities of findings that a person is done with.
  var closed: [UInt64] = []
  /// Of these what was lost by it is accepted or written off: nobody is asked for it any more.
  var givenUp: [UInt64] = []
  var writeOffs: [WriteOff] = []
  /// Of a finding about a carrier's charge: the part of what is too much that is paid all the same.
  var overchargesPaid: [(finding: UInt64, amount: Int64)] = []
  /// Findings about money that is not expected, or more than was, and that a person gave up: a part
  /// of it, or all that is left.
  var losses: [Loss] = []
  var matches: [DecidedMatch] = []
  /// Transactions that only a person may match again.
  var heldBack: [Text] = []
  var amounts: [(expectation: UInt64, amount: Int64)] = []
  /// Expectations of which a person gave up some or said the amount, on a day, and that has lapsed:
  /// what was open then beside the money that came is for a person again.
  var undecided: [(expectation: UInt64, day: Day)] = []
  /// When a person gave up some of an expectation, or said what is expected.
  var moneyRuled: [(expectation: UInt64, day: Day)] = []
  var compensations: [Compensation] = []
  /// Refunds tried again: an attempt that failed up to then says no more about the expectation.
  var resent: [(expectation: UInt64, day: Day, decision: String)] = []
  var reshipped: [Reshipment] = []
  /// What was promised to a customer and is taken back: money may have gone under its name.
  var promisedBefore: [(id: UInt64, caseID: Text)] = []

  /// What a person gave up of an expectation.
  struct WriteOff: Sendable {
    let expectation: UInt64
    /// Minor units.
    let amount: Int64
    let day: Day
    let source: Source?
  }

  struct Loss: Sendable {
    let finding: UInt64
    let day: Day
    /// Minor units; nil: all that earlier parts have left, and the finding is closed.
    let part: Int64?
  }

  /// Goods sent again for a case.
  struct Reshipment: Sendable {
    let caseID: Text
    let day: Day
    let decision: String
    let exception: UInt64
    /// Its trouble is gone of itself.
    let isWaiting: Bool
  }

  struct Compensation: Sendable {
    let id: UInt64
    let caseID: Text
    let amount: Int64
    let day: Day
  }

  var isEmpty: Bool {
    closed.isEmpty && writeOffs.isEmpty && matches.isEmpty && heldBack.isEmpty && amounts.isEmpty
      && overchargesPaid.isEmpty && undecided.isEmpty && compensations.isEmpty && resent.isEmpty
      && reshipped.isEmpty && promisedBefore.isEmpty && losses.isEmpty
  }

  func writtenOff(of expectation: UInt64) -> Int64 {
    writeOffs.reduce(0) { $1.expectation == expectation ? $0 + $1.amount : $0 }
  }

  func overchargePaid(of finding: UInt64) -> Int64 {
    overchargesPaid.reduce(0) { $1.finding == finding ? FeeSum.adding($0, $1.amount) : $0 }
  }

  /// The last decision that gave up some of an expectation.
  func lastWriteOff(of expectation: UInt64) -> WriteOff? {
    writeOffs.last { $0.expectation == expectation }
  }

  func ruledOn(_ expectation: UInt64) -> Day? {
    moneyRuled.last { $0.expectation == expectation }?.day
  }

  func resentOn(_ expectation: UInt64) -> Day? {
    resent.last { $0.expectation == expectation }?.day
  }
}

/// A movement of money that a person says is an expectation's.
struct DecidedMatch: Sendable {
  let expectation: UInt64
  let txnID: Text
}
