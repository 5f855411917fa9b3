public import Returns

/// The dossiers open at the end of a business date, while a transaction changes them.
///
/// Each date has the whole set, sorted, in pages of keys of 8 bytes: a million open dossiers are 8
/// MB a day, written in milliseconds, where a row for each would take seconds.
struct OpenSet {
  static let keysMax = 131_072

  let day: Day
  /// Of the date itself where it has a set already, else of the latest date before it; ascending.
  let base: [UInt64]
  private var changes: [UInt64: Bool] = [:]

  init(day: Day, base: [UInt64]) {
    self.day = day
    self.base = base
  }

  mutating func set(_ key: UInt64, isOpen: Bool) { changes[key] = isOpen }

  /// The set with the changes made; ascending.
  var keys: [UInt64] {
    let opened = changes.filter(\.value).keys.sorted()
    var keys: [UInt64] = []
    keys.reserveCapacity(base.count + opened.count)
    var next = 0
    for key in base {
      while next < opened.count, opened[next] < key {
        keys.append(opened[next])
        next += 1
      }
      if next < opened.count, opened[next] == key { next += 1 }
      if changes[key] != false { keys.append(key) }
    }
    keys += opened[next...]
    return keys
  }
}

extension LedgerReader {
  /// The dossiers that were open at the end of the last day before `day`, ascending: each is judged
  /// again.
  public func openDossiers(before day: Day) throws -> [UInt64] {
    try settle()
    let query = try statement(
      """
      SELECT day, page, digest, keys FROM open_dossiers
      WHERE day = (SELECT max(day) FROM open_dossiers WHERE day < ?) ORDER BY page
      """)
    query.add(day)
    var keys: [UInt64] = []
    try query.forEach { columns in
      let (day, number) = (columns.day(), columns.int())
      let digest = columns.bits()
      let page = columns.bytes()
      guard PairPage.digest(page) == digest else {
        throw corrupt("page \(number) of the open dossiers of \(day.string)")
      }
      for offset in stride(from: 0, to: page.count, by: 8) {
        keys.append(
          UInt64(littleEndian: page.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      }
    }
    return keys
  }
}

extension LedgerWriter {
  /// Says whether a dossier is open at the end of `day`. Needed only where that changes; saying it
  /// again changes nothing.
  public func setOpen(_ orderKey: UInt64, day: Day, isOpen: Bool) throws {
    if open?.day != day {
      // What is open at the end of the day so far is what is open before the next.
      open = OpenSet(day: day, base: try openDossiers(before: day + 1))
    }
    open?.set(orderKey, isOpen: isOpen)
  }

  /// Writes the set of the day, if it was changed.
  func storeOpenDossiers() throws {
    guard let changed = open else { return }
    open = nil
    let clear = try statement("DELETE FROM open_dossiers WHERE day = ?")
    clear.add(changed.day)
    try clear.run()
    let keys = changed.keys
    // A day on which none is open has one empty page: it is not the day before that holds then.
    for start in stride(from: 0, to: max(keys.count, 1), by: OpenSet.keysMax) {
      let page = keys[start..<min(start + OpenSet.keysMax, keys.count)].map(\.littleEndian)
      let insert = try statement(
        "INSERT INTO open_dossiers (day, page, digest, keys) VALUES (?, ?, ?, ?)")
      try page.withUnsafeBytes { bytes in
        insert.add(changed.day)
        insert.add(start / OpenSet.keysMax)
        insert.add(bits: PairPage.digest(bytes))
        insert.add(blob: bytes)
        try insert.run()
      }
    }
  }
}
