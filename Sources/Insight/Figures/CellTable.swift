/// A cell of a table: what is counted, and the place of its value's text.
struct FigureCell: Sendable {
  let key: CellKey
  /// Stands where the key leaves room.
  let name: Int32
  var numbers: CellNumbers
}

/// The cells of one dimension: open addressing over a flat array.
struct CellTable: Sendable {
  private var slots = [Int32](repeating: -1, count: 64)
  private(set) var cells: [FigureCell] = []

  /// Adds to a cell that is there.
  /// - Returns: the free slot where the cell would go; nil: it was there.
  @inline(__always)
  mutating func add(_ key: CellKey, _ more: CellNumbers) -> Int? {
    let slot = find(key)
    guard slots[slot] >= 0 else { return slot }
    cells[Int(slots[slot])].numbers += more
    return nil
  }

  /// - Parameter free: what `add` said.
  mutating func insert(_ key: CellKey, _ numbers: CellNumbers, name: Int32, at free: Int) {
    slots[free] = Int32(cells.count)
    cells.append(FigureCell(key: key, name: name, numbers: numbers))
    if cells.count * 2 > slots.count { grow() }
  }

  /// The slot of a key, or the free one where it would go.
  @inline(__always)
  private func find(_ key: CellKey) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key.mixed >> 20) & mask
    while slots[slot] >= 0, cells[Int(slots[slot])].key != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for index in cells.indices { slots[find(cells[index].key)] = Int32(index) }
  }
}
