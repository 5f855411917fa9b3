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
  /// Years that the limits of today's tickets reach and that a shop's calendar does not cover, each
  /// calendar once, in the order of shops.
  public var uncoveredYears: [(calendar: Text, year: Int)] {
    var found: [(calendar: Text, year: Int)] = []
    for (index, shop) in policy.shops.enumerated() where deliveredFeeds[index].contains(.tickets) {
      let most = TicketClass.allCases.map { policy.terms.ticketDays[$0] }.max() ?? 0
      let last = shop.calendar.workingDay(most, after: asOf)
      for year in asOf.parts.year...last.parts.year where !shop.calendar.covers(year) {
        if !found.contains(where: { $0 == (shop.calendar.name, year) }) {
          found.append((shop.calendar.name, year))
        }
      }
    }
    return found
  }
}
