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
  private var size: Int
  private(set) var count = 0

  /// Value of a key that leads to more than one dossier.
  static let ambiguous: UInt64 = 1

  /// - Parameter capacity: how many keys it takes without growing.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    self.size = size
    slots = Self.memory(size)
  }

  private static func memory(_ size: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, value: 0), count: size)
    return slots
  }

  /// Gives the memory back; the map may not be used any more.
  func release() { slots.deallocate() }

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
      count += 1
    } else if slots[place].value != value {
      slots[place].value = Self.ambiguous
    }
  }

  @inline(__always)
  subscript(key: UInt64) -> UInt64? {
    guard count > 0 else { return nil }
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
    for index in 0..<oldSize where old[index].key != 0 { slots[find(old[index].key)] = old[index] }
    old.deallocate()
  }
}
