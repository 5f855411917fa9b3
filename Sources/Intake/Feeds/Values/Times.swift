import Returns

/// ISO 8601 dates and date-times to UTC seconds, at fixed positions, with the days of a file
/// remembered.
final class TimeReader {
  /// A civil date seen before: its text, its day, and its offset where the zone keeps one all that
  /// day.
  private struct Known {
    var text: (UInt64, UInt16) = (0, 0)
    var day: Int64 = 0
    var zone = Int.min
    var offset: Int64 = 0
  }
  private let known = UnsafeMutablePointer<Known>.allocate(capacity: 256)

  /// Of the workspace's zone; shops have theirs from 0.
  static let workspaceNumber = Int.max

  /// A value that is trimmed has no time of the day.
  static func isDate(_ text: Text) -> Bool { text.bytes.count <= 10 }

  init() { known.initialize(repeating: Known(), count: 256) }
  deinit { known.deallocate() }

  /// - Parameters:
  ///   - zone: the zone of a time without an offset.
  ///   - zoneNumber: tells zones apart in the memory of days (the shop's index, `workspaceNumber`;
  ///     -1 is the file's own zone).
  func seconds(_ text: Text, zone: Zone, zoneNumber: Int) throws(ValueProblem) -> Int64 {
    let bytes = text.bytes
    guard bytes.count >= 10 else { throw .notATime }
    let slot = try known(date: bytes, zone: zone, zoneNumber: zoneNumber)
    let (clock, end) = try Self.clock(bytes)
    if end < bytes.count {
      return known[slot].day * 86_400 + clock - (try Self.offset(bytes, from: end))
    }
    let local = known[slot].day * 86_400 + clock
    let offset = known[slot].offset
    return offset == Int64.min ? zone.instant(local: local).seconds : local - offset
  }

  /// The same for `2026-11-22T08:00:00` (or a blank for the T) on a day that was seen before;
  /// `RegularForms.none` for all else.
  @inline(__always)
  func regularSeconds(_ start: UnsafeRawPointer, _ count: Int, zoneNumber: Int) -> Int64 {
    guard count == 19 else { return RegularForms.none }
    let separator = start.load(fromByteOffset: 10, as: UInt8.self)
    let clock = RegularForms.clock(start + 11)
    guard separator == 0x54 || separator == 0x20, clock != RegularForms.none else {
      return RegularForms.none
    }
    let (first, last, slot) = Self.place(of: start, zoneNumber)
    let candidate = known[slot]
    guard candidate.text.0 == first, candidate.text.1 == last, candidate.zone == zoneNumber,
      candidate.offset != Int64.min
    else { return RegularForms.none }
    return candidate.day &* 86_400 &+ clock &- candidate.offset
  }

  @inline(__always)
  private static func place(
    of start: UnsafeRawPointer, _ zoneNumber: Int
  ) -> (first: UInt64, last: UInt16, slot: Int) {
    let first = start.loadUnaligned(as: UInt64.self)
    let last = start.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    let mixed = (first >> 40) ^ (UInt64(last) &* 31) ^ UInt64(truncatingIfNeeded: zoneNumber)
    return (first, last, Int((mixed ^ mixed >> 8) & 255))
  }

  /// The place of the date in the memory, computed and kept where it is new.
  private func known(
    date bytes: UnsafeRawBufferPointer, zone: Zone, zoneNumber: Int
  ) throws(ValueProblem) -> Int {
    let (first, last, slot) = Self.place(of: bytes.baseAddress!, zoneNumber)
    let candidate = known[slot]
    if candidate.text.0 == first, candidate.text.1 == last, candidate.zone == zoneNumber {
      return slot
    }
    guard bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2),
      let day = Self.number(bytes, 8, 2), let date = Day(year: year, month: month, day: day)
    else { throw .notATime }
    let start = Int64(date.number) * 86_400
    known[slot] = Known(
      text: (first, last), day: Int64(date.number), zone: zoneNumber,
      offset: Self.steadyOffset(zone, from: start))
    return slot
  }

  /// The zone's offset where no transition is near the day that begins at `start` (local); else
  /// Int64.min.
  private static func steadyOffset(_ zone: Zone, from start: Int64) -> Int64 {
    let near = (start - 172_800)...(start + 259_200)
    if zone.starts.contains(where: { near.contains($0) }) { return Int64.min }
    return zone.offset(at: start)
  }

  /// Seconds of the day after `T` or blanks, and where the offset begins. A bare date is 00:00.
  static func clock(_ bytes: UnsafeRawBufferPointer) throws(ValueProblem) -> (Int64, Int) {
    var at = 10
    guard at < bytes.count else { return (0, at) }
    if bytes[at] == 0x54 {
      at += 1
    } else {
      guard bytes[at] == 0x20 else { throw .notATime }
      while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    }
    guard at + 5 <= bytes.count, bytes[at + 2] == 0x3A, let hour = number(bytes, at, 2),
      let minute = number(bytes, at + 3, 2), hour < 24, minute < 60
    else { throw .notATime }
    at += 5
    var second = 0
    if at < bytes.count, bytes[at] == 0x3A {
      guard at + 3 <= bytes.count, let value = number(bytes, at + 1, 2), value < 60
      else { throw .notATime }
      second = value
      at += 3
      if at < bytes.count, bytes[at] == 0x2E || bytes[at] == 0x2C {
        let fraction = at + 1
        at = fraction
        while at < bytes.count, bytes[at] &- 0x30 <= 9 { at += 1 }
        guard at > fraction else { throw .notATime }
      }
    }
    return (Int64(hour * 3600 + minute * 60 + second), at)
  }

  /// Seconds east of `Z`, `+08:00`, `+0800` or `+08`, with or without blanks before.
  static func offset(_ bytes: UnsafeRawBufferPointer, from start: Int) throws(ValueProblem) -> Int64
  {
    var at = start
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    let rest = bytes.count - at
    if rest == 1, bytes[at] == 0x5A { return 0 }
    guard rest == 3 || rest == 5 || (rest == 6 && bytes[at + 3] == 0x3A),
      bytes[at] == 0x2B || bytes[at] == 0x2D, let hours = number(bytes, at + 1, 2), hours <= 18
    else { throw .notATime }
    var minutes = 0
    if rest > 3 {
      guard let value = number(bytes, bytes.count - 2, 2), value < 60 else { throw .notATime }
      minutes = value
    }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return bytes[at] == 0x2D ? -seconds : seconds
  }

  @inline(__always)
  static func number(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for offset in start..<(start + count) {
      let digit = bytes[offset] &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}
