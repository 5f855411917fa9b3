import Testing

@testable import Returns

/// Up to which day a source is to be complete, and from when on it is late.
@Suite struct DeliveryRhythmTests {
  private func day(_ text: String) -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return Day(year: parts[0], month: parts[1], day: parts[2])!
  }

  private func source(_ rhythm: DeliveryRhythm?, lag: Int, without: [String] = []) -> SourceAccount
  {
    var source = SourceAccount(id: "bank", feed: .settlements)
    (source.rhythm, source.lagDays) = (rhythm, lag)
    source.daysWithoutFile = without.map(day)
    return source
  }

  // 2026-10-01 is a Thursday and a holiday up to the 7th; 2026-10-10, a Saturday, is worked.
  private static let golden = WorkingCalendar(
    name: "CN", years: [2026], holidays: (1...7).compactMap { Day(year: 2026, month: 10, day: $0) },
    workdays: [Day(year: 2026, month: 10, day: 10)!])

  @Test(
    arguments: [
      (nil, 1, "2026-10-08", "2026-10-07"),
      (.weekdays(Set(0...6)), 1, "2026-10-08", "2026-10-07"),
      // Mondays, two days later: Monday the 5th is due on Wednesday.
      (.weekdays([0]), 2, "2026-10-06", "2026-09-28"),
      (.weekdays([0]), 2, "2026-10-07", "2026-10-05"),
      // After the holidays the next working day behind Wednesday 30 September is Thursday the 8th.
      (.workingDays(golden), 1, "2026-10-07", "2026-09-29"),
      (.workingDays(golden), 1, "2026-10-08", "2026-09-30"),
      (.workingDays(golden), 0, "2026-10-11", "2026-10-10"),
      (.weekly, 3, "2026-10-06", "2026-09-27"), (.weekly, 3, "2026-10-07", "2026-10-04"),
      (.monthly, 5, "2026-10-04", "2026-08-31"), (.monthly, 5, "2026-10-05", "2026-09-30"),
    ] as [(DeliveryRhythm?, Int, String, String)])
  func whatIsToBeCompleteOnAnEvening(
    _ rhythm: DeliveryRhythm?, _ lag: Int, _ evening: String, _ through: String
  ) {
    let source = source(rhythm, lag: lag)
    #expect(source.expectedThrough(day(evening)).string == through)
    // From this evening on it is late where the day is not complete.
    let reached = day(through)
    #expect(source.lateSince(reached + -1) <= day(evening))
    #expect(source.lateSince(reached) > day(evening))
  }

  @Test func daysWithoutAFileAreNotWaitedFor() {
    let source = source(.weekdays(Set(0...6)), lag: 0, without: ["2026-10-02", "2026-10-03"])
    let evening = day("2026-10-03")
    #expect(source.expectedThrough(evening).string == "2026-10-01")
    #expect(source.lateSince(source.expectedThrough(evening)).string == "2026-10-04")
  }

  @Test(
    arguments: [
      (.weekly, "2026-10-01", "2026-09-28", "2026-10-04"),
      (.monthly, "2028-02-10", "2028-02-01", "2028-02-29"),
      (.monthly, "2026-12-31", "2026-12-01", "2026-12-31"),
      (nil, "2026-10-01", "2026-10-01", "2026-10-01"),
    ] as [(DeliveryRhythm?, String, String, String)])
  func whatAFileIsOf(
    _ rhythm: DeliveryRhythm?, _ date: String, _ first: String, _ last: String
  ) {
    let span = source(rhythm, lag: 0).span(of: day(date))
    #expect((span.lowerBound.string, span.upperBound.string) == (first, last))
  }
}
