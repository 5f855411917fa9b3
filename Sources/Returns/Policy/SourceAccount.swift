public enum MismatchRule: UInt8, Vocabulary { case hold, accept }

/// When files of a source are to come (design: section 4, "files expected when").
public enum DeliveryRhythm: Sendable, Equatable {
  /// One of each such day of the week; 0 is Monday.
  case weekdays(Set<Int>)
  case workingDays(WorkingCalendar)
  /// One of each week, Monday to Sunday, or of each calendar month.
  case weekly, monthly
}

/// One account at a provider, carrier or system whose exports come in (sources.yaml).
public struct SourceAccount: Sendable {
  public var id: Text
  public var feed: Feed
  /// Indexes of the shops it serves; empty: all.
  public var shops: [Int] = []
  public var profile = Text()
  public var accountID = Text()
  /// A glob on the path below the inbox (`*` within a folder name), also of what is packed there;
  /// empty: any.
  public var path = ""
  /// Days its files may come after the day they cover; of working days, working days.
  public var lagDays = 0
  /// nil: files come when there is something to tell; a missing one cannot be told by its day.
  public var rhythm: DeliveryRhythm?
  /// Of which no file comes, whatever the rhythm says; ascending.
  public var daysWithoutFile: [Day] = []
  public var onMismatch = MismatchRule.hold

  public init(id: Text, feed: Feed) {
    self.id = id
    self.feed = feed
  }
}

extension SourceAccount {
  /// The days that a file of this day is of, where it does not say so itself.
  public func span(of day: Day) -> ClosedRange<Day> {
    switch rhythm {
    case .weekly:
      let monday = day + -day.weekday
      return monday...monday + 6
    case .monthly:
      let first = day + (1 - day.parts.day)
      let next = first + 31
      return first...next + -next.parts.day
    case .weekdays, .workingDays, nil: return day...day
    }
  }

  /// The first day among some that a file is to end with; nil where none is expected.
  public func firstExpected(in days: Range<Day>) -> Day? {
    var day = days.lowerBound
    while day < days.upperBound {
      if expectsFile(endingOn: day) { return day }
      day = day + 1
    }
    return nil
  }

  /// The last day that is to be complete on the evening of a date.
  func expectedThrough(_ date: Day) -> Day {
    guard rhythm != nil else { return date + -lagDays }
    var day = date
    while !expectsFile(endingOn: day) || due(day) > date {
      // Beyond a year nothing is expected at all: the calendar has no such day.
      if date - day > Self.longestWait { return date + -Self.longestWait }
      day = day + -1
    }
    return day
  }

  /// The evening on which the source is late that is complete up to a day and no further.
  func lateSince(_ reached: Day) -> Day {
    guard rhythm != nil else { return reached + lagDays + 1 }
    let coming = reached + 1..<reached + 1 + Self.longestWait
    return due(firstExpected(in: coming) ?? coming.upperBound)
  }

  private static let longestWait = 366 + 366

  private func expectsFile(endingOn day: Day) -> Bool {
    if daysWithoutFile.contains(day) { return false }
    switch rhythm {
    case .weekdays(let days): return days.contains(day.weekday)
    case .workingDays(let calendar): return calendar.isWorked(day)
    case .weekly, .monthly: return span(of: day).upperBound == day
    case nil: return true
    }
  }

  /// The evening on which what ends with a day is to be here.
  private func due(_ day: Day) -> Day {
    if case .workingDays(let calendar) = rhythm {
      return calendar.workingDay(lagDays, after: day)
    }
    return day + lagDays
  }
}
