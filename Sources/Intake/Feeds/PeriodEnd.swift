import Returns

/// How far a file's period goes: to a moment, which may lie within a day, and to the last day whose
/// book was closed, which no later row changes.
struct PeriodEnd {
  private var moment: Int64?
  private var closed: Day?

  /// - Parameter seconds: the first moment that is not in the period.
  mutating func reach(_ seconds: Int64) { moment = max(moment ?? seconds, seconds) }

  mutating func close(_ day: Day) { closed = max(closed ?? day, day) }

  /// The last day that is in the period from its beginning to its end where the file's shop is, as
  /// far as the period was over when the file was exported.
  func lastWholeDay(exported: Int64?, in zone: Zone) -> Day? {
    let stated = moment.map { end in
      // A day that ends at 23:59 has all of it.
      zone.day(Instant(seconds: min(end + 60, exported ?? .max))) + -1
    }
    guard let closed else { return stated }
    return max(closed, stated ?? closed)
  }
}
