/// A carrier with its price list: what it may charge, and the rows of its rate card.
struct CarrierModel: Sendable {
  struct ZonePrice: Sendable {
    let zone: String
    let firstFee: Int
    let stepFee: Int
  }

  let code: String
  let waybillPrefix: String
  /// By distance: the zone of a region's distance is `prices[distance]`.
  let prices: [ZonePrice]
  let stepGrams: Int
  /// cm³ per kg; 0: volume does not count.
  let divisor: Int
  let packagingFee: Int
  let weight: Int

  static let firstGrams = 1000

  func fee(grams: Int, zone: Int) -> Int {
    let above = max(0, grams - Self.firstGrams)
    return prices[zone].firstFee + (above + stepGrams - 1) / stepGrams * prices[zone].stepFee
  }

  /// The larger of the measured and the volumetric weight.
  func chargeableGrams(grams: Int, volume: Int) -> Int {
    guard divisor > 0 else { return grams }
    return max(grams, (volume + divisor - 1) / divisor)
  }

  func zone(_ distance: Int) -> Int { min(distance, prices.count - 1) }
}
