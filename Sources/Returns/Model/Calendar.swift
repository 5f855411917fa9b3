/// A civil day: days since 1970-01-01 in the proleptic Gregorian calendar, in the zone it is asked
/// in.
public struct Day: Hashable, Comparable, Sendable {
  public let number: Int32

  @inlinable public init(number: Int32) { self.number = number }

  /// - Returns: nil unless the date exists in the Gregorian calendar (years 1600 to 9999).
  public init?(year: Int, month: Int, day: Int) {
    guard (1600...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    number = Int32(Self.count(year: year, month: month, day: day))
  }

  /// Days since the epoch (H. Hinnant, "chrono-compatible low-level date algorithms").
  @inlinable static func count(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthIndex + 2) / 5 + 1
    )
  }

  @inlinable public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  @inlinable public static func + (day: Day, days: Int) -> Day {
    Day(number: day.number &+ Int32(truncatingIfNeeded: days))
  }
  @inlinable public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  /// 0 is Monday: 1970-01-01 was a Thursday.
  public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  /// `2026-11-22`.
  public var string: String {
    let (year, month, day) = parts
    if (1000...9999).contains(year) {
      return String(unsafeUninitializedCapacity: 10) { bytes in
        Self.fill(bytes, year, month, day)
        return 10
      }
    }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Appends what `string` says.
  func append(to bytes: inout [UInt8]) {
    let (year, month, day) = parts
    guard (1000...9999).contains(year) else { return bytes.append(contentsOf: string.utf8) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { digits in
      Self.fill(digits, year, month, day)
      bytes.append(contentsOf: digits)
    }
  }

  private static func fill(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, _ year: Int, _ month: Int, _ day: Int
  ) {
    var rest = (year * 100 + month) * 100 + day
    for place in [9, 8, 6, 5, 3, 2, 1, 0] {
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    bytes[4] = UInt8(ascii: "-")
    bytes[7] = UInt8(ascii: "-")
  }
}

/// A moment: seconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  public let seconds: Int64
  @inlinable public init(seconds: Int64) { self.seconds = seconds }
  @inlinable public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
}

/// A time zone as a table of transitions, handed in from outside: the domain knows no clock and no
/// zone files.
public struct Zone: Sendable, Equatable {
  /// IANA name, for messages.
  public let name: String
  /// Instants (UTC seconds) from which each offset (seconds east) holds; ascending.
  public let starts: [Int64]
  public let offsets: [Int64]
  /// The offset before the first transition.
  public let firstOffset: Int64

  public init(name: String, firstOffset: Int64, transitions: [(start: Int64, offset: Int64)] = []) {
    self.name = name
    self.firstOffset = firstOffset
    starts = transitions.map(\.start)
    offsets = transitions.map(\.offset)
  }

  public static let utc = Zone(name: "UTC", firstOffset: 0)
  /// China has kept one offset since 1991-09-15.
  public static let shanghai = Zone(name: "Asia/Shanghai", firstOffset: 28800)

  public func offset(at instant: Int64) -> Int64 {
    guard let first = starts.first, instant >= first else { return firstOffset }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant { low = middle } else { high = middle }
    }
    return offsets[low]
  }

  /// Wall-clock seconds of this zone to an instant. In an hour that occurs twice the earlier
  /// instant holds; in an hour that does not exist, the instant the same distance after the gap
  /// began.
  public func instant(local: Int64) -> Instant {
    let early = local - offset(at: local - 86_400)
    if early + offset(at: early) == local { return Instant(seconds: early) }
    let late = local - offset(at: local + 86_400)
    if late + offset(at: late) == local { return Instant(seconds: late) }
    return Instant(seconds: early)
  }

  /// The civil day of an instant in this zone.
  public func day(_ instant: Instant) -> Day {
    let local = instant.seconds + offset(at: instant.seconds)
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return Day(number: Int32(truncatingIfNeeded: days))
  }

  /// The first instant of a day.
  public func start(of day: Day) -> Instant { instant(local: Int64(day.number) * 86_400) }

  /// ISO 8601 with offset: `2026-11-22T08:00:00+08:00`.
  public func string(_ instant: Instant) -> String {
    let offset = offset(at: instant.seconds)
    let local = instant.seconds + offset
    let day = self.day(instant)
    let second = local - Int64(day.number) * 86_400
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let sign = offset < 0 ? "-" : "+"
    let size = offset.magnitude
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return "\(day.string)T\(clock)\(sign)\(two(Int64(size / 3600))):\(two(Int64(size / 60 % 60)))"
  }
}
