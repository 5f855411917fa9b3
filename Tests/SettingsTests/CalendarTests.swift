import Returns
import Settings
import Testing

@Suite struct CalendarTests {
  private func day(_ text: String) -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return Day(year: parts[0], month: parts[1], day: parts[2])!
  }

  /// The holidays of the State Council's notices, each with its first and last day, and the days
  /// that make up for them.
  @Test func chinasYearsComeWithTheProgram() throws {
    let calendar = try load([:]).policy.shops[0].calendar
    #expect(calendar.name == "CN" && calendar.years == [2025, 2026])
    let holidays = [
      ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
      ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
      ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
      ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
      ("2026-10-01", "2026-10-07"),
    ]
    let workdays = [
      "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
      "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ].map(day)
    for offset in 0..<730 {
      let one = day("2025-01-01") + offset
      let isHoliday = holidays.contains { day($0.0) <= one && one <= day($0.1) }
      let isWorked = workdays.contains(one) || (one.weekday < 5 && !isHoliday)
      #expect(calendar.isWorked(one) == isWorked, "\(one.string)")
    }
  }

  @Test func theLawPackChoosesUnlessACalendarIsNamed() throws {
    func names(_ files: [String: String]) throws -> [String] {
      try load(files).policy.shops.map(\.calendar.name.string)
    }
    let shops = "- {id: a, law_pack: EU}\n- {id: b}\n- {id: c, law_pack: none, calendar: CN}\n"
    #expect(try names(["shops.yaml": shops]) == ["weekdays", "CN", "CN"])
    #expect(
      try names(["shops.yaml": shops, "backhaul.yaml": "calendar: weekdays"])
        == ["weekdays", "weekdays", "CN"])
    #expect(
      try names([
        "shops.yaml": "- {id: a, calendar: desk}\n- {id: b}\n",
        "policy/calendars.yaml": "calendar: desk\ncalendars: {desk: {}}\n",
      ]) == ["desk", "desk"])
  }

  /// A year of a file stands instead of the program's, the other years stay.
  @Test func aFileAddsYearsAndCalendars() throws {
    let files = [
      "policy/a.yaml": """
      calendars:
        CN:
          2026: {holidays: [2026-01-01]}
          2027:
            holidays: [2027-01-01, 2027-02-05..2027-02-07]
            workdays: [2027-02-14]
      """,
      "policy/b.yaml": "calendars: {desk: {weekend: []}}\n",
      "shops.yaml": "- {id: a}\n- {id: b, calendar: desk}\n",
    ]
    let shops = try load(files).policy.shops
    let china = shops[0].calendar
    #expect(china.years == [2025, 2026, 2027])
    #expect(china.isWorked(day("2026-02-16")) && !china.isWorked(day("2025-10-03")))
    #expect(!china.isWorked(day("2027-02-05")) && china.isWorked(day("2027-02-14")))
    #expect(!china.isWorked(day("2027-02-13")))
    #expect(shops[1].calendar.isWorked(day("2026-03-08")) && shops[1].calendar.years.isEmpty)
  }

  @Test(arguments: [
    (
      "calendars: {CN: {2027: {holidays: [2026-12-31]}}}",
      """
      1:36: calendars.CN.2027.holidays is "2026-12-31"; expected a day of 2027 or a range of \
      them, for example 2027-05-01..2027-05-05
      """
    ),
    (
      "calendars: {CN: {2027: {holidays: [2027-05-03..2027-05-01]}}}",
      """
      1:36: calendars.CN.2027.holidays is "2027-05-03..2027-05-01"; expected a day of 2027 or a \
      range of them, for example 2027-05-01..2027-05-05
      """
    ),
    (
      "calendars: {CN: {2027: {holidays: [2027-02-30]}}}",
      """
      1:36: calendars.CN.2027.holidays is "2027-02-30"; expected a day of 2027 or a range of \
      them, for example 2027-05-01..2027-05-05
      """
    ),
    (
      "calendars: {CN: {2027: {workdays: [2027-05-03]}}}",
      """
      1:36: 2027-05-03 is a monday, which is worked anyway; workdays are weekend days that are \
      worked
      """
    ),
    (
      "calendars: {CN: {2027: {holidays: [2027-05-01], workdays: [2027-05-01]}}}",
      "1:60: 2027-05-01 is a holiday and a workday; keep one of them"
    ),
    ("calendars: {CN: {27: {}}}", #"1:18: unknown key "27"; known: weekend"#),
    (
      "calendars: {CN: {weekend: [sonday]}}",
      #"1:28: unknown weekday "sonday"; did you mean "monday"?"#
    ),
    (
      """
      calendars: {c: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}}
      """,
      "1:26: calendars.c.weekend is a list; expected a day of the week that is worked"
    ),
    ("calendar: CNN", #"1:11: unknown calendar "CNN"; did you mean "CN"?"#),
  ])
  func namesWhatIsWrong(text: String, message: String) throws {
    #expect(try policyErrors(text) == "policy/policy.yaml:" + message)
  }

  @Test func aShopNamesAKnownCalendar() throws {
    #expect(
      try errors(["shops.yaml": "- {id: a, calendar: DE}\n"])
        == #"shops.yaml:1:21: unknown calendar "DE"; known: CN, weekdays"#)
  }

  @Test func twoFilesDoNotShareACalendar() throws {
    let text = "calendars: {CN: {2027: {}}}\n"
    #expect(
      try errors(["policy/a.yaml": text, "policy/b.yaml": text])
        == "policy/b.yaml:1:13: calendars.CN is already set at policy/a.yaml:1:13; keep it in one "
        + "place")
  }
}
