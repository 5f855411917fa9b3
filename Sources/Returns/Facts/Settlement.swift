/// One movement of money as a provider or bank reports it. Amounts are positive, the type gives the
/// direction; `adjustment` and `fee` are signed.
public struct Settlement: Fact {
  public static let feed = Feed.settlements
  public let source: Source
  public let txnID: Text
  public let type: SettlementType
  public let amount: Int64
  public let settledAt: Instant
  public let accountID: Text
  public let view: SettlementView
  public let lineNo: Int64?
  public let status: SettlementStatus
  public let orderID: Text
  /// Case id, instruction id or refund number: each is an exact reference.
  public internal(set) var refundRef: Text
  public let paymentRef: Text
  public let fee: Int64?
  public let currency: Currency
  public let channel: Text
  /// Of a refund that the bank tells: the reference that names nothing here.
  var bankName = Text()
  /// Another status of the very transaction came before: this one is what became of it.
  var isUpdate = false

  public var happenedAt: Instant? { settledAt }

  public init(_ columns: inout ColumnReader, source: Source) {
    self.source = source
    txnID = columns.text()
    type = columns.choice(SettlementType.self) ?? .adjustment
    amount = columns.amount() ?? 0
    settledAt = columns.time() ?? Instant(seconds: 0)
    accountID = columns.text()
    view = columns.choice(SettlementView.self) ?? .trade
    lineNo = columns.count()
    status = columns.choice(SettlementStatus.self) ?? .succeeded
    orderID = columns.text()
    refundRef = columns.text()
    paymentRef = columns.text()
    fee = columns.amount()
    currency = columns.currency()
    channel = columns.text()
  }
}
