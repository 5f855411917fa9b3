import Foundation
import Testing

/// What the caps of tolerances have room for is decided for the run as a whole: neither threads nor
/// the memory limit nor a second run of the date decide (X1, design: section 6).
@Suite struct ToleranceCapTests {
  private static let policy = """
    tolerances:
      fees: [{over: "4.00"}]
      caps:
        counterparty: {CNY: "9.00", EUR: "3.00"}
        run: {CNY: "14.00", EUR: "5.00"}
    """
  private static let tables = [
    "exceptions", "fee_settlement", "fee_disputes", "carrier_statement", "journal",
  ]

  @Test func threadsAndMemoryDecideNothing() throws {
    let sample = try GeneratedSample(orders: 1200, days: 14, seed: 5)
    defer { sample.remove() }
    try Self.policy.write(
      toFile: sample.root + "/policy/tolerances.yaml", atomically: true, encoding: .utf8)
    let last = sample.days[13]
    var first: [String: Data] = [:]
    for options in [["--threads", "1"], ["--threads", "3"], ["--memory-limit", "1"]] {
      let root = sample.scratch.appending(path: "shop-\(options.joined())").path
      try FileManager.default.copyItem(atPath: sample.root, toPath: root)
      for round in 1...2 {
        let ending = try Backhaul.run(
          ["run", root, "--as-of", last, "--quiet"] + options, scratch: sample.scratch)
        #expect(ending.code == 3, "\(ending.errors)")
        for name in Self.tables {
          let data = try Data(contentsOf: URL(filePath: "\(root)/out/\(last)/\(name).csv"))
          #expect(first[name] == nil || first[name] == data, "\(name), \(options), run \(round)")
          first[name] = data
        }
      }
    }
    try expectCapped(Table(String(decoding: first["fee_settlement"] ?? Data(), as: UTF8.self)))
    let exceptions = String(decoding: first["exceptions"] ?? Data(), as: UTF8.self)
    #expect(exceptions.contains("its cap is used up"))
  }

  private func expectCapped(_ table: Table) throws {
    let rows = try #require(table.project(["carrier", "currency", "written_off"]))
    var spent: [String: Int] = [:]
    for row in rows {
      let amount = Int(row[2].filter { $0 != "." }) ?? 0
      spent["\(row[0]) \(row[1])", default: 0] += amount
      spent[row[1], default: 0] += amount
    }
    #expect(spent.contains { $0.value > 0 })
    #expect(spent["CNY", default: 0] <= 1400 && spent["EUR", default: 0] <= 500)
    #expect(spent["SF CNY", default: 0] <= 900 && spent["YTO CNY", default: 0] <= 900)
    #expect(spent["JPY", default: 0] == 0)
  }
}
