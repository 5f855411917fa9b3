import Returns

/// Sorted pairs of words, 16 bytes each, little endian: the form of routes and of the dossiers'
/// directories.
enum PairPage {
  /// 1 MiB a page.
  static let pairsMax = 65_536
  static let pairBytes = 16

  static func first(_ page: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: page.loadUnaligned(fromByteOffset: index * pairBytes, as: UInt64.self))
  }

  static func second(_ page: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: page.loadUnaligned(fromByteOffset: index * pairBytes + 8, as: UInt64.self))
  }

  /// The lookups within `first ... last`; empty where the page need not be read.
  static func range(
    of lookups: UnsafeBufferPointer<UInt64>, first: UInt64, last: UInt64
  ) -> Range<Int> {
    let start = lowerBound(lookups, first)
    guard last < .max else { return start..<lookups.count }
    return start..<max(start, lowerBound(lookups, last + 1))
  }

  /// Calls `found` for every pair whose first word is looked up, in ascending order.
  ///
  /// - Parameter lookups: ascending, none twice; `range` of them is looked up.
  static func match(
    _ page: UnsafeRawBufferPointer, _ lookups: UnsafeBufferPointer<UInt64>, _ range: Range<Int>,
    found: (_ lookup: Int, _ second: UInt64) -> Void
  ) {
    let count = page.count / pairBytes
    // Few lookups leap through the page, many walk along it.
    let leaps = range.count < count / 16
    var pair = 0
    for lookup in range {
      let wanted = lookups[lookup]
      if leaps {
        pair = lowerBound(page, from: pair, count, wanted)
      } else {
        while pair < count, first(page, pair) < wanted { pair += 1 }
      }
      while pair < count, first(page, pair) == wanted {
        found(lookup, second(page, pair))
        pair += 1
      }
      if pair == count { return }
    }
  }

  private static func lowerBound(
    _ page: UnsafeRawBufferPointer, from start: Int, _ count: Int, _ wanted: UInt64
  ) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if first(page, middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func lowerBound(_ lookups: UnsafeBufferPointer<UInt64>, _ wanted: UInt64) -> Int {
    var (low, high) = (0, lookups.count)
    while low < high {
      let middle = (low + high) / 2
      if lookups[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Named by the ledger's own pages: a flipped bit on the disk is found before the bytes are used.
  static func digest(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    StableHash.of(Text(bytes))
  }
}

/// - Returns: the keys in ascending order, none twice; the same array where it is so already.
func ascending(_ keys: [UInt64]) -> [UInt64] {
  if zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { return keys }
  var sorted: [UInt64] = []
  for key in keys.sorted() where key != sorted.last { sorted.append(key) }
  return sorted
}
