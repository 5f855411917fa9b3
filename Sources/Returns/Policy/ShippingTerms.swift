/// What becomes of the freight that a customer paid for the way out, once goods come back
/// (domain.md 3b): data for each family of reasons.
public enum ShippingRefund: UInt8, Vocabulary {
  /// It is not given back.
  case keep
  /// With the first case that entitles to money.
  case full
  /// When nothing of the order is left with the customer.
  case lastLine
  /// Likewise, and no more than standard delivery costs (CRD 13(2)).
  case standard
  /// As the shop's law pack says, else `keep`.
  case law

  /// The more, the better for the customer.
  var generosity: Int {
    switch self {
    case .keep, .law: 0
    case .standard: 1
    case .lastLine: 2
    case .full: 3
    }
  }
}

/// What a shop's delivery costs its customers. Amounts in minor units of the shop's currency.
public struct ShippingTerms: Sendable, Equatable {
  /// When the freight out is deducted from a basket that no longer travels free (CN-17).
  public enum LostFreeShipping: UInt8, Vocabulary { case keep, part, whole }

  /// Standard delivery; nil: not known.
  public var standard: Int64?
  /// Baskets paid with this much travel free; nil: none does.
  public var freeFrom: Int64?
  /// `part`: something of the order is kept; `whole`: also where nothing is.
  public var whenLost = LostFreeShipping.part

  public init() {}
}
