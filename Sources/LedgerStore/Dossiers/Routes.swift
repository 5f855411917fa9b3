public import Returns

/// That a reference (its hash) belongs to an order.
public struct Route: Hashable, Comparable, Sendable {
  public var hash: UInt64
  public var orderKey: UInt64

  public init(hash: UInt64, orderKey: UInt64) {
    self.hash = hash
    self.orderKey = orderKey
  }

  public static func < (a: Route, b: Route) -> Bool {
    a.hash != b.hash ? a.hash < b.hash : a.orderKey < b.orderKey
  }
}

extension LedgerReader {
  /// The orders that references belong to: every known route of these hashes, ascending, none
  /// twice. A hash may have several orders, or none.
  ///
  /// - Parameter kind: what the references are (case ids, waybills, …): a number of the caller's.
  public func resolve(kind: Int, hashes: [UInt64]) throws -> [Route] {
    var routes: [Route] = []
    try matchRoutes(kind: kind, ascending(hashes)) { routes.append($0) }
    return distinct(routes)
  }

  /// Where each of these references was last routed, ascending, each at most once: for references
  /// that belong to one order at a time.
  public func resolveLatest(kind: Int, hashes: [UInt64]) throws -> [Route] {
    var latest: [UInt64: UInt64] = [:]
    try matchRoutes(kind: kind, ascending(hashes)) { latest[$0.hash] = $0.orderKey }
    return latest.map { Route(hash: $0.key, orderKey: $0.value) }.sorted()
  }

  /// How many routes of a kind there are.
  public func routeCount(kind: Int) throws -> Int {
    let query = try statement("SELECT sum(length(entries)) FROM route_page WHERE kind = ?")
    query.add(kind)
    return (try query.first { $0.int() } ?? 0) / PairPage.pairBytes
  }

  /// Every known route of a kind, in no order that means anything.
  public func forEachRoute(kind: Int, _ body: (Route) -> Void) throws {
    let query = try statement("SELECT number, digest, entries FROM route_page WHERE kind = ?")
    query.add(kind)
    try query.forEach { columns in
      let number = columns.int64()
      let digest = columns.bits()
      let page = columns.bytes()
      guard PairPage.digest(page) == digest else { throw corrupt("route page \(number)") }
      for index in 0..<(page.count / PairPage.pairBytes) {
        body(Route(hash: PairPage.first(page, index), orderKey: PairPage.second(page, index)))
      }
    }
  }

  /// Known routes of the keys, those of earlier days and runs first.
  private func matchRoutes(kind: Int, _ keys: [UInt64], _ found: (Route) -> Void) throws {
    guard !keys.isEmpty else { return }
    let query = try statement(
      """
      SELECT number, first, last, digest, entries FROM route_page WHERE kind = ?
      ORDER BY day, run, page
      """)
    query.add(kind)
    try keys.withUnsafeBufferPointer { lookups in
      try query.forEach { columns in
        let number = columns.int64()
        let range = PairPage.range(of: lookups, first: columns.key(), last: columns.key())
        if range.isEmpty { return }
        let digest = columns.bits()
        let page = columns.bytes()
        guard PairPage.digest(page) == digest else { throw corrupt("route page \(number)") }
        PairPage.match(page, lookups, range) { lookup, orderKey in
          found(Route(hash: lookups[lookup], orderKey: orderKey))
        }
      }
    }
  }
}

extension LedgerWriter {
  /// Adds routes that a run learned; fastest with ascending ones, as few calls as possible.
  public func addRoutes(kind: Int, day: Day, run: Int, _ routes: [Route]) throws {
    let sorted = distinct(routes)
    let known = try statement(
      "SELECT count(*) FROM route_page WHERE kind = ? AND day = ? AND run = ?")
    known.add(kind)
    known.add(day)
    known.add(run)
    var page = try known.first { $0.int() } ?? 0
    for start in stride(from: 0, to: sorted.count, by: PairPage.pairsMax) {
      let part = sorted[start..<min(start + PairPage.pairsMax, sorted.count)]
      try addPage(kind: kind, day: day, run: run, page: page, part)
      page += 1
    }
  }

  private func addPage(
    kind: Int, day: Day, run: Int, page: Int, _ routes: ArraySlice<Route>
  ) throws {
    var words: [UInt64] = []
    words.reserveCapacity(2 * routes.count)
    for route in routes {
      words.append(route.hash.littleEndian)
      words.append(route.orderKey.littleEndian)
    }
    let insert = try statement(
      """
      INSERT INTO route_page (kind, day, run, page, first, last, digest, entries)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try words.withUnsafeBytes { bytes in
      insert.add(kind)
      insert.add(day)
      insert.add(run)
      insert.add(page)
      insert.add(key: PairPage.first(bytes, 0))
      insert.add(key: PairPage.first(bytes, routes.count - 1))
      insert.add(bits: PairPage.digest(bytes))
      insert.add(blob: bytes)
      try insert.run()
    }
  }
}

/// - Returns: the routes in ascending order, none twice; the same array where it is so already.
private func distinct(_ routes: [Route]) -> [Route] {
  if zip(routes, routes.dropFirst()).allSatisfy({ $0 < $1 }) { return routes }
  var sorted: [Route] = []
  sorted.reserveCapacity(routes.count)
  for route in routes.sorted() where route != sorted.last { sorted.append(route) }
  return sorted
}
