/// One audited freight position: a waybill on an invoice (fee_settlement.csv). Minor units of
/// `currency`.
public struct FeeLine: Sendable {
  public var waybill = Text()
  public var carrier = Text()
  public var invoiceNo = Text()
  public var direction = Direction.outbound
  public var shop = 0
  public var caseID = Text()
  public var chargeableWeightGrams: Int64?
  /// Freight alone, by the rate card; nil where no rate applies.
  public var expectedFee: Int64?
  /// Freight billed.
  public var billedFee: Int64 = 0
  public var packagingFee: Int64 = 0
  public var surcharge: Int64 = 0
  public var terms = Terms.account
  public var bearer = Bearer.merchant
  public var payable: Int64 = 0
  /// Of that, what a tolerance takes as agreed.
  public var writtenOff: Int64 = 0
  /// Of `payable`, what the carrier pays for the parcel itself (`compensation`): below 0, and above
  /// 0 where it takes that back. A payment as any into an account, and nobody's freight.
  public var compensation: Int64 = 0
  /// Of `payable`, what was charged too much and has been paid back into an account: the bill is
  /// paid that much as it stands.
  public var paidBack: Int64 = 0
  /// What someone else than the merchant owes back of the carriage; below 0 where it is a credit.
  public var owed: Int64 = 0
  /// Of that, what has come back.
  public var recovered: Int64 = 0
  /// Of the order's freight insurance, on one line of its case: the proof counts it once.
  public var premium: Int64 = 0
  /// What stands above what is owed, to be had back from the carrier; also of what was paid to it
  /// when the parcel was handed over, of which nothing is payable any more.
  public var recoverable: Int64 = 0
  /// A way back that the carrier bears for what happened on the way out, and that is owed to
  /// whoever brought the goods: part of the claim for the way out.
  public var isCausedOnWayOut = false
  /// The carrier has taken (a part of) it back.
  public var isCredited = false
  public var currency = Currency.none
  /// Billed before the first day of business with Backhaul: shown, and nothing is found in it or
  /// entered in the books.
  public var isBeforeOpening = false
  /// What the audit found; nil: nothing.
  public var finding: ExceptionCode?

  public init() {}

  /// What the carriage costs, whoever bears it.
  public var carriageCost: Int64 { payable - compensation - paidBack }
  /// Nothing is charged: the carrier only pays for the parcel, or takes back what it paid.
  public var isCompensation: Bool { compensation != 0 && billedTotal == compensation }

  public var hasFinding: Bool { finding != nil }

  /// All that the carrier billed on the position.
  public var billedTotal: Int64 { billedFee + packagingFee + surcharge }
  public var variance: Int64? { expectedFee.map { billedFee - $0 } }
  /// What is kept back: billed and not payable.
  public var disputed: Int64 { billedTotal - payable }
}
