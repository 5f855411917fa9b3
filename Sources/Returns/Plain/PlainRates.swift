/// The rates of the day's carriers and zones, found without hashing texts through a dictionary.
/// Only rates of the zone itself are remembered; cards do not overlap, so the one that holds on a
/// day is the one.
struct PlainRates {
  private let cards: RateCards
  private var slots: [Rate?]

  init(_ cards: RateCards) {
    self.cards = cards
    slots = Array(repeating: nil, count: 256)
  }

  mutating func rate(_ carrier: Text, _ zone: Text, on day: Day) -> Rate? {
    let slot = Self.slot(carrier, zone)
    if let rate = slots[slot], rate.validFrom <= day, day <= rate.validTo, rate.carrier == carrier,
      rate.zone == zone
    {
      return rate
    }
    guard let rate = cards.rate(carrier: carrier, zone: zone, on: day) else { return nil }
    if rate.zone == zone { slots[slot] = rate }
    return rate
  }

  /// By the last letters of both: whether it is the rate wanted is looked at anyway.
  @inline(__always)
  private static func slot(_ carrier: Text, _ zone: Text) -> Int {
    let name = StableHash.tail(carrier.bytes, from: max(0, carrier.count - 7))
    let place = StableHash.tail(zone.bytes, from: max(0, zone.count - 7))
    return Int((name &* 0xA076_1D64_78BD_642F ^ place &* 0xE703_7ED1_A0B4_28DB) >> 56)
  }
}
