/// Which days are worked: all but the free days of the week and the holidays; and, whatever day of
/// the week they fall on, the days on which holidays are made up for (调休). A table of values:
/// where it comes from is the settings' matter (R7.2).
public struct WorkingCalendar: Sendable, Equatable {
  public let name: Text
  /// Free days of the week, 0 is Monday.
  public let weekend: Set<Int>
  /// Years whose holidays are known, ascending; empty: the calendar has no holidays at all.
  public let years: [Int]
  /// Ascending.
  public let holidays: [Day]
  /// Worked although they fall on a weekend; ascending.
  public let workdays: [Day]

  public init(
    name: Text, weekend: Set<Int> = [5, 6], years: [Int] = [], holidays: [Day] = [],
    workdays: [Day] = []
  ) {
    self.name = name
    self.weekend = weekend
    self.years = years.sorted()
    self.holidays = holidays.sorted()
    self.workdays = workdays.sorted()
  }

  /// Monday to Friday, in every year.
  public static let weekdays = WorkingCalendar(name: "weekdays")

  public func isWorked(_ day: Day) -> Bool {
    if workdays.sortedContains(day) { return true }
    return !weekend.contains(day.weekday) && !holidays.sortedContains(day)
  }

  /// The last day of a limit of so many working days that begins on the day after `day`; `day`
  /// itself where there are none.
  public func workingDay(_ count: Int, after day: Day) -> Day {
    var (last, left) = (day, count)
    while left > 0 {
      last = last + 1
      if isWorked(last) { left -= 1 }
    }
    return last
  }

  /// Whether it knows the year's holidays; else only its weekends are free then.
  public func covers(_ year: Int) -> Bool { years.isEmpty || years.contains(year) }
}

extension WorkingCalendar {
  /// The same in memory of its own: for a worker on another core.
  func ownCopy() -> WorkingCalendar {
    WorkingCalendar(
      name: name, weekend: Set(weekend.map(\.self)), years: years.map(\.self),
      holidays: holidays.map(\.self), workdays: workdays.map(\.self))
  }
}

extension Circumstances {
  /// Years that the limits of today's tickets, and windows of what is received today, reach and
  /// that their calendar does not cover, each calendar once, in the order of shops.
  public var uncoveredYears: [(calendar: Text, year: Int)] {
    var found: [(calendar: Text, year: Int)] = []
    func add(_ calendar: WorkingCalendar, through last: Day) {
      for year in asOf.parts.year...last.parts.year where !calendar.covers(year) {
        if !found.contains(where: { $0 == (calendar.name, year) }) {
          found.append((calendar.name, year))
        }
      }
    }
    for (index, shop) in policy.shops.enumerated() {
      if deliveredFeeds[index].contains(.tickets) {
        let most = TicketClass.allCases.map { policy.terms.ticketDays[$0] }.max() ?? 0
        add(shop.calendar, through: shop.calendar.workingDay(most, after: asOf))
      }
      if deliveredFeeds[index].contains(.cases), let law = shop.law, let rest = law.restCalendar {
        let windows = law.windows.filter { $0.source.isInForce(on: asOf) }
        add(rest, through: asOf + (windows.map(\.value.days).max() ?? 0))
      }
    }
    return found
  }
}
