/// One kind of thing, other than money, that must happen by a day. A new deadline is a new file
/// with one of these and one line in `all`.
struct DeadlineRule: Sendable {
  let kind: ExpectationKind
  let evidenceFeed: Feed
  /// What it is called when the last day has passed.
  let code: ExceptionCode
  /// What it is called from its last day until that has passed for its source as well; nil: it is
  /// pending.
  let warning: ExceptionCode?
  let subject: Subject
  /// Adds what is expected of the desk's dossier; asked only where its subject lies on the desk.
  let expect: @Sendable (Desk, inout [Deadline]) -> Void

  enum Subject: Sendable { case files, waybills, tickets, claims }

  init(
    kind: ExpectationKind, evidenceFeed: Feed, code: ExceptionCode, warning: ExceptionCode? = nil,
    subject: Subject, expect: @escaping @Sendable (Desk, inout [Deadline]) -> Void
  ) {
    self.kind = kind
    self.evidenceFeed = evidenceFeed
    self.code = code
    self.warning = warning
    self.subject = subject
    self.expect = expect
  }

  /// The day an exception opens whose last day is `until`: the day after, or the last day itself
  /// where that is warned of, whether or not a run saw the warning.
  func opens(_ until: Day) -> Day { warning == nil ? until + 1 : until }

  /// In the order they are judged.
  static let all: [DeadlineRule] = [
    reviewAnswer, handOver, arrival, inspection, exchangeShipment, goodsBack, restock, stockIssue,
    ticketAnswer, carrierBill, insurancePayout, claimAnswer, claimPayment,
  ]
}

struct Deadline: Sendable {
  let id: UInt64
  let subject: Text
  var file: Int?
  var waybill = Text()
  /// Who carries the parcel it is about; empty for all else.
  var carrier = Text()
  let state: State
  var expected: Int64?
  /// What has come of it, where an amount is expected.
  var actual: Int64 = 0
  /// Of a parcel, for the sentence: where it was seen last.
  var lastSeen: (status: ParcelStatus, on: Day?)?
  /// nil for most, which are light then.
  var details: Details?
  /// Met deadlines are listed in matches.csv only where a case depends on them.
  var isListed = true

  final class Details: Sendable {
    /// Of what may belong to no case file: the case and the order it names.
    let caseID: Text
    let orderID: Text
    /// One root cause, one name; empty: the code alone.
    let cause: Text
    /// What else the sentence needs.
    let notes: [Note]
    /// Of the amounts; nil: the order's.
    let currency: Currency?

    init(
      caseID: Text = Text(), orderID: Text = Text(), cause: Text = Text(), notes: [Note] = [],
      currency: Currency? = nil
    ) {
      self.currency = currency
      self.caseID = caseID
      self.orderID = orderID
      self.cause = cause
      self.notes = notes
    }
  }

  enum State: Sendable {
    case met(evidenceID: Text, on: StaticString)
    /// Met on a day after the last one: told once, as trouble that is over.
    /// - Parameter answeredOn: told where the evidence does not show it.
    case metLate(evidenceID: Text, on: StaticString, until: Day, answeredOn: Day? = nil)
    /// Met until the end of this day.
    case open(until: Day)
    /// Broken whatever the day, under a code of its own (lost, damaged).
    case broken(ExceptionCode, since: Day)
  }
}
