import Returns

extension ReportOrder {
  /// A period by its name: a day `2026-11-22`, a week of ISO 8601 `2026-W47`, a month `2026-11`.
  /// - Returns: a day of it, as `date` takes it, and its length; nil: none of these.
  public static func period(named name: String) -> (date: String, span: Span)? {
    if Day(iso: name) != nil { return (name, .day) }
    if let first = Day(iso: name + "-01") { return (first.string, .month) }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3,
      parts[1].first == "W", let number = Int(parts[1].dropFirst()),
      let fourth = Day(iso: parts[0] + "-01-04")
    else { return nil }
    // The first week of a year is that of the fourth of January.
    let monday = fourth + (7 * (number - 1) - fourth.weekday)
    guard number > 0, (monday + 3).parts.year == fourth.parts.year else { return nil }
    return (monday.string, .week)
  }
}
