import Returns

/// How pages of exceptions are walked. Nothing here writes out what a writer holds back.
extension LedgerReader {
  /// Where the exceptions stand that were open at the end of the last day before `day`, ascending.
  func openExceptionPlaces(before day: Day) throws -> [ExceptionPlace] {
    let query = try statement(
      """
      SELECT day, page, digest, places FROM open_exceptions
      WHERE day = (SELECT max(day) FROM open_exceptions WHERE day < ?) ORDER BY page
      """)
    query.add(day)
    var places: [ExceptionPlace] = []
    try query.forEach { columns in
      let (day, number) = (columns.day(), columns.int())
      let digest = columns.bits()
      let page = columns.bytes()
      guard PairPage.digest(page) == digest else {
        throw corrupt("page \(number) of the open exceptions of \(day.string)")
      }
      for offset in stride(from: 0, to: page.count, by: 8) {
        let word = page.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        places.append(ExceptionPlace(word: UInt64(littleEndian: word)))
      }
    }
    return places
  }

  /// The directories of a day's pages, in the order they were written.
  func forEachExceptionPage(
    of day: Day, _ body: (_ number: Int64, ExceptionDirectory) throws -> Void
  ) throws {
    let query = try statement(
      "SELECT number, directory FROM exception_page WHERE day = ? ORDER BY number")
    query.add(day)
    try query.forEach { columns in
      try body(columns.int64(), ExceptionDirectory(bytes: columns.bytes()))
    }
  }

  /// The pages on which these places are; ascending.
  func forEachExceptionPage(
    of places: [ExceptionPlace],
    _ body: (
      _ day: Day, ArraySlice<ExceptionPlace>, ExceptionDirectory, _ content: UnsafeRawBufferPointer,
      _ number: Int64
    ) throws -> Void
  ) throws {
    let query = try statement(
      "SELECT day, digest, directory, content FROM exception_page WHERE number = ?")
    var start = 0
    while start < places.count {
      let number = places[start].page
      var end = start + 1
      while end < places.count, places[end].page == number { end += 1 }
      query.add(number)
      let found: Void? = try query.first { columns in
        let (day, digest) = (columns.day(), columns.bits())
        let directory = ExceptionDirectory(bytes: columns.bytes())
        let content = columns.bytes()
        guard PairPage.digest(directory.bytes, content) == digest,
          places[start..<end].allSatisfy({ $0.row < directory.count })
        else { throw corrupt("exception page \(number)") }
        try body(day, places[start..<end], directory, content, number)
      }
      if found == nil { throw corrupt("exception page \(number) is missing") }
      start = end
    }
  }

  /// The versions at these places; ascending.
  func exceptions(at places: [ExceptionPlace]) throws -> [ExceptionRow] {
    var rows: [ExceptionRow] = []
    rows.reserveCapacity(places.count)
    try forEachExceptionPage(of: places) { day, places, directory, content, number in
      let kept = arena.copy(content).bytes
      for place in places { rows.append(try row(place.row, directory, kept, day, number)) }
    }
    return rows
  }

  /// Every version on the pages that a query gives, in its order.
  /// - Parameter key: only those of this exception.
  func forEachException(
    ofPages query: Statement, of key: ExceptionKey? = nil, _ body: (ExceptionRow) throws -> Void
  ) throws {
    try query.forEach { columns in
      let (number, day, digest) = (columns.int64(), columns.day(), columns.bits())
      let directory = ExceptionDirectory(bytes: columns.bytes())
      if let key, directory.find(key) == nil { return }
      let content = columns.bytes()
      guard PairPage.digest(directory.bytes, content) == digest else {
        throw corrupt("exception page \(number)")
      }
      let kept = arena.copy(content).bytes
      let wanted = key.flatMap { directory.find($0) }
      for index in wanted.map({ $0..<($0 + 1) }) ?? 0..<directory.count {
        try body(try row(index, directory, kept, day, number))
      }
    }
  }

  /// - Parameter keys: ascending, none twice.
  /// - Returns: for each key the place of its latest version before `day`, if it has one.
  func latestExceptionPlaces(
    _ keys: [ExceptionKey], before day: Day
  ) throws -> [ExceptionPlace?] {
    var latest = [ExceptionPlace?](repeating: nil, count: keys.count)
    guard !keys.isEmpty else { return latest }
    let query = try statement(
      """
      SELECT number, first_high, first_low, last_high, last_low, directory FROM exception_page
      WHERE day < ? ORDER BY day, number
      """)
    query.add(day)
    try query.forEach { columns in
      let number = columns.int64()
      let first = ExceptionKey(high: columns.key(), low: columns.key())
      let last = ExceptionKey(high: columns.key(), low: columns.key())
      var next = keys.partitioningIndex { !($0 < first) }
      guard next < keys.count, !(last < keys[next]) else { return }
      let directory = ExceptionDirectory(bytes: columns.bytes())
      while next < keys.count, !(last < keys[next]) {
        if let row = directory.find(keys[next]) {
          latest[next] = ExceptionPlace(page: number, row: row)
        }
        next += 1
      }
    }
    return latest
  }

  private func row(
    _ index: Int, _ directory: ExceptionDirectory, _ content: UnsafeRawBufferPointer, _ day: Day,
    _ number: Int64
  ) throws -> ExceptionRow {
    let offset = directory.offset(index)
    guard offset < content.count, let start = content.baseAddress,
      let row = ExceptionRow(reading: start + offset, day: day)
    else { throw corrupt("row \(index) of exception page \(number)") }
    return row
  }
}
