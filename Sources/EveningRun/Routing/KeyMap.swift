/// Hash to hash, open addressing: the run's index of cases, waybills and payments. Keys are good
/// hashes already, so the low bits pick the slot. A key seen with two different values is kept as
/// ambiguous.
struct KeyMap: Sendable {
  private var keys: [UInt64] = []
  private var values: [UInt64] = []
  private var mask = 0
  private(set) var count = 0

  /// Value of a key that leads to more than one dossier.
  static let ambiguous: UInt64 = 1

  mutating func insert(_ key: UInt64, _ value: UInt64) {
    if count * 2 >= keys.count { grow() }
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key {
        if values[slot] != value { values[slot] = Self.ambiguous }
        return
      }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    values[slot] = value
    count += 1
  }

  subscript(key: UInt64) -> UInt64? {
    guard count > 0 else { return nil }
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Every pair that leads to one dossier, ascending by key.
  var sortedPairs: [(UInt64, UInt64)] {
    keys.indices.filter { keys[$0] != 0 && values[$0] != Self.ambiguous }
      .map { (keys[$0], values[$0]) }.sorted { $0.0 < $1.0 }
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    let size = max(1024, keys.count * 2)
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt64](repeating: 0, count: size)
    mask = size - 1
    count = 0
    for index in oldKeys.indices where oldKeys[index] != 0 {
      insert(oldKeys[index], oldValues[index])
    }
  }
}
