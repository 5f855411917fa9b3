/// A row's place in memory and the number it is ordered by.
struct KeyedIndex {
  let key: UInt64
  let index: Int
}

/// Sorts by key, eight bits at a time from the lowest: linear in the number of rows, and rows of
/// one key keep their order.
func sortByKey(_ entries: inout [KeyedIndex]) {
  guard entries.count > 1 else { return }
  var other = entries
  for shift in stride(from: UInt64(0), to: 64, by: 8) {
    entries.withUnsafeMutableBufferPointer { from in
      other.withUnsafeMutableBufferPointer { to in scatter(from, to, shift) }
    }
    swap(&entries, &other)
  }
}

private func scatter(
  _ from: UnsafeMutableBufferPointer<KeyedIndex>, _ to: UnsafeMutableBufferPointer<KeyedIndex>,
  _ shift: UInt64
) {
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
    starts.initialize(repeating: 0)
    for entry in from { starts[Int(entry.key >> shift & 255)] += 1 }
    var start = 0
    for digit in 0..<256 {
      let count = starts[digit]
      starts[digit] = start
      start += count
    }
    for entry in from {
      let digit = Int(entry.key >> shift & 255)
      to[starts[digit]] = entry
      starts[digit] += 1
    }
  }
}
