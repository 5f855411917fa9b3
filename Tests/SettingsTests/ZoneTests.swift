import Foundation
import Returns
import Settings
import Testing

@Suite struct ZoneTests {
  private func zone(_ name: String) throws -> Zone { try #require(Zone(iana: name)) }

  private func instant(_ text: String) throws -> Instant {
    let date = try #require(try? Date(text, strategy: .iso8601))
    return Instant(seconds: Int64(date.timeIntervalSince1970))
  }

  @Test func newYorkSpringsForwardAndFallsBack() throws {
    let zone = try zone("America/New_York")
    #expect(
      zone.string(try instant("2026-03-08T06:59:59Z")) == "2026-03-08T01:59:59-05:00")
    #expect(
      zone.string(try instant("2026-03-08T07:00:00Z")) == "2026-03-08T03:00:00-04:00")
    #expect(
      zone.string(try instant("2026-11-01T05:59:59Z")) == "2026-11-01T01:59:59-04:00")
    #expect(
      zone.string(try instant("2026-11-01T06:00:00Z")) == "2026-11-01T01:00:00-05:00")
    let short = try #require(Day(year: 2026, month: 3, day: 8))
    let long = try #require(Day(year: 2026, month: 11, day: 1))
    #expect(zone.start(of: short + 1).seconds - zone.start(of: short).seconds == 23 * 3600)
    #expect(zone.start(of: long + 1).seconds - zone.start(of: long).seconds == 25 * 3600)
  }

  @Test func shanghaiHadSummerTimeUntil1991() throws {
    let zone = try zone("Asia/Shanghai")
    #expect(zone.string(try instant("1991-07-01T00:00:00Z")) == "1991-07-01T09:00:00+09:00")
    #expect(zone.string(try instant("1991-09-14T17:00:00Z")) == "1991-09-15T01:00:00+08:00")
    #expect(zone.string(try instant("2026-11-22T00:00:00Z")) == "2026-11-22T08:00:00+08:00")
    #expect(zone.starts.count == 4)
  }

  @Test func moscowChangedItsOffsetForGood() throws {
    let zone = try zone("Europe/Moscow")
    #expect(zone.offset(at: try instant("2012-01-01T00:00:00Z").seconds) == 14_400)
    #expect(zone.offset(at: try instant("2026-01-01T00:00:00Z").seconds) == 10_800)
  }

  @Test func tablesReachTo2050() throws {
    let zone = try zone("Europe/Berlin")
    #expect(zone.offset(at: try instant("2050-07-01T00:00:00Z").seconds) == 7200)
    #expect(zone.offset(at: try instant("2050-12-01T00:00:00Z").seconds) == 3600)
    #expect(zip(zone.starts, zone.starts.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func utcHasNoTransitions() throws {
    #expect(try zone("UTC") == Zone.utc)
  }

  @Test(arguments: ["", "CST", "EST5EDT", "UTC+8", "GMT", "Asia/Peking", "/", "../etc/passwd"])
  func refuses(name: String) { #expect(Zone(iana: name) == nil) }

  @Test(arguments: [
    ("Beijing", "Asia/Shanghai"), ("asia/shanghai", "Asia/Shanghai"), ("Berlin", "Europe/Berlin"),
    ("America/NewYork", "America/New_York"), ("new york", "America/New_York"),
    ("Asia/Shangai", "Asia/Shanghai"), ("PRC", "Asia/Shanghai"),
  ])
  func suggests(wrong: String, right: String) throws {
    #expect(
      try errors(["backhaul.yaml": "time_zone: \(wrong)"]) == """
        backhaul.yaml:1:12: time_zone is "\(wrong)"; expected an IANA time zone, for example \
        Asia/Shanghai; did you mean "\(right)"?
        """)
  }

  @Test func suggestsNothingWhereNothingIsNear() throws {
    #expect(
      try errors(["backhaul.yaml": "time_zone: somewhere"]) == """
        backhaul.yaml:1:12: time_zone is "somewhere"; expected an IANA time zone, for example \
        Asia/Shanghai
        """)
  }
}
