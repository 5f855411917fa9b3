import Foundation
import Returns
import Testing

@testable import Sample

@Suite struct SamplePartsTests {
  /// A stream of its own for each subject and number, the same whenever it is asked, and even.
  @Test func theRandomStreamRepeats() {
    var stream = RandomStream(seed: 1, .story, 2)
    let first = (0..<3).map { _ in stream.next() }
    var again = RandomStream(seed: 1, .story, 2)
    #expect((0..<3).map { _ in again.next() } == first)
    var other = RandomStream(seed: 1, .fate, 2)
    #expect(other.next() != first[0])
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[stream.below(10)] += 1 }
    #expect(counts.allSatisfy { (850...1150).contains($0) }, "\(counts)")
  }

  @Test func everyOrderHasItsDay() throws {
    for (orders, days) in [(24, 1), (24, 90), (1_000_003, 365)] {
      let start = try #require(Day(year: 2026, month: 3, day: 2))
      let seasons = Seasons(orders: orders, days: days, start: start)
      #expect(seasons.before.count == days + 1)
      #expect(seasons.before.first == 0 && seasons.before.last == orders)
      #expect(zip(seasons.before, seasons.before.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  /// Weekends sell more, and so does the 18th.
  @Test func weeksHaveTheirRhythm() throws {
    let start = try #require(Day(year: 2026, month: 3, day: 2))
    let seasons = Seasons(orders: 100_000, days: 28, start: start)
    let counts = (0..<28).map { seasons.orders(on: $0).count }
    #expect(counts[5] > counts[0] && counts[6] > counts[1])
    #expect(counts[16] > counts[15] * 13 / 10)
  }

  @Test func valuesAreEscaped() throws {
    let value = "杯, \"A & B\" <1>\nB"
    #expect(
      try text(value, .csv) == "case_id,received_at,type,ref\n\"杯, \"\"A & B\"\" <1>\nB\",,,\n")
    #expect(
      try text(value, .xml).contains("<case_id>杯, \"A &amp; B\" &lt;1&gt;\nB</case_id></record>"))
  }

  private func text(_ value: String, _ format: SampleRequest.Format) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "backhaul-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let dates = DateTexts(start: Day(number: 20_514), days: 1)
    let file = ExportFile(
      .materials, format, path: path, dates: dates, offsets: dates.offsets(of: .workspace),
      decimals: 2)
    file.text(value)
    for _ in 0..<3 { file.text("") }
    try file.endRow()
    try file.close()
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// Europe's clocks go forward on the last Sunday of March, and back on that of October.
  @Test func shopsWriteTheOffsetOfTheDay() throws {
    for (month, day, offset) in [
      (1, 1, "+01:00"), (3, 28, "+01:00"), (3, 29, "+02:00"), (10, 24, "+02:00"),
      (10, 25, "+01:00"), (12, 31, "+01:00"),
    ] {
      let day = try #require(Day(year: 2026, month: month, day: day))
      #expect(String(decoding: ShopClock.europe.offset(on: day), as: UTF8.self) == offset)
      #expect(ShopClock.workspace.offset(on: day).isEmpty)
      #expect(ShopClock.fixed("+09:00").offset(on: day) == Array("+09:00".utf8))
    }
  }

  /// Enough is planted that a small history is complete, each early enough to be seen.
  @Test func everyTroubleIsPlanted() throws {
    for (orders, days) in [(300, 14), (300, 365), (5_000, 21)] {
      let request = try SampleRequest(orders: orders, days: days, seed: 1)
      let seasons = Seasons(orders: orders, days: days, start: request.start)
      let planting = Planting(request, seasons)
      var seen: [String] = []
      for day in 0..<days {
        for number in seasons.orders(on: day) {
          guard let trouble = planting[number] else { continue }
          seen.append(trouble.codes.joined())
          #expect(day + trouble.span < days, "\(trouble.codes) on day \(day)")
        }
      }
      #expect(seen.count == Trouble.all.count)
    }
  }

  @Test func figuresThatCannotBeAreRefused() {
    func message(_ make: () throws(SampleError) -> SampleRequest) -> String? {
      do throws(SampleError) {
        _ = try make()
        return nil
      } catch {
        return error.description
      }
    }
    #expect(
      message { () throws(SampleError) in try SampleRequest(orders: 23, days: 1) }
        == "--orders 23: write a number from 24 to 100000000")
    #expect(
      message { () throws(SampleError) in try SampleRequest(orders: 24, days: 0) }
        == "--days 0: write a number from 1 to 3660")
    #expect(
      message { () throws(SampleError) in
        try SampleRequest(orders: 24, days: 1, start: "2026-2-3")
      } == "--start 2026-2-3: not a date; write YYYY-MM-DD, as 2026-03-02")
    #expect(
      message { () throws(SampleError) in
        try SampleRequest(orders: 24, days: 1, start: "1999-12-31")
      } == "--start 1999-12-31: the history must lie in the years 2000 to 2099")
  }
}
