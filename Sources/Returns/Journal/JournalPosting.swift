/// A line of the journal: an entry that is made on the business date, or one that is taken back.
public struct JournalPosting: Sendable {
  public let entry: JournalEntry
  public let shop: Int
  /// Its own for every posting in the life of the ledger.
  public let id: UInt64
  /// The posting that it takes back.
  public let reverses: UInt64?

  /// Minor units that the entry's kind debits to its first account; below 0 the other way round.
  public var amount: Int64 { reverses == nil ? entry.amount : -entry.amount }

  /// - Parameters:
  ///   - identity: the entry's.
  ///   - key: the dossier's.
  public init(
    _ entry: JournalEntry, _ identity: UInt64, key: UInt64, shop: Int, reversedOn day: Day? = nil
  ) {
    self.entry = entry
    self.shop = shop
    var hash = StableHash(seed: key)
    hash.combine(identity)
    hash.combine(Int64(entry.postedOn?.number ?? 0))
    hash.combine(UInt64(entry.ordinal))
    guard let day else {
      id = hash.value
      reverses = nil
      return
    }
    reverses = hash.value
    hash.combine(Int64(day.number))
    id = hash.value
  }
}

/// What was entered in the books of a dossier, and what has to be entered now.
public struct JournalChange: Sendable {
  /// Positions in what stands, of entries made now, and their identities.
  public private(set) var new: [(place: Int, identity: UInt64)] = []
  /// Entries made earlier that hold no more.
  public private(set) var reversed: [JournalEntry] = []

  /// - Parameters:
  ///   - before: what was entered by the last closing.
  ///   - standing: what should stand in the books; it then says when each was entered. Of entries
  ///     alike as many stand as there are.
  public init(before: [JournalEntry], standing: inout [JournalEntry], on day: Day) {
    reversed = before
    new.reserveCapacity(standing.count)
    for place in standing.indices {
      let identity = standing[place].identity
      let entry = standing[place]
      if let old = reversed.firstIndex(where: { $0.isAlike(entry, identity) }) {
        standing[place] = reversed.remove(at: old)
        continue
      }
      standing[place].postedOn = day
      standing[place].ordinal = Int32(
        new.count { $0.identity == identity }
          + (before.isEmpty ? 0 : standing[..<place].count { $0.isEarlier(day, identity) }))
      new.append((place, identity))
    }
  }
}

extension JournalEntry {
  /// Kind and amount are compared themselves: an identity takes a refund of 175.33 and a freight
  /// refund of 175.32 for the same, as 1 ^ 17532 = 0 ^ 17533.
  fileprivate func isAlike(_ other: JournalEntry, _ identity: UInt64) -> Bool {
    kind == other.kind && amount == other.amount && self.identity == identity
  }

  /// Entered before the day, and alike.
  fileprivate func isEarlier(_ day: Day, _ identity: UInt64) -> Bool {
    postedOn != day && self.identity == identity
  }
}

/// What carriers may bill for parcels of no case, changed on the business date: one posting for
/// each shop, carrier, currency and kind.
public struct CarriageSums: Sendable {
  private var sums: [(shop: Int, entry: JournalEntry)] = []

  public init() {}

  public mutating func add(_ entry: JournalEntry, shop: Int, _ sign: Int64 = 1) {
    let place = sums.firstIndex {
      $0.shop == shop && $0.entry.kind == entry.kind && $0.entry.currency == entry.currency
        && $0.entry.counterparty == entry.counterparty
    }
    if let place {
      sums[place].entry.amount += sign * entry.amount
    } else {
      var sum = entry
      sum.amount *= sign
      sums.append((shop, sum))
    }
  }

  public mutating func merge(_ other: CarriageSums) {
    for sum in other.sums { add(sum.entry, shop: sum.shop) }
  }

  /// - Parameter keys: a number of each shop's own that never changes.
  public func postings(on day: Day, keys: [UInt64]) -> [JournalPosting] {
    sums.filter { $0.entry.amount != 0 }.map { sum in
      var entry = sum.entry
      entry.postedOn = day
      // Two dates may come to the same amount.
      var key = StableHash(seed: keys[sum.shop])
      key.combine(Int64(day.number))
      return JournalPosting(entry, entry.identity, key: key.value, shop: sum.shop)
    }
  }
}
