/// The rates of the day's carriers and zones, found without hashing texts through a dictionary.
/// Only rates of the zone itself are remembered; cards do not overlap, so the one that holds on a
/// day is the one.
struct PlainRates {
  let cards: RateCards
  /// Places among the cards' rates, which are wide and stay where they are; below 0: none yet.
  private var slots: [Int]

  init(_ cards: RateCards) {
    self.cards = cards
    slots = Array(repeating: -1, count: 256)
  }

  /// - Returns: the place of the rate that holds.
  mutating func place(_ carrier: Text, _ zone: Text, on day: Day) -> Int? {
    let slot = Self.slot(carrier, zone)
    let known = slots[slot]
    if known >= 0, cards.holds(known, on: day), cards.rates[known].carrier == carrier,
      cards.rates[known].zone == zone
    {
      return known
    }
    guard let place = cards.place(carrier: carrier, zone: zone, on: day) else { return nil }
    if cards.rates[place].zone == zone { slots[slot] = place }
    return place
  }

  /// By the last letters of both: whether it is the rate wanted is looked at anyway.
  @inline(__always)
  private static func slot(_ carrier: Text, _ zone: Text) -> Int {
    let name = StableHash.tail(carrier.bytes, from: max(0, carrier.count - 7))
    let place = StableHash.tail(zone.bytes, from: max(0, zone.count - 7))
    return Int((name &* 0xA076_1D64_78BD_642F ^ place &* 0xE703_7ED1_A0B4_28DB) >> 56)
  }
}
