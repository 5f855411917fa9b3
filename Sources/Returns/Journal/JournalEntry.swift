/// One thing to be entered in the books: an amount that leaves one account and reaches another.
public struct JournalEntry: Sendable, Equatable {
  /// Minor units of `currency`; below 0 the other way round, never 0.
  public var amount: Int64
  public var caseID: Text
  public var kind: JournalKind
  public var currency: Currency
  public var orderID: Text
  /// When it happened; nil where no fact says.
  public var eventOn: Day?
  /// The account_id or the carrier.
  public var counterparty: Text
  /// Among entries alike of the dossier: 0, 1, …
  public var ordinal: Int32 = 0
  /// The movement, waybill or line that it is about.
  public var subject: Text
  /// 0 where no row is named.
  public var file: Int32
  public var line: Int
  /// The business date that entered it; nil: not entered yet.
  public var postedOn: Day?

  public init(
    _ kind: JournalKind, _ amount: Int64, _ currency: Currency, on eventOn: Day? = nil,
    caseID: Text = Text(), orderID: Text = Text(), counterparty: Text = Text(),
    subject: Text = Text(), source: Source? = nil
  ) {
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.eventOn = eventOn
    self.caseID = caseID
    self.orderID = orderID
    self.counterparty = counterparty
    self.subject = subject
    file = Int32(source?.file ?? 0)
    line = source?.line ?? 0
  }

  /// The same content, the same number; a row of another file that says the same changes nothing.
  /// Part of what was printed, so it stays as it is, though two contents may have one number.
  public var identity: UInt64 {
    var hash = StableHash(seed: UInt64(kind.rawValue))
    hash.combine(amount)
    hash.combine(UInt64(currency.code))
    hash.combine(Int64(eventOn?.number ?? .min))
    for text in [caseID, orderID, counterparty, subject] { hash.combine(text) }
    return hash.value
  }
}
