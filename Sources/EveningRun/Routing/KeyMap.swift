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

  init() {}

  /// - Parameter capacity: how many keys it takes without growing.
  init(capacity: Int) {
    guard capacity > 0 else { return }
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    resize(size)
  }

  /// Inserts a key; no where it was there with another value.
  mutating func agrees(_ key: UInt64, _ value: UInt64) -> Bool {
    insert(key, value)
    return self[key] == value
  }

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

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    resize(max(1024, keys.count * 2))
    for index in oldKeys.indices where oldKeys[index] != 0 {
      insert(oldKeys[index], oldValues[index])
    }
  }

  private mutating func resize(_ size: Int) {
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt64](repeating: 0, count: size)
    mask = size - 1
    count = 0
  }
}
