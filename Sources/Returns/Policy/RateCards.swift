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
  public var packagingFee: Int64
  public var currency: Currency
  /// Fuel surcharge agreed, hundredths of a per cent of the freight.
  public var fuelBasisPoints: Int64
  public var remoteFee: Int64
  /// What a return costs of the forward price, hundredths of a per cent; 10000: the same.
  public var returnBasisPoints: Int64
  public var minimumFee: Int64

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

/// All rates, found by carrier, zone and day. Settings refuses cards that overlap.
public struct RateCards: Sendable {
  /// Sorted by carrier, zone, validFrom. Zone `*` holds where the carrier has no row of the
  /// parcel's zone.
  public let rates: [Rate]
  private let index: Ledgers<RateKey, Range<Int>>

  struct RateKey: StablyHashed {
    let carrier: Text
    let zone: Text

    var stableHash: UInt64 { StableHash.of(carrier) ^ StableHash.of(zone, seed: 1) }
  }

  public init(_ rates: [Rate] = []) {
    self.rates = rates.sorted {
      ($0.carrier, $0.zone, $0.validFrom) < ($1.carrier, $1.zone, $1.validFrom)
    }
    var index = Ledgers<RateKey, Range<Int>>()
    for (position, rate) in self.rates.enumerated() {
      let key = RateKey(carrier: rate.carrier, zone: rate.zone)
      index.update(key, default: position..<position) { $0 = $0.lowerBound..<(position + 1) }
    }
    self.index = index
  }

  private static let restOfZones: Text = "*"

  public var isEmpty: Bool { rates.isEmpty }

  public func rate(carrier: Text, zone: Text, on day: Day) -> Rate? {
    find(RateKey(carrier: carrier, zone: zone), day)
      ?? find(RateKey(carrier: carrier, zone: Self.restOfZones), day)
  }

  private func find(_ key: RateKey, _ day: Day) -> Rate? {
    guard let range = index.value(of: key) else { return nil }
    for place in range.reversed()
    where rates[place].validFrom <= day && day <= rates[place].validTo { return rates[place] }
    return nil
  }
}

/// How carriers' charges are audited and settled.
public struct FeeTerms: Sendable {
  /// A variance up to this (minor units, either way) raises nothing.
  public var feeTolerance: Int64 = 0
  public var weightToleranceGrams: Int64 = 50
  /// `all`: every packaging fee and surcharge billed counts as agreed; `card`: those on the rate
  /// card.
  public var agreesAllSurcharges = false
  /// List every charge in fee_settlement.csv, outbound ones without a variance too.
  public var listsAllLines = false

  public init() {}
}
