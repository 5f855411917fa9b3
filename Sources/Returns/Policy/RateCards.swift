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
    place(carrier: carrier, zone: zone, on: day).map { rates[$0] }
  }

  /// Where the rate stands among all.
  func place(carrier: Text, zone: Text, on day: Day) -> Int? {
    find(RateKey(carrier: carrier, zone: zone), day)
      ?? find(RateKey(carrier: carrier, zone: Self.restOfZones), day)
  }

  @inline(__always)
  func holds(_ place: Int, on day: Day) -> Bool {
    rates[place].validFrom <= day && day <= rates[place].validTo
  }

  private func find(_ key: RateKey, _ day: Day) -> Int? {
    guard let range = index.value(of: key) else { return nil }
    for place in range.reversed() where holds(place, on: day) { return place }
    return nil
  }
}
