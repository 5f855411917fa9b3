/// A time in the shop's own zone: day of the history (0 is the first) and minute of that day. Shops
/// work between 07:00 and 22:59, so no time falls into the hour that a clock change skips.
struct Moment: Comparable, Sendable {
  var day: Int
  var minute: Int

  static func < (a: Moment, b: Moment) -> Bool { (a.day, a.minute) < (b.day, b.minute) }

  func after(minutes: Int) -> Moment { Moment(day: day, minute: min(minute + minutes, 1379)) }
}
