import Returns

/// Numbers the versions of exceptions or cases: day * 2^32 + n, in the order they are put.
struct VersionNumbers {
  private(set) var day: Day?
  private var last: Int64 = 0
  private var hasNew = false

  /// - Parameter statement: asks for the greatest number of a day.
  mutating func next(_ day: Day, last statement: Statement) throws -> Int64 {
    if day != self.day {
      statement.add(day)
      last = try statement.first { $0.optionalInt64() }.flatMap(\.self) ?? Int64(day.number) << 32
      self.day = day
    }
    hasNew = true
    last += 1
    return last
  }

  /// The day of the versions put since the last call; nil if there are none.
  mutating func takeDay() -> Day? {
    defer { hasNew = false }
    return hasNew ? day : nil
  }
}
