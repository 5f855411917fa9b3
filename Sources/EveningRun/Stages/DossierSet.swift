import Returns

/// What the ledger remembers of one dossier.
struct RememberedDossier: Sendable {
  let key: UInt64
  /// Records received up to and including the business date (by an earlier run of it), less those
  /// that have found another dossier since.
  var records: [Record]
  /// The same as stored: a page of records per day, oldest first.
  var pages: [(day: Day, records: Text)]
  /// Pages of records as the closing before the business date had them, where some have left the
  /// dossier or the ledger since; nil: those of the days before.
  var closedPages: [Text]?
  /// The records that earlier runs of the business date stored.
  var storedToday: Text
  /// The closing state before the business date; empty if there is none.
  let state: Text
  let wasOpen: Bool
}

/// Everything that is judged this evening: the day's records in bins by dossier, and what the
/// ledger remembers.
struct DossierSet: Sendable {
  let bins: RecordBins
  let displaced: Displaced
  /// Sorted by key.
  var remembered: [RememberedDossier]
  let looseMovements: LooseMovements

  /// Dossiers of the ledger whose keys lie in a bin.
  func remembered(in bin: Int) -> Range<Int> {
    func first(_ bin: Int) -> Int {
      remembered.partitioningIndex { bins.bin(of: $0.key) >= bin }
    }
    return first(bin)..<first(bin + 1)
  }
}

/// The entries of a bin in the order of their keys.
struct SortedBin {
  private(set) var entries: [Placed] = []
  private var other: [Placed] = []

  mutating func load(_ bin: Int, of bins: RecordBins) throws {
    try bins.load(bin, into: &entries)
    sort(below: bins.bits)
  }

  /// By the ten bits below those that chose the bin, then within these by insertion: a few dossiers
  /// share them.
  private mutating func sort(below bits: UInt64) {
    let count = entries.count
    guard count > 1 else { return }
    other.removeAll(keepingCapacity: true)
    other.append(contentsOf: entries)
    let shift = 64 - bits - 10
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1025) { starts in
      starts.initialize(repeating: 0)
      for entry in entries { starts[Int(entry.key >> shift & 1023) + 1] += 1 }
      for digit in 1..<1025 { starts[digit] += starts[digit - 1] }
      other.withUnsafeMutableBufferPointer { sorted in
        for entry in entries {
          let digit = Int(entry.key >> shift & 1023)
          sorted[starts[digit]] = entry
          starts[digit] += 1
        }
        Self.insertionSort(sorted)
      }
    }
    swap(&entries, &other)
  }

  private static func insertionSort(_ entries: UnsafeMutableBufferPointer<Placed>) {
    for index in 1..<entries.count {
      let entry = entries[index]
      var place = index
      while place > 0, entries[place - 1].key > entry.key {
        entries[place] = entries[place - 1]
        place -= 1
      }
      entries[place] = entry
    }
  }
}
