/// The checks of a carrier's invoice that freight auditors know (domain.md 3f), by the numbers they
/// have there. Raw values are stored: append, never renumber.
public enum FeeCheck: UInt8, CaseIterable, Sendable {
  case duplicate, rate, weight, dimensions, zone, surcharge, address, notShipped, unknown, late,
    lost, priceOrPayer, packaging, insuredValue, statement, noCase, payout

  /// `FA01`.
  public var name: String { rawValue < 9 ? "FA0\(rawValue + 1)" : "FA\(rawValue + 1)" }

  public init?(name: String) {
    guard let check = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = check
  }
}

/// What of one charge can be had back from its carrier: a row of fee_disputes.csv. Minor units of
/// `currency`.
public struct FeeDispute: Sendable {
  public var carrier: Text
  public var invoiceNo: Text
  public var waybill: Text
  public var type: ChargeType
  public var check: FeeCheck
  public var billed: Int64
  public var expected: Int64
  public var recoverable: Int64
  public var currency: Currency
  /// The last day on which the carrier takes the claim; nil where the policy knows none.
  public var claimUntil: Day?
  public var shop: Int
  public var caseID: Text
  public var orderID: Text
  /// Of the exception that is about the same charges.
  public var identity: UInt64

  public init(
    carrier: Text, invoiceNo: Text, waybill: Text, type: ChargeType, check: FeeCheck,
    billed: Int64, expected: Int64, recoverable: Int64, currency: Currency,
    claimUntil: Day? = nil, shop: Int = 0, caseID: Text = Text(), orderID: Text = Text(),
    identity: UInt64 = 0
  ) {
    self.carrier = carrier
    self.invoiceNo = invoiceNo
    self.waybill = waybill
    self.type = type
    self.check = check
    self.billed = billed
    self.expected = expected
    self.recoverable = recoverable
    self.currency = currency
    self.claimUntil = claimUntil
    self.shop = shop
    self.caseID = caseID
    self.orderID = orderID
    self.identity = identity
  }
}

/// A difference that a tolerance would have taken as settled: what the caps are held against.
public struct ToleranceUse: Sendable, Equatable {
  /// Of the expectation or the charges, as in their exception.
  public let identity: UInt64
  /// The carrier, or the account that the money moved through.
  public let counterparty: Text
  /// Above 0, minor units.
  public let amount: Int64
  public let currency: Currency
  /// Of the match or the line that takes it (`ClosingState.marks`): an earlier closing that has it
  /// took it already.
  public let mark: UInt64

  public init(
    identity: UInt64, counterparty: Text, amount: Int64, currency: Currency, mark: UInt64 = 0
  ) {
    self.identity = identity
    self.counterparty = counterparty
    self.amount = amount
    self.currency = currency
    self.mark = mark
  }

  /// The mark of a use that no cap had room for: a later date has none for it either.
  public static func refused(_ identity: UInt64) -> UInt64 {
    var hash = StableHash(seed: 0x0CA9)
    hash.combine(identity)
    return hash.value
  }
}
