internal import Returns

/// What a file says of one calendar.
struct CalendarDraft {
  let name: String
  /// Free days of the week; nil where the file does not say.
  var weekend: Set<Int>?
  var years: [Int: CalendarYear] = [:]
}

struct CalendarYear {
  var holidays: Set<Day> = []
  /// Days on which holidays are made up for, with their places.
  var workdays: [(day: Day, place: Place)] = []
}

/// `calendars: {CN: {2027: {holidays: [...], workdays: [...]}}}`.
func readCalendars(_ setting: Setting, _ problems: inout Problems) -> [CalendarDraft] {
  (setting.entries(&problems) ?? []).map { calendar in
    var draft = CalendarDraft(name: calendar.key)
    for entry in calendar.entries(&problems) ?? [] {
      if let year = yearNumber(entry.key) {
        draft.years[year] = readYear(entry, year, &problems)
      } else {
        entry.readAsEntry([weekendKey], into: &draft, &problems)
      }
    }
    for year in draft.years.values { check(year, draft, &problems) }
    return draft
  }
}

/// The calendars that come with the program, with what the workspace's files add: a year of a file
/// stands instead of the program's.
func calendars(_ drafts: [CalendarDraft]) -> [WorkingCalendar] {
  var all: [String: CalendarDraft] = [:]
  for draft in shippedCalendars + drafts {
    var merged = all[draft.name] ?? CalendarDraft(name: draft.name)
    merged.weekend = draft.weekend ?? merged.weekend
    merged.years.merge(draft.years) { $1 }
    all[draft.name] = merged
  }
  return all.values.map(\.calendar).sorted { $0.name < $1.name }
}

/// `Defaults/calendars.yaml`, in the form of a workspace's own file.
private let shippedCalendars: [CalendarDraft] = {
  var problems = Problems()
  let file = ConfigurationFile(path: "calendars.yaml", bytes: PackageResources.calendars_yaml)
  let root = readYAML(file, problems: &problems)
  let drafts = (root?.entries(&problems) ?? []).flatMap { readCalendars($0, &problems) }
  precondition(problems.errors.isEmpty, "calendars.yaml of the program: \(problems.errors)")
  return drafts
}()

extension CalendarDraft {
  fileprivate var calendar: WorkingCalendar {
    WorkingCalendar(
      name: Text(name), weekend: weekend ?? WorkingCalendar.weekdays.weekend,
      years: Array(years.keys), holidays: years.values.flatMap(\.holidays),
      workdays: years.values.flatMap(\.workdays).map(\.day))
  }
}

let weekdayWords = [
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
].enumerated().map { ($1, $0) }

private let weekendKey = Key<CalendarDraft>("weekend") { setting, draft, problems in
  let weekend = Set(setting.choices("weekday", weekdayWords, &problems))
  if weekend.count == 7 {
    setting.expected("a day of the week that is worked", &problems)
  } else {
    draft.weekend = weekend
  }
}

private func yearNumber(_ text: String) -> Int? {
  text.utf8.count == 4 ? wholeNumber(text).flatMap { $0 >= 1900 ? $0 : nil } : nil
}

private func readYear(
  _ setting: Setting, _ year: Int, _ problems: inout Problems
) -> CalendarYear {
  var result = CalendarYear()
  let keys = [
    Key<CalendarYear>("holidays") { entry, target, problems in
      target.holidays.formUnion(days(entry, year, &problems).map(\.day))
    },
    Key<CalendarYear>("workdays") { entry, target, problems in
      target.workdays += days(entry, year, &problems)
    },
  ]
  setting.read(keys, into: &result, &problems)
  return result
}

/// A list of dates and of ranges such as `2026-02-15..2026-02-23`, all of one year.
private func days(
  _ setting: Setting, _ year: Int, _ problems: inout Problems
) -> [(day: Day, place: Place)] {
  var days: [(day: Day, place: Place)] = []
  for item in setting.items(of: "dates", &problems) ?? [] {
    let parts = (item.word ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let ends = [parts.first, parts.last].compactMap { $0.flatMap { calendarDay(String($0)) } }
    guard ends.count == 2, ends[0] <= ends[1], parts.count == 1 || parts.count == 3,
      parts.dropFirst().dropLast().allSatisfy(\.isEmpty),
      ends.allSatisfy({ $0.parts.year == year })
    else {
      item.expected(
        "a day of \(year) or a range of them, for example \(year)-05-01..\(year)-05-05", &problems)
      continue
    }
    days += (0...(ends[1] - ends[0])).map { (ends[0] + $0, item.place) }
  }
  return days
}

private func check(
  _ year: CalendarYear, _ draft: CalendarDraft, _ problems: inout Problems
) {
  let weekend = draft.weekend ?? WorkingCalendar.weekdays.weekend
  for (day, place) in year.workdays {
    if year.holidays.contains(day) {
      problems.add("\(day.string) is a holiday and a workday; keep one of them", at: place)
    } else if !weekend.contains(day.weekday) {
      problems.add(
        "\(day.string) is a \(weekdayWords[day.weekday].0), which is worked anyway; workdays are "
          + "weekend days that are worked", at: place)
    }
  }
}

/// Gives each shop its calendar: its own, else the workspace's, else China's where China's law
/// holds; and each shop's law the holidays of the calendar that it names.
/// - Parameter wanted: per shop, the setting that names one.
func assignCalendars(
  _ wanted: [Setting?], _ laws: [LawDraft], _ draft: inout PolicyDraft, _ problems: inout Problems
) {
  let known = calendars(draft.calendars)
  let words = known.map { ($0.name.string, $0) }
  func named(_ setting: Setting) -> WorkingCalendar? {
    guard let name = setting.text(&problems) else { return nil }
    if let calendar = words.first(where: { $0.0 == name })?.1 { return calendar }
    problems.add(unknown("calendar", name, known: words.map(\.0)), at: setting.place)
    return nil
  }
  for law in laws {
    guard let calendar = law.calendar.flatMap(named) else { continue }
    for index in draft.policy.shops.indices
    where draft.policy.shops[index].law?.name == law.pack.name {
      draft.policy.shops[index].law?.rest(on: law.pack.holidays + calendar.holidays)
      draft.policy.shops[index].law?.restCalendar = calendar
    }
  }
  let ofWorkspace = draft.calendar.flatMap(named)
  for (index, setting) in wanted.enumerated() {
    let byLaw = draft.policy.shops[index].law?.name == "CN" ? "CN" : "weekdays"
    draft.policy.shops[index].calendar =
      setting.flatMap(named) ?? ofWorkspace ?? words.first { $0.0 == byLaw }?.1 ?? .weekdays
  }
}
