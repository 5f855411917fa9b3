import LedgerStore
import Returns
import Testing

@Suite("Routes from references to orders")
struct RouteTests {
  private let bench: Workbench
  private let ledger: Ledger

  init() throws {
    bench = try Workbench()
    ledger = try bench.ledger()
  }

  /// Few hashes, so that they meet: several orders of one, one order of several, the same route
  /// twice.
  @Test(arguments: 1...8) func resolvesWhatANaiveMapResolves(seed: Int) throws {
    var dice = Dice(seed: seed)
    var expected: [[Route]] = [[], []]
    let spread: UInt64 = seed % 2 == 0 ? 400 : .max
    for day in 0..<4 {
      try ledger.run(today + day) { (writer, run) throws in
        for kind in [0, 1, 1] {
          let routes = (0..<Int.random(in: 0...300, using: &dice)).map { _ in
            Route(
              hash: UInt64.random(in: 0...spread, using: &dice),
              orderKey: UInt64.random(in: 0...3, using: &dice))
          }
          expected[kind] += routes
          try writer.addRoutes(kind: kind, day: today + day, run: run, routes)
        }
      }
    }
    for kind in 0...2 {
      let known = kind < 2 ? Set(expected[kind]) : []
      var asked = known.filter { _ in dice.once(in: 2) }.map(\.hash)
      asked += (0..<50).map { _ in UInt64.random(in: 0...spread, using: &dice) } + [0, .max]
      let answer = try ledger.read { try $0.resolve(kind: kind, hashes: asked) }
      #expect(answer == known.filter { asked.contains($0.hash) }.sorted())
    }
  }

  @Test func manyRoutesFillManyPages() throws {
    let routes = (0..<140_000 as Range<UInt64>).map { Route(hash: $0 / 2, orderKey: $0) }
    try ledger.run(today) { (writer, run) throws in
      try writer.addRoutes(kind: 3, day: today, run: run, routes)
    }
    let few = try ledger.read {
      try $0.resolve(kind: 3, hashes: [0, 32_767, 32_768, 69_999, 70_000])
    }
    #expect(few.map(\.orderKey) == [0, 1, 65_534, 65_535, 65_536, 65_537, 139_998, 139_999])
    let all = try ledger.read { try $0.resolve(kind: 3, hashes: Array(0..<80_000)) }
    #expect(all == routes)
    #expect(try ledger.read { try $0.routeCount(kind: 3) } == routes.count)
    #expect(try ledger.read { try $0.routeCount(kind: 4) } == 0)
    var listed: [Route] = []
    try ledger.read { try $0.forEachRoute(kind: 3) { listed.append($0) } }
    #expect(listed.sorted() == routes)
    #expect(try ledger.read { try $0.problems() } == [])
  }
}
