import Foundation
import Testing

/// The share of trouble in a sample is that of a real shop. Run by `make soak`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SOAK"] == "1"))
struct SampleShareTests {
  @Test(arguments: [1, 2])
  func sharesAreThoseOfARealShop(seed: Int) throws {
    let orders = 20_000
    let sample = try GeneratedSample(orders: orders, days: 30, seed: seed)
    defer { sample.remove() }
    let last = sample.days[29]
    #expect(try sample.run(last) == 3)
    #expect(try sample.verdict(last) == "complete")
    let cases =
      try sample.table("cases", last).project(["kind", "expected_refund", "parcel_status"])
      ?? []
    let refunds = cases.count { ($0[1].split(separator: ".").first ?? "0") != "0" }
    var found: [String: Int] = [:]
    for code in try sample.codes(last) { found[code, default: 0] += 1 }
    let returns = cases.count { $0[0] != "refund_only" }
    func expect(_ codes: [String], of whole: Int, perMille: ClosedRange<Int>) {
      let share = codes.reduce(0) { $0 + (found[$1] ?? 0) } * 1000 / max(1, whole)
      #expect(perMille.contains(share), "\(codes) of \(whole): \(share) per mille")
    }
    #expect((110...150).contains(cases.count * 1000 / orders), "\(cases.count) cases")
    expect(["REFUND_MISSING"], of: refunds, perMille: 10...30)
    expect(["REFUND_SHORT"], of: refunds, perMille: 1...10)
    expect(["REFUND_OVER"], of: refunds, perMille: 1...10)
    expect(["REFUND_DUPLICATE"], of: refunds, perMille: 1...10)
    let lost = cases.count { $0[2] == "lost" }
    #expect((2...20).contains(lost * 1000 / returns), "\(lost) of \(returns) parcels lost")
    expect(["FEE_WEIGHT", "FEE_ZONE"], of: orders, perMille: 20...40)
    expect(["FEE_OVERBILLED"], of: orders, perMille: 2...7)
    expect(["CASE_LATE", "CASE_EXCLUDED", "CASE_INCOMPLETE"], of: cases.count, perMille: 10...50)
    let rejected = (try sample.table("intake", last).project(["read", "rejected"]) ?? [])
      .reduce((0, 0)) { ($0.0 + (Int($1[0]) ?? 0), $0.1 + (Int($1[1]) ?? 0)) }
    #expect(rejected.1 > 10 && rejected.1 * 100 < rejected.0, "\(rejected)")
  }

  /// Ten times the orders, the same shares.
  @Test func growingKeepsShares() throws {
    func shares(_ orders: Int) throws -> (cases: Int, weight: Int) {
      let sample = try GeneratedSample(orders: orders, days: 20, seed: 9)
      defer { sample.remove() }
      #expect(try sample.run(sample.days[19]) == 3)
      let cases = try sample.table("cases", sample.days[19]).rows.count
      let weight = try sample.codes(sample.days[19]).count { $0 == "FEE_WEIGHT" }
      return (cases * 1000 / orders, weight * 1000 / orders)
    }
    let (small, large) = (try shares(4_000), try shares(40_000))
    #expect(abs(small.cases - large.cases) <= 25, "\(small) \(large)")
    #expect(abs(small.weight - large.weight) <= 8, "\(small) \(large)")
  }
}
