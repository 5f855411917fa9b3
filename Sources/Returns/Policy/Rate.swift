/// One row of a carrier's price list (design: section 8; domain.md 3c).
public struct Rate: Sendable, Equatable {
  public var carrier: Text
  public var zone: Text
  public var validFrom: Day
  /// Inclusive.
  public var validTo: Day
  public var firstWeightGrams: Int64
  public var firstFee: Int64
  public var stepWeightGrams: Int64
  public var stepFee: Int64
  /// cm³ per kg; 0: volume is not used.
  public var volumetricDivisor: Int64
  /// How a weight is rounded before it is priced (domain.md 3d); none: as it is.
  public var rounding = FixedList<RoundingBand>()
  /// Of a piece that no item is named for.
  public var packagingFee: Int64
  /// Unit prices of packaging by item (FA13).
  public var packagingList = FixedList<PackagingPrice>()
  public var currency: Currency
  /// Fuel surcharge agreed, hundredths of a per cent of the freight.
  public var fuelBasisPoints: Int64
  public var remoteFee: Int64
  /// For correcting an address that was wrong on the manifest (FA07).
  public var addressFee: Int64 = 0
  /// For cash on delivery, and for freight the receiver pays.
  public var codFee: Int64 = 0
  /// Insured value: millionths of the declared value, at least `insuredMinimum` (FA14).
  public var insuredMillionths: Int64 = 0
  public var insuredMinimum: Int64 = 0
  /// What a return costs of the forward price, hundredths of a per cent; 10000: the same.
  public var returnBasisPoints: Int64
  public var minimumFee: Int64
  /// What of the freight the carrier waives where it delivers after the promised day, hundredths of
  /// a per cent (guaranteed service, FA10).
  public var lateBasisPoints: Int64 = 0

  /// Tax within the carrier's amounts, hundredths of a per cent of what is before it; 0: not
  /// checked.
  public var taxBasisPoints: Int64 = 0

  public init(carrier: Text, zone: Text, validFrom: Day, validTo: Day) {
    self.carrier = carrier
    self.zone = zone
    self.validFrom = validFrom
    self.validTo = validTo
    firstWeightGrams = 1000
    firstFee = 0
    stepWeightGrams = 1000
    stepFee = 0
    volumetricDivisor = 0
    packagingFee = 0
    currency = .cny
    fuelBasisPoints = 0
    remoteFee = 0
    returnBasisPoints = 10_000
    minimumFee = 0
  }
}

/// A range of weights and the step they are rounded up to: up to 1 kg a whole kilogram, up to 10 kg
/// a tenth, …
public struct RoundingBand: Sendable, Equatable {
  /// Inclusive, grams.
  public let upToGrams: Int64
  public let stepGrams: Int64

  public init(upToGrams: Int64, stepGrams: Int64) {
    self.upToGrams = upToGrams
    self.stepGrams = stepGrams
  }
}

/// One line of a carrier's packaging list; minor units of the rate's currency.
public struct PackagingPrice: Sendable, Equatable {
  public let item: Text
  public let unitPrice: Int64

  public init(item: Text, unitPrice: Int64) {
    self.item = item
    self.unitPrice = unitPrice
  }
}
