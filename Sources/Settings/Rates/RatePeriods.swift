internal import Returns

/// The rate cards of all files. Two rows of one carrier and zone that hold on one day are refused,
/// and so is a day between two rows on which none holds: either would change what is paid without
/// anybody noticing.
func rateCards(_ rows: [RateRow], _ problems: inout Problems) -> RateCards {
  let sorted = rows.enumerated().sorted { a, b in
    let (left, right) = (a.element.rate, b.element.rate)
    return (left.carrier, left.zone, left.validFrom, a.offset)
      < (right.carrier, right.zone, right.validFrom, b.offset)
  }.map(\.element)
  // The row that holds longest so far, of the carrier and zone at hand.
  var longest = sorted.first
  for later in sorted.dropFirst() {
    guard let earlier = longest else { break }
    let isSame = earlier.rate.carrier == later.rate.carrier && earlier.rate.zone == later.rate.zone
    if isSame { compare(earlier, later, &problems) }
    if !isSame || later.rate.validTo >= earlier.rate.validTo { longest = later }
  }
  return RateCards(sorted.map(\.rate))
}

private func compare(_ earlier: RateRow, _ later: RateRow, _ problems: inout Problems) {
  let name = "\(later.rate.carrier) zone \(later.rate.zone)"
  if later.rate.validFrom <= earlier.rate.validTo {
    problems.add(
      "\(name) \(period(later.rate)) overlaps \(earlier.place.text), \(period(earlier.rate)); "
        + "end the earlier row on the day before the later one begins", at: later.place)
  } else if later.rate.validFrom - earlier.rate.validTo > 1 {
    let first = earlier.rate.validTo + 1
    let last = later.rate.validFrom + -1
    problems.add(
      "\(name) has no rate from \(first.string) to \(last.string), between \(earlier.place.text), "
        + "\(period(earlier.rate)), and this row, \(period(later.rate)); extend valid_to or add "
        + "a row", at: later.place)
  }
}

private func period(_ rate: Rate) -> String {
  rate.validTo == farthestDay
    ? "from \(rate.validFrom.string) on" : "from \(rate.validFrom.string) to \(rate.validTo.string)"
}
