/// Hash to hash, open addressing: the run's index of cases, waybills and payments. Keys are good
/// hashes already, so the low bits pick the slot. A key seen with two different values is kept as
/// ambiguous.
///
/// Many threads read a map at once, so its memory has no counter that would go back and forth
/// between them: it is given back by `release` or never. A copy is another name for the same map
/// until one of them grows; only its owner inserts.
struct KeyMap: @unchecked Sendable {
  private struct Slot {
    /// 0: the slot is free.
    var key: UInt64
    var value: UInt64
  }

  private var slots: UnsafeMutablePointer<Slot>
  /// A bit for each key, among eight for each slot: most keys that are not here are told by it,
  /// without a look into memory that no cache holds.
  private var filter: UnsafeMutablePointer<UInt64>
  private var size: Int
  private(set) var count = 0
  /// Some key leads to more than one dossier.
  private(set) var hasAmbiguous = false

  /// Value of a key that leads to more than one dossier.
  static let ambiguous: UInt64 = 1
  /// Value of a key that has led somewhere and does no more.
  static let nowhere: UInt64 = 2

  /// - Parameter capacity: how many keys it takes without growing.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    self.size = size
    slots = Self.memory(size)
    filter = Self.noBits(size)
  }

  private static func noBits(_ size: Int) -> UnsafeMutablePointer<UInt64> {
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: size / 8)
    bits.initialize(repeating: 0, count: size / 8)
    return bits
  }

  /// A key's bit, by other bits of it than those that choose its slot.
  @inline(__always)
  private func bit(_ key: UInt64) -> (word: Int, mask: UInt64) {
    let number = Int(truncatingIfNeeded: key >> 24) & (size &* 8 &- 1)
    return (number >> 6, 1 << UInt64(number & 63))
  }

  @inline(__always)
  private func note(_ key: UInt64) {
    let (word, mask) = bit(key)
    filter[word] |= mask
  }

  private static func memory(_ size: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, value: 0), count: size)
    return slots
  }

  /// Gives the memory back; the map may not be used any more.
  func release() {
    slots.deallocate()
    filter.deallocate()
  }

  /// Inserts a key; no where it was there with another value.
  mutating func agrees(_ key: UInt64, _ value: UInt64) -> Bool {
    insert(key, value)
    return self[key] == value
  }

  mutating func insert(_ key: UInt64, _ value: UInt64) {
    if count * 2 >= size { grow() }
    let place = find(key)
    if slots[place].key == 0 {
      slots[place] = Slot(key: key, value: value)
      note(key)
      count += 1
    } else if slots[place].value != value {
      slots[place].value = Self.ambiguous
      hasAmbiguous = true
    }
  }

  /// Inserts a key, or gives it another value.
  mutating func replace(_ key: UInt64, _ value: UInt64) {
    insert(key, value)
    slots[find(key)].value = value
  }

  /// Inserts a key that may mean several values: the least of them counts.
  mutating func insertLeast(_ key: UInt64, _ value: UInt64) {
    if let known = self[key], known != value {
      slots[find(key)].value = min(known, value)
    } else {
      insert(key, value)
    }
  }

  @inline(__always)
  subscript(key: UInt64) -> UInt64? {
    let (word, mask) = bit(key)
    guard filter[word] & mask != 0 else { return nil }
    let place = find(key)
    return slots[place].key == 0 ? nil : slots[place].value
  }

  /// The slot of a key, or the free one where it would go.
  @inline(__always)
  private func find(_ key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & (size &- 1)
    while slots[place].key != 0, slots[place].key != key { place = (place &+ 1) & (size &- 1) }
    return place
  }

  private mutating func grow() {
    let (old, oldSize) = (slots, size)
    size *= 2
    slots = Self.memory(size)
    filter.deallocate()
    filter = Self.noBits(size)
    for index in 0..<oldSize where old[index].key != 0 {
      slots[find(old[index].key)] = old[index]
      note(old[index].key)
    }
    old.deallocate()
  }
}
