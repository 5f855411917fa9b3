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
    let slot = Int((StableHash.of(carrier, seed: UInt64(zone.count)) ^ StableHash.of(zone)) & 255)
    if let rate = slots[slot], rate.validFrom <= day, day <= rate.validTo, rate.carrier == carrier,
      rate.zone == zone
    {
      return rate
    }
    guard let rate = cards.rate(carrier: carrier, zone: zone, on: day) else { return nil }
    if rate.zone == zone { slots[slot] = rate }
    return rate
  }
}
