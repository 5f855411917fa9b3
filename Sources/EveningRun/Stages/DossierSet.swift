import Returns

/// What the ledger remembers of one dossier.
struct RememberedDossier: Sendable {
  let key: UInt64
  /// Records received up to and including the business date (by an earlier run of it), less those
  /// that have found another dossier since.
  var records: [Record]
  /// The same as stored: a page of records per day, oldest first.
  var pages: [(day: Day, records: Text)]
  /// The records that earlier runs of the business date stored.
  var storedToday: Text
  /// The closing state before the business date; empty if there is none.
  let state: Text
  let wasOpen: Bool
}

/// Everything that is judged this evening, in key order: the day's records and what the ledger
/// remembers.
struct DossierSet: Sendable {
  /// Sorted by key.
  var placed: [Placed]
  /// Sorted by key.
  var remembered: [RememberedDossier]

  /// Splits the key space evenly; keys are hashes, so the parts are alike in size.
  func parts(_ count: Int) -> [DossierSlice] {
    (0..<count).map { part in
      let low = UInt64(part) &* (UInt64.max / UInt64(count))
      let high = part == count - 1 ? UInt64.max : UInt64(part + 1) &* (UInt64.max / UInt64(count))
      let isLast = part == count - 1
      return DossierSlice(
        placed: range(placed.count, low, high, isLast) { placed[$0].key },
        remembered: range(remembered.count, low, high, isLast) { remembered[$0].key })
    }
  }

  private func range(
    _ count: Int, _ low: UInt64, _ high: UInt64, _ isLast: Bool, _ key: (Int) -> UInt64
  ) -> Range<Int> {
    func first(_ bound: UInt64) -> Int {
      var (start, end) = (0, count)
      while start < end {
        let middle = (start + end) / 2
        if key(middle) < bound { start = middle + 1 } else { end = middle }
      }
      return start
    }
    return first(low)..<(isLast ? count : first(high))
  }
}

struct DossierSlice: Sendable {
  let placed: Range<Int>
  let remembered: Range<Int>
}
