/// A key whose hash is the same in every run and cheap: a day looks up few keys millions of times.
protocol StablyHashed: Equatable, Sendable {
  var stableHash: UInt64 { get }
}

/// Sums by key, in the order in which their keys first came.
struct Ledgers<Key: StablyHashed, Sum: Sendable>: Sendable {
  private(set) var entries: [(key: Key, value: Sum)] = []
  /// Open addressing: 1 + the entry's place, 0 for a free slot.
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  /// Keys come in runs: the last one asked for is looked at before anything is hashed.
  private var last = 0

  @inline(__always)
  mutating func update(_ key: Key, default initial: Sum, _ change: (inout Sum) -> Void) {
    if last < entries.count, entries[last].key == key { return change(&entries[last].value) }
    last = place(of: key, default: initial)
    change(&entries[last].value)
  }

  private mutating func place(of key: Key, default initial: Sum) -> Int {
    var slot = Int(truncatingIfNeeded: key.stableHash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].key == key { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    entries.append((key, initial))
    slots[slot] = Int32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  func value(of key: Key) -> Sum? {
    var slot = Int(truncatingIfNeeded: key.stableHash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].key == key { return entries[place].value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for place in entries.indices {
      var slot = Int(truncatingIfNeeded: entries[place].key.stableHash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place + 1)
    }
  }
}
