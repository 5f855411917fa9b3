public import Returns

/// How long something has been open, as reports group it.
public enum AgeBand: UInt8, CaseIterable, Sendable {
  case toOneDay, toThreeDays, toAWeek, toAMonth, longer

  public init(days: Int) {
    switch days {
    case ...1: self = .toOneDay
    case ...3: self = .toThreeDays
    case ...7: self = .toAWeek
    case ...30: self = .toAMonth
    default: self = .longer
    }
  }

  /// `0–1`, `31+`.
  public var days: String { ["0–1", "2–3", "4–7", "8–30", "31+"][Int(rawValue)] }
}

/// Where a deadline stands on the business date.
public enum DueBand: UInt8, CaseIterable, Sendable {
  case overdue, today, soon, later, none

  /// - Parameter due: the last day; nil: there is none.
  public init(due: Day?, on day: Day) {
    guard let due else {
      self = .none
      return
    }
    switch due - day {
    case ..<0: self = .overdue
    case 0: self = .today
    case ...3: self = .soon
    default: self = .later
    }
  }
}
