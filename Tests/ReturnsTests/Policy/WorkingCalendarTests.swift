import Testing

@testable import Returns

/// Working days, against counting one day after the other.
@Suite struct WorkingCalendarTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year: year, month: month, day: day)!
  }

  @Test func daysOfTheWeek() {
    #expect(day(1970, 1, 1).weekday == 3)
    #expect(day(1969, 12, 31).weekday == 2)
    #expect(day(2026, 11, 22).weekday == 6)
    #expect(day(1600, 1, 1).weekday == 5)
  }

  @Test func weekendsAreFree() {
    let friday = day(2026, 3, 6)
    #expect(WorkingCalendar.weekdays.workingDay(1, after: friday) == day(2026, 3, 9))
    #expect(WorkingCalendar.weekdays.workingDay(5, after: friday) == day(2026, 3, 13))
    #expect(WorkingCalendar.weekdays.workingDay(6, after: friday) == day(2026, 3, 16))
    #expect(WorkingCalendar.weekdays.workingDay(1, after: day(2026, 3, 7)) == day(2026, 3, 9))
    #expect(WorkingCalendar.weekdays.workingDay(0, after: friday) == friday)
  }

  @Test func holidaysAreFreeAndMakeUpDaysAreNot() {
    let calendar = WorkingCalendar(
      name: "c", years: [2026], holidays: [day(2026, 3, 10), day(2026, 3, 9)],
      workdays: [day(2026, 3, 8)])
    #expect(calendar.workingDay(1, after: day(2026, 3, 6)) == day(2026, 3, 8))
    #expect(calendar.workingDay(2, after: day(2026, 3, 6)) == day(2026, 3, 11))
    #expect(calendar.covers(2026) && !calendar.covers(2027))
    #expect(WorkingCalendar.weekdays.covers(2027))
    #expect(WorkingCalendar(name: "always", weekend: []).isWorked(day(2026, 3, 7)))
  }

  /// Over random calendars: the N-th working day is worked, exactly N days up to it are, and limits
  /// that follow each other add up.
  @Test(arguments: 1...60)
  func limitsCountWorkedDays(seed: Int) {
    var state = UInt64(seed)
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let first = day(2026, 1, 1)
    var weekend: Set<Int> = []
    for _ in 0..<below(4) { weekend.insert(below(7)) }
    let holidays = (0..<below(60)).map { _ in first + below(400) }
    let workdays = (0..<below(20)).map { _ in first + below(400) }
    let calendar = WorkingCalendar(
      name: "r", weekend: weekend, years: [2026], holidays: holidays, workdays: workdays)
    for _ in 0..<50 {
      let start = first + below(365)
      let (count, more) = (1 + below(30), 1 + below(10))
      let last = calendar.workingDay(count, after: start)
      #expect(calendar.isWorked(last))
      let worked = (1...(last - start)).count { calendar.isWorked(start + $0) }
      #expect(worked == count)
      let sum = calendar.workingDay(count + more, after: start)
      #expect(calendar.workingDay(more, after: last) == sum)
    }
    for offset in 0..<400 {
      let one = first + offset
      let isFree = weekend.contains(one.weekday) || holidays.contains(one)
      #expect(calendar.isWorked(one) == (workdays.contains(one) || !isFree))
    }
  }

  /// Said where tickets are delivered, as far ahead as a ticket of today can be due.
  @Test func yearsThatNoCalendarCoversAreNamed() {
    func years(_ asOf: Day, feeds: Set<Feed> = [.tickets]) -> [String] {
      var policy = Policy()
      policy.shops = [Shop(id: "a"), Shop(id: "b"), Shop(id: "c")]
      let known = WorkingCalendar(name: "CN", years: [2026])
      policy.shops[0].calendar = known
      policy.shops[2].calendar = known
      return Circumstances(
        policy: policy, asOf: asOf, deliveredFeeds: [feeds, feeds, feeds], coverage: []
      ).uncoveredYears.map { "\($0.calendar) \($0.year)" }
    }
    #expect(years(day(2026, 12, 28)) == [])
    #expect(years(day(2026, 12, 29)) == ["CN 2027"])
    #expect(years(day(2025, 12, 30)) == ["CN 2025"])
    #expect(years(day(2027, 6, 1)) == ["CN 2027"])
    #expect(years(day(2027, 6, 1), feeds: [.orders]) == [])
  }

  /// A window of seven days that begins today, where the law moves windows past the calendar's
  /// holidays.
  @Test func yearsThatAWindowReachesAreNamed() {
    func years(_ asOf: Day, feeds: Set<Feed> = [.cases], rests: Bool = true) -> [String] {
      var law = LawPack(name: "CN")
      let source = LawSource(article: "a", chineseArticle: "a", validFrom: day(2014, 3, 15))
      law.windows = [LawRule(LawWindow(days: 7), source: source)]
      if rests { law.restCalendar = WorkingCalendar(name: "CN", years: [2026]) }
      var policy = Policy()
      policy.shops = [Shop(id: "a")]
      policy.shops[0].law = law
      return Circumstances(
        policy: policy, asOf: asOf, deliveredFeeds: [feeds], coverage: []
      ).uncoveredYears.map { "\($0.calendar) \($0.year)" }
    }
    #expect(years(day(2026, 12, 24)) == [])
    #expect(years(day(2026, 12, 25)) == ["CN 2027"])
    #expect(years(day(2027, 1, 3)) == ["CN 2027"])
    #expect(years(day(2026, 12, 25), feeds: [.orders]) == [])
    #expect(years(day(2026, 12, 25), rests: false) == [])
  }
}
