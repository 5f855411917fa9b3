import Returns

/// Years of which a shop's calendar knows no holidays, though limits of tickets lie in them.
func calendarNotices(_ circumstances: Circumstances) -> [String] {
  circumstances.uncoveredYears.map { name, year in
    "calendar \(name) does not cover \(year): only its weekends count as free then; add the year "
      + "under calendars: in policy/calendars.yaml"
  }
}
