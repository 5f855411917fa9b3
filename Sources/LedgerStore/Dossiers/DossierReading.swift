public import Returns

/// The records that a dossier received on one business date, one after the other (`Record.all`).
public struct DossierDay: Equatable, Sendable {
  public let day: Day
  public let records: Text
}

extension [DossierDay] {
  public func allRecords() -> [Record] {
    var records: [Record] = []
    for page in self { Record.all(in: page.records) { records.append($0) } }
    return records
  }
}

/// What a dossier was left with at the end of a business date.
public struct DossierState: Equatable, Sendable {
  public let day: Day
  public let state: Text
}

/// Where a key's content of one day lies, and the content once it is read.
private struct Place {
  let lookup: Int32
  let day: Day
  let place: UInt64
  /// A later page holds the same dossier and day again, or a later state.
  var isReplaced = false
  var content = Text()
}

extension LedgerReader {
  /// Which of these dossiers have facts of `day` or before; ascending.
  public func knownDossiers(_ orderKeys: [UInt64], through day: Day) throws -> [UInt64] {
    try settle()
    let keys = ascending(orderKeys)
    var isKnown = [Bool](repeating: false, count: keys.count)
    try match(.facts, keys, through: day) { lookup, _, _ in isKnown[lookup] = true }
    return keys.indices.filter { isKnown[$0] }.map { keys[$0] }
  }

  /// Reads dossiers as a run of `day` finds them: all facts up to and including the day (earlier
  /// runs of it may have stored some), and the latest state of the days before it.
  ///
  /// Texts are copied to memory that is never freed. Ask for as many keys at once as memory allows:
  /// the ledger's pages are walked once a call.
  ///
  /// - Parameters:
  ///   - lastPage: facts of later pages of the directory are passed over.
  ///   - body: called in ascending order of the keys for those the ledger knows; days ascend.
  public func dossiers(
    _ orderKeys: [UInt64], asOf day: Day, upTo lastPage: Int64 = .max,
    _ body: (_ orderKey: UInt64, _ days: [DossierDay], _ state: DossierState?) throws -> Void
  ) throws {
    try settle()
    let keys = ascending(orderKeys)
    let facts = try places(.facts, keys, through: day, upTo: lastPage)
    let states = try places(.state, keys, through: day + -1)
    let factOrder = grouped(facts, lookups: keys.count)
    let stateOrder = grouped(states, lookups: keys.count)
    var (nextFact, nextState) = (0, 0)
    var days: [DossierDay] = []
    for lookup in keys.indices {
      days.removeAll(keepingCapacity: true)
      while nextFact < factOrder.count, facts[factOrder[nextFact]].lookup == lookup {
        let found = facts[factOrder[nextFact]]
        if !found.content.isEmpty {
          days.append(DossierDay(day: found.day, records: found.content))
        }
        nextFact += 1
      }
      var state: DossierState?
      while nextState < stateOrder.count, states[stateOrder[nextState]].lookup == lookup {
        let found = states[stateOrder[nextState]]
        state = DossierState(day: found.day, state: found.content)
        nextState += 1
      }
      if !days.isEmpty || state != nil { try body(keys[lookup], days, state) }
    }
  }

  /// All places of a part in the order they were stored, with the contents of those that still
  /// count.
  private func places(
    _ part: DossierPart, _ keys: [UInt64], through day: Day, upTo lastPage: Int64 = .max
  ) throws -> [Place] {
    var places: [Place] = []
    var latest = [Int32](repeating: -1, count: keys.count)
    try match(part, keys, through: day, upTo: lastPage) { lookup, day, place in
      let previous = Int(latest[lookup])
      if previous >= 0, part == .state || places[previous].day == day {
        places[previous].isReplaced = true
      }
      latest[lookup] = Int32(truncatingIfNeeded: places.count)
      places.append(Place(lookup: Int32(truncatingIfNeeded: lookup), day: day, place: place))
    }
    try readContents(of: &places)
    return places
  }

  /// Walks the directory pages of all days, oldest first, later runs of a day after earlier ones.
  private func match(
    _ part: DossierPart, _ keys: [UInt64], through day: Day, upTo lastPage: Int64 = .max,
    found: (_ lookup: Int, _ day: Day, _ place: UInt64) -> Void
  ) throws {
    guard !keys.isEmpty else { return }
    let query = try statement(
      """
      SELECT number, day, first, last, digest, entries FROM dossier_directory
      WHERE part = ? AND day <= ? AND number <= ? ORDER BY day, number
      """)
    query.add(part.rawValue)
    query.add(day)
    query.add(lastPage)
    try keys.withUnsafeBufferPointer { lookups in
      try query.forEach { columns in
        let (number, day) = (columns.int64(), columns.day())
        let range = PairPage.range(of: lookups, first: columns.key(), last: columns.key())
        if range.isEmpty { return }
        let digest = columns.bits()
        let page = columns.bytes()
        guard PairPage.digest(page) == digest else { throw corrupt("dossier directory \(number)") }
        PairPage.match(page, lookups, range) { found($0, day, $1) }
      }
    }
  }

  /// Places of one part lie in ascending order of blocks, so each block is fetched once.
  private func readContents(of places: inout [Place]) throws {
    let query = try statement("SELECT digest, content FROM dossier_block WHERE number = ?")
    var next = 0
    while next < places.count {
      let block = places[next].place >> DossierPacking.offsetBits
      var end = next
      var isNeeded = false
      while end < places.count, places[end].place >> DossierPacking.offsetBits == block {
        isNeeded = isNeeded || !places[end].isReplaced
        end += 1
      }
      if isNeeded {
        query.add(bits: block)
        let found: Void? = try query.first { columns in
          let digest = columns.bits()
          let bytes = columns.bytes()
          guard PairPage.digest(bytes) == digest else { throw corrupt("dossier block \(block)") }
          for index in next..<end where !places[index].isReplaced {
            places[index].content = try content(at: places[index].place, in: bytes)
          }
        }
        if found == nil { throw corrupt("dossier block \(block) is missing") }
      }
      next = end
    }
  }

  private func content(at place: UInt64, in block: UnsafeRawBufferPointer) throws -> Text {
    let start = Int(place & (1 << DossierPacking.offsetBits - 1)) + 4
    guard start <= block.count else { throw corrupt("a dossier's place is outside its block") }
    let length = Int(
      UInt32(littleEndian: block.loadUnaligned(fromByteOffset: start - 4, as: UInt32.self)))
    guard length <= block.count - start else { throw corrupt("a dossier is longer than its block") }
    return arena.copy(UnsafeRawBufferPointer(rebasing: block[start..<(start + length)]))
  }

  /// Indexes of the places that count, by lookup; the places of one lookup stay in their order.
  private func grouped(_ places: [Place], lookups: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: lookups + 1)
    for place in places where !place.isReplaced { starts[Int(place.lookup) + 1] += 1 }
    for index in 0..<lookups { starts[index + 1] += starts[index] }
    var order = [Int](repeating: 0, count: starts[lookups])
    for (index, place) in places.enumerated() where !place.isReplaced {
      order[starts[Int(place.lookup)]] = index
      starts[Int(place.lookup)] += 1
    }
    return order
  }
}
