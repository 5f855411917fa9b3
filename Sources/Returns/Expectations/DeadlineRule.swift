/// One kind of thing, other than money, that must happen by a day. A new deadline is a new file
/// with one of these and one line in `all`.
struct DeadlineRule: Sendable {
  let kind: ExpectationKind
  let evidenceFeed: Feed
  /// What it is called when the last day has passed.
  let code: ExceptionCode
  let subject: Subject
  /// Adds what is expected of the desk's dossier; asked only where its subject lies on the desk.
  let expect: @Sendable (Desk, inout [Deadline]) -> Void

  enum Subject: Sendable { case files, waybills }

  /// In the order they are judged.
  static let all: [DeadlineRule] = [
    reviewAnswer, handOver, arrival, inspection, exchangeShipment, goodsBack,
  ]
}

struct Deadline: Sendable {
  let id: UInt64
  let subject: Text
  var file: Int?
  var waybill = Text()
  let state: State
  var expected: Int64?
  /// Of a parcel, for the sentence: where it was seen last.
  var lastSeen: (status: ParcelStatus, on: Day?)?
  /// Met deadlines are listed in matches.csv only where a case depends on them.
  var isListed = true

  enum State: Sendable {
    case met(evidenceID: Text, on: StaticString)
    /// Met until the end of this day.
    case open(until: Day)
    /// Broken whatever the day, under a code of its own (lost, damaged).
    case broken(ExceptionCode, since: Day)
    /// It happened, after its last day.
    case late(until: Day, on: Day)
  }
}
