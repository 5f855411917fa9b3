import Foundation
import Testing

/// Two weeks run evening by evening, and the same files in one run with the last date, come to the
/// same: facts, matches, open exceptions, what is pending, totals (X1, X2).
@Suite struct DayByDayTests {
  @Test func aGeneratedShopEndsAlike() throws {
    for seed in histories(3, soak: 60) {
      let shop = GeneratedShop(seed: 500 + seed, orders: 60)
      let (apart, once) = (try GeneratedWorkspace(), try GeneratedWorkspace())
      defer {
        apart.remove()
        once.remove()
      }
      // What a shop delivers is known from the first day on.
      let feeds = GeneratedShop.headers.keys.sorted().joined(separator: ", ")
      for workspace in [apart, once] {
        try "feeds: [\(feeds)]\n".write(
          toFile: workspace.root + "/policy/feeds.yaml", atomically: true, encoding: .utf8)
      }
      let last = max(14, shop.rows.map(\.day).max() ?? 1)
      for day in 1...last {
        let rows = shop.rows.filter { $0.day == day }
        try apart.deliver(rows, to: "day-\(day)")
        try once.deliver(rows, to: "day-\(day)")
        #expect(try apart.run(day).code <= 1)
      }
      #expect(try once.run(last).code <= 1)
      let evenings = (1...last).map(GeneratedWorkspace.date)
      try compare(
        EndOfHistory(root: apart.root, days: evenings),
        EndOfHistory(root: once.root, days: [evenings[last - 1]]), "seed \(seed)")
    }
  }

  @Test func aSampleEndsAlike() throws {
    for seed in histories(1, soak: 12).map(Int.init) {
      let (orders, length) = (400, 16)
      let apart = try GeneratedSample(
        orders: orders, days: length, seed: seed, isDelivered: false)
      let once = try GeneratedSample(orders: orders, days: length, seed: seed)
      defer {
        apart.remove()
        once.remove()
      }
      for sample in [apart, once] {
        try "feeds: [\(Self.sampleFeeds)]\n".write(
          toFile: sample.root + "/policy/feeds.yaml", atomically: true, encoding: .utf8)
      }
      for day in apart.days {
        try apart.deliver(day)
        #expect([0, 1, 3].contains(try apart.run(day)), "seed \(seed), \(day)")
      }
      #expect(try once.run(once.days[length - 1]) == 3)
      try compare(
        EndOfHistory(root: apart.root, days: apart.days),
        EndOfHistory(root: once.root, days: [once.days[length - 1]]), "seed \(seed)")
    }
  }

  private static let sampleFeeds =
    "orders, cases, materials, reviews, parcels, charges, inspections, settlements, stock, "
    + "surveys, tickets, decisions"

  private func compare(_ apart: EndOfHistory, _ once: EndOfHistory, _ history: String) throws {
    let differences = try apart.differences(from: once)
    #expect(
      differences.isEmpty,
      "\(history): \(differences.count)\n\(differences.prefix(12).joined(separator: "\n"))")
    #expect(once.size > 100, "\(history) is too small to prove anything")
  }
}
