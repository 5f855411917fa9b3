internal import Returns

/// The texts of values by their hashes, each kept once: open addressing, as the hashes are good.
struct ValueNames {
  private var slots = [Int32](repeating: -1, count: 1024)
  private var hashes: [UInt64] = []
  private var texts: [Text] = []
  private let arena: Arena

  init(_ arena: Arena) { self.arena = arena }

  /// The place of a value's text; of several the first stays.
  mutating func insert(_ hash: UInt64, _ text: Text) -> Int32 {
    var slot = find(hash)
    if slots[slot] >= 0 { return slots[slot] }
    if hashes.count * 2 >= slots.count {
      grow()
      slot = find(hash)
    }
    slots[slot] = Int32(hashes.count)
    hashes.append(hash)
    texts.append(arena.copy(text))
    return slots[slot]
  }

  subscript(place: Int32) -> Text { texts[Int(place)] }

  func text(of hash: UInt64) -> Text? {
    let slot = slots[find(hash)]
    return slot < 0 ? nil : texts[Int(slot)]
  }

  /// The slot of a hash, or the free one where it would go.
  private func find(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0, hashes[Int(slots[slot])] != hash {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for index in hashes.indices { slots[find(hashes[index])] = Int32(index) }
  }
}
