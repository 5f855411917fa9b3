internal import Foundation
public import Returns

extension Zone {
  /// The table of a zone from 1990 to 2050, by the zone data that comes with Swift's Foundation.
  /// - Parameter name: an IANA name such as `Asia/Shanghai`, or `UTC`. Abbreviations (`CST` is four
  ///   zones) and offsets are refused.
  public init?(iana name: String) {
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
      return nil
    }
    let first = Date(timeIntervalSince1970: 631_152_000)
    let end = Date(timeIntervalSince1970: 2_556_144_000)
    var transitions: [(start: Int64, offset: Int64)] = []
    var offset = Int64(zone.secondsFromGMT(for: first))
    let firstOffset = offset
    var moment = first
    while let next = zone.nextDaylightSavingTimeTransition(after: moment),
      next < end, next > moment
    {
      moment = next
      let newOffset = Int64(zone.secondsFromGMT(for: next))
      // Some transitions change the zone's abbreviation only.
      if newOffset != offset {
        transitions.append((Int64(next.timeIntervalSince1970.rounded()), newOffset))
      }
      offset = newOffset
    }
    self.init(name: name, firstOffset: firstOffset, transitions: transitions)
  }
}

/// The zone that a wrong name was most likely meant to be.
func nearZone(to wrong: String) -> String? {
  let common = ["beijing", "asia/beijing", "prc", "china", "cst", "utc+8", "gmt+8", "utc+08:00"]
  if common.contains(wrong.lowercased()) { return "Asia/Shanghai" }
  let known = TimeZone.knownTimeZoneIdentifiers.sorted()
  let city = wrong.lowercased().split(separator: "/").last.map(String.init) ?? ""
  let spelled = city.map { $0 == " " ? "_" : $0 }
  let sameCity = known.first { $0.lowercased().hasSuffix("/" + String(spelled)) }
  return sameCity ?? nearName(to: wrong, among: known)
}
