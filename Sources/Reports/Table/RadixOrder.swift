/// A row's place (an index or an address) and the number it is ordered by.
public struct KeyedIndex: Sendable {
  public let key: UInt64
  public let index: Int

  @inlinable public init(key: UInt64, index: Int) {
    self.key = key
    self.index = index
  }
}

/// Sorts by key, eight bits at a time from the lowest: linear in the number of rows, and rows of
/// one key keep their order. Bits in which all keys agree cost nothing, nor does what is sorted
/// already.
public func sortByKey(_ entries: inout [KeyedIndex]) {
  guard let counts = digitCounts(entries) else { return }
  var other = [KeyedIndex](
    unsafeUninitializedCapacity: entries.count
  ) { memory, count in
    // Every place is written by the first pass before it is read.
    count = entries.count
    memory.initialize(repeating: KeyedIndex(key: 0, index: 0))
  }
  for digit in 0..<8 {
    let own = counts[(digit << 8)..<((digit + 1) << 8)]
    if own.contains(entries.count) { continue }
    entries.withUnsafeMutableBufferPointer { from in
      other.withUnsafeMutableBufferPointer { to in
        scatter(from, to, UInt64(digit) << 3, counts: own)
      }
    }
    swap(&entries, &other)
  }
}

/// How many keys have each value of each of the eight digits; nil where the keys ascend.
private func digitCounts(_ entries: [KeyedIndex]) -> [Int]? {
  var counts = [Int](repeating: 0, count: 8 << 8)
  var ascends = true
  var last: UInt64 = 0
  counts.withUnsafeMutableBufferPointer { counts in
    for entry in entries {
      var rest = entry.key
      ascends = ascends && last <= rest
      last = rest
      for digit in 0..<8 {
        counts[digit << 8 | Int(truncatingIfNeeded: rest & 255)] += 1
        rest >>= 8
      }
    }
  }
  return ascends ? nil : counts
}

private func scatter(
  _ from: UnsafeMutableBufferPointer<KeyedIndex>, _ to: UnsafeMutableBufferPointer<KeyedIndex>,
  _ shift: UInt64, counts: ArraySlice<Int>
) {
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
    var start = 0
    for (digit, count) in counts.enumerated() {
      starts[digit] = start
      start += count
    }
    for entry in from {
      let digit = Int(truncatingIfNeeded: entry.key >> shift & 255)
      to[starts[digit]] = entry
      starts[digit] += 1
    }
  }
}
