import Returns

/// The versions of a business date on their way into the ledger, a page of some hundred rows after
/// the other: a row of its own for each costs ten times as much.
final class ExceptionPages {
  static let rowsMax = 512
  static let contentMax = 60_000

  private(set) var day: Day?
  private(set) var directory = GrowingBytes(capacity: rowsMax * ExceptionDirectory.entryBytes)
  private(set) var content = GrowingBytes(capacity: contentMax + 8_192)
  private(set) var shown = GrowingBytes(capacity: 1 << 18)
  private(set) var rows = 0
  private(set) var first: ExceptionKey?
  private(set) var last: ExceptionKey?
  /// Versions were put that the set of open ones does not know yet.
  var isSetStale = false

  /// Whether the row belongs on the page that is being filled.
  func takes(_ key: ExceptionKey, _ day: Day) -> Bool {
    guard rows > 0 else { return true }
    return day == self.day && rows < Self.rowsMax && content.count < Self.contentMax
      && last.map { $0 < key } != false
  }

  func append(_ row: ExceptionRow, _ key: ExceptionKey) {
    day = row.day
    if rows == 0 { first = key }
    last = key
    let offset = content.count
    directory.write(atMost: ExceptionDirectory.entryBytes) {
      ExceptionDirectory.append(key, offset: offset, isOpen: row.closedOn == nil, to: &$0)
    }
    content.write(atMost: row.mostBytes) { row.write(to: &$0) }
    let isFirst = rows == 0
    shown.write(atMost: row.mostShown + 1) { bytes in
      bytes.byte(UInt8(ascii: isFirst ? "[" : ","))
      row.show(to: &bytes)
    }
    rows += 1
  }

  func clear() {
    directory.clear()
    content.clear()
    shown.clear()
    rows = 0
    first = nil
    last = nil
  }
}

extension PairPage {
  /// The digest of a page that has two parts.
  static func digest(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> UInt64 {
    StableHash.of(Text(other), seed: StableHash.of(Text(one)))
  }
}

extension LedgerWriter {
  /// Adds the version of `row.day`, which replaces the one before it from that day on. One version
  /// a day: after `resetDay` the day has none. Fastest with ascending ids.
  public func putException(_ row: ExceptionRow) throws {
    guard let key = ExceptionKey(row.id) else {
      throw LedgerError.refused(path: path, detail: "an exception's id of \(row.id.count) letters")
    }
    if !exceptionPages.takes(key, row.day) {
      if row.day != exceptionPages.day { try finishExceptions() } else { try endExceptionPage() }
    }
    exceptionPages.append(row, key)
    exceptionPages.isSetStale = true
  }

  /// Stores what is held back, and which exceptions are open at the end of its day.
  func finishExceptions() throws {
    try endExceptionPage()
    guard exceptionPages.isSetStale, let day = exceptionPages.day else { return }
    exceptionPages.isSetStale = false
    try storeOpenExceptions(day)
  }

  private func endExceptionPage() throws {
    let pages = exceptionPages
    guard pages.rows > 0, let day = pages.day, let first = pages.first, let last = pages.last else {
      return
    }
    pages.shown.write(atMost: 1) { $0.byte(UInt8(ascii: "]")) }
    let insert = try statement(
      """
      INSERT INTO exception_page
        (day, first_high, first_low, last_high, last_low, digest, directory, content, shown)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.add(day)
    insert.add(key: first.high)
    insert.add(key: first.low)
    insert.add(key: last.high)
    insert.add(key: last.low)
    insert.add(bits: PairPage.digest(pages.directory.bytes, pages.content.bytes))
    insert.add(blob: pages.directory.bytes)
    insert.add(blob: pages.content.bytes)
    insert.add(Text(pages.shown.bytes))
    try insert.run()
    pages.clear()
  }

  /// Those open before the day less those that have a version of the day, and the open ones of
  /// these.
  private func storeOpenExceptions(_ day: Day) throws {
    var today: [(key: ExceptionKey, place: ExceptionPlace, isOpen: Bool)] = []
    try forEachExceptionPage(of: day) { number, directory in
      for row in 0..<directory.count {
        let place = ExceptionPlace(page: number, row: row)
        today.append((directory.key(row), place, directory.isOpen(row)))
      }
    }
    if !zip(today, today.dropFirst()).allSatisfy({ $0.key < $1.key }) {
      today.sort { $0.key < $1.key }
    }
    for (one, next) in zip(today, today.dropFirst()) where one.key == next.key {
      throw LedgerError.refused(
        path: path, detail: "two versions of one exception on \(day.string)")
    }
    var open = try openExceptionPlaces(before: day)
    if !open.isEmpty {
      let keys = Set(today.map(\.key))
      var replaced: Set<ExceptionPlace> = []
      try forEachExceptionPage(of: open) { _, places, directory, _, _ in
        for place in places where keys.contains(directory.key(place.row)) { replaced.insert(place) }
      }
      open.removeAll { replaced.contains($0) }
    }
    open += today.lazy.filter(\.isOpen).map(\.place)
    open.sort()
    try storeOpenExceptions(day, open)
  }

  private func storeOpenExceptions(_ day: Day, _ places: [ExceptionPlace]) throws {
    let clear = try statement("DELETE FROM open_exceptions WHERE day = ?")
    clear.add(day)
    try clear.run()
    // A day on which none is open has one empty page: it is not the day before that holds then.
    for start in stride(from: 0, to: max(places.count, 1), by: OpenSet.keysMax) {
      let page = places[start..<min(start + OpenSet.keysMax, places.count)]
        .map(\.word.littleEndian)
      let insert = try statement(
        "INSERT INTO open_exceptions (day, page, digest, places) VALUES (?, ?, ?, ?)")
      try page.withUnsafeBytes { bytes in
        insert.add(day)
        insert.add(start / OpenSet.keysMax)
        insert.add(bits: PairPage.digest(bytes))
        insert.add(blob: bytes)
        try insert.run()
      }
    }
  }
}
