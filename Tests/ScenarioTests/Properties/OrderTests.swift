import Foundation
import Testing

/// Tables that name no file and no line: they must not depend on how rows came.
private let tables = [
  "cases", "exceptions", "matches", "pending", "fee_settlement", "carrier_statement", "opening",
  "causes", "descriptive", "drivers", "associations", "trends", "forecast", "service_figures",
  "satisfaction", "customer_scores", "call_list", "risk_register", "suggestions",
].map { $0 + ".csv" }

@Suite struct OrderTests {
  /// X1: the order of rows and files, their number, the number of threads, and whether records wait
  /// in memory or on disk change no byte.
  @Test func rowsAndFilesMayComeInAnyOrder() throws {
    for seed in 1...UInt64(rounds(2, soak: 30)) {
      let shop = GeneratedShop(seed: seed, orders: 120)
      let plain = try outcome(shop, pieces: 1, dice: nil, threads: 1)
      // A property over days without trouble would prove little.
      let codes = Table(plain["exceptions.csv"] ?? "").project(["code"]) ?? []
      #expect(Set(codes).count >= 15, "seed \(seed): \(Set(codes.map { $0[0] }).sorted())")
      let ways: [(pieces: Int, threads: Int, limit: Int?)] = [(1, 2, nil), (3, 8, nil), (2, 2, 0)]
      for (number, way) in ways.enumerated() {
        let dice = Dice(seed: seed * 100 + UInt64(number))
        let other = try outcome(
          shop, pieces: way.pieces, dice: dice, threads: way.threads, memoryLimit: way.limit)
        for table in tables where plain[table] != other[table] {
          let difference = lineDifference(
            expected: plain[table] ?? "", found: other[table] ?? "", limit: 10)
          Issue.record("seed \(seed), \(way): \(table) differs\n\(difference)")
        }
      }
    }
  }

  private func outcome(
    _ shop: GeneratedShop, pieces: Int, dice: Dice?, threads: Int, memoryLimit: Int? = nil
  ) throws -> [String: String] {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try workspace.deliver(shop.rows, pieces: pieces, dice: dice)
    let limit = memoryLimit.map { ["--memory-limit", "\($0)", "-v"] } ?? []
    let ending = try workspace.run(20, ["--threads", "\(threads)"] + limit)
    #expect(memoryLimit == nil || ending.errors.contains("put aside: "), "nothing was spilled")
    #expect(ending.code <= 1, "\(ending.errors)")
    return Dictionary(uniqueKeysWithValues: tables.map { ($0, workspace.output(20, $0) ?? "none") })
  }

  /// A day run late gives the verdicts that punctual runs give.
  @Test func aLateRunJudgesAsPunctualOnes() throws {
    for seed in 1...UInt64(rounds(2, soak: 30)) {
      let shop = GeneratedShop(seed: 77 + seed, orders: 100)
      let punctual = try GeneratedWorkspace()
      let late = try GeneratedWorkspace()
      defer {
        punctual.remove()
        late.remove()
      }
      // What a shop delivers is known from the first day on.
      let feeds = GeneratedShop.headers.keys.sorted().joined(separator: ", ")
      for workspace in [punctual, late] {
        try "feeds: [\(feeds)]\n".write(
          toFile: workspace.root + "/policy/feeds.yaml", atomically: true, encoding: .utf8)
      }
      for day in Set(shop.rows.map(\.day)).sorted() {
        try punctual.deliver(shop.rows.filter { $0.day == day })
        #expect(try punctual.run(day).code <= 1)
      }
      let last = shop.rows.map(\.day).max() ?? 1
      try late.deliver(shop.rows)
      #expect(try late.run(last).code <= 1)
      compare(punctual, late, last, seed)
    }
  }

  private func compare(
    _ punctual: GeneratedWorkspace, _ late: GeneratedWorkspace, _ day: Int, _ seed: UInt64
  ) {
    func rows(_ workspace: GeneratedWorkspace, _ name: String, _ columns: [String]) -> Set<[String]>
    {
      let table = Table(workspace.output(day, name) ?? "")
      return Set(table.project(columns) ?? [])
    }
    let columns = [
      "case_id", "line_no", "stage", "verdict", "expected_refund", "actual_refund", "refund_status",
      "parcel_status", "due_on", "law_deadline",
    ]
    let missing = rows(punctual, "cases.csv", columns).subtracting(rows(late, "cases.csv", columns))
    #expect(missing.isEmpty, "seed \(seed)")
    // Two versions that met in one run may be a conflict where on two days they were a revision.
    let about = ["code", "subject", "expected", "actual", "opened_on", "status"]
    func open(_ workspace: GeneratedWorkspace) -> Set<[String]> {
      Set(
        rows(workspace, "exceptions.csv", about).filter { $0[5] != "resolved" }
          .map { Array($0.prefix(5)) })
    }
    #expect(open(punctual).symmetricDifference(open(late)).isEmpty, "seed \(seed)")
  }
}
