import Foundation
import Testing

/// What `backhaul sample` makes, read by the real program.
@Suite struct GeneratedSampleTests {
  /// Day by day as the files arrive: every code is raised, each proof closes, and on the last day
  /// every code is still there, so that one run of the whole history shows them as well.
  @Test func dayByDayEveryCodeIsRaised() throws {
    let sample = try GeneratedSample(orders: 600, days: 21, seed: 1, isDelivered: false)
    defer { sample.remove() }
    for day in sample.days {
      try sample.deliver(day)
      #expect([0, 1, 3].contains(try sample.run(day)), "\(day)")
      #expect(try sample.verdict(day) == "complete", "\(day)")
    }
    expectEveryCode(in: try sample.codes(sample.days[20]), "day by day")
    let named = try NamedIDs(of: URL(filePath: sample.root + "/out"))
    #expect(named.dangling.isEmpty, "\(named.dangling.prefix(20).joined(separator: "\n"))")
  }

  /// The same facts as CSV and as XML, all at once: the same exceptions, cases and matches.
  @Test func bothFormatsTellTheSame() throws {
    let last = "2026-03-22"
    let csv = try GeneratedSample(orders: 600, days: 21, seed: 1)
    let xml = try GeneratedSample(orders: 600, days: 21, seed: 1, format: "xml")
    defer {
      csv.remove()
      xml.remove()
    }
    #expect(try csv.run(last) == 3, "one bill is held")
    #expect(try xml.run(last) == 3, "one bill is held")
    for name in ["exceptions", "cases", "matches", "pending", "fee_settlement", "opening"] {
      let (left, right) = (try csv.table(name, last), try xml.table(name, last))
      #expect(left.rows == right.rows, "\(name)")
    }
    expectEveryCode(in: try csv.codes(last), "at once")
    let read = { (sample: GeneratedSample) in
      try sample.table("intake", last).project(["feed", "read", "accepted", "rejected"])?
        .map { $0.joined(separator: " ") }.sorted()
    }
    #expect(try read(csv) == read(xml))
  }

  /// The least that has every kind, with another seed.
  @Test func theSmallestCompleteHistoryHasEveryCode() throws {
    let sample = try GeneratedSample(orders: 300, days: 14, seed: 77)
    defer { sample.remove() }
    let last = sample.days[13]
    #expect(try sample.run(last) == 3)
    #expect(try sample.verdict(last) == "complete")
    expectEveryCode(in: try sample.codes(last), "300 orders")
  }

  @Test func wrongUsageEndsWith2AndSaysWhatToWrite() throws {
    let sample = try GeneratedSample(orders: 24, days: 1, seed: 1)
    defer { sample.remove() }
    let full = try Backhaul.run(
      ["sample", sample.root, "--orders", "24", "--days", "1", "--seed", "1"],
      scratch: sample.scratch)
    #expect(full.code == 2)
    #expect(
      full.errors == "error: \(sample.root): is not an empty folder; choose another one, or "
        + "remove it\n")
    let few = try Backhaul.run(
      ["sample", sample.root + "2", "--orders", "3", "--days", "1", "--seed", "1"],
      scratch: sample.scratch)
    #expect(few.code == 2)
    #expect(few.errors.contains("--orders 3: write a number from 24 to 100000000"))
    let json = try Backhaul.run(
      ["sample", sample.root + "3", "--orders", "30", "--days", "3", "--seed", "1", "--json"],
      scratch: sample.scratch)
    #expect(json.code == 0)
    #expect(json.output.contains("\"last_day\" : \"2026-03-04\""))
  }

  private func expectEveryCode(in codes: [String], _ way: String) {
    let missing = Set(CoverageTests.codes).subtracting(codes)
    #expect(missing.isEmpty, "\(way): \(missing.sorted())")
  }
}
