internal import Returns

/// The rate cards of all files. Two rows of one carrier and zone that hold on one day are refused,
/// and so is a day between two rows on which none holds: either would change what is paid without
/// anybody noticing.
///
/// - Parameter allowed: where the policy allows gaps (`rate_gaps: allow`), each is told here
///   instead; a charge of such a day is `FEE_NO_RATE`.
func rateCards(
  _ rows: [RateRow], gaps allowed: ((String) -> Void)? = nil, _ problems: inout Problems
) -> RateCards {
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
    if isSame, let overlap = overlap(earlier, later) {
      problems.add(overlap, at: later.place)
    } else if isSame, let gap = gap(earlier, later) {
      if let allowed {
        allowed("\(later.place.text): \(gap)")
      } else {
        problems.add(gap + "; extend valid_to or add a row", at: later.place)
      }
    }
    if !isSame || later.rate.validTo >= earlier.rate.validTo { longest = later }
  }
  return RateCards(sorted.map(\.rate))
}

private func overlap(_ earlier: RateRow, _ later: RateRow) -> String? {
  guard later.rate.validFrom <= earlier.rate.validTo else { return nil }
  return "\(later.name) \(period(later.rate)) overlaps \(earlier.place.text), "
    + "\(period(earlier.rate)); end the earlier row on the day before the later one begins"
}

private func gap(_ earlier: RateRow, _ later: RateRow) -> String? {
  guard later.rate.validFrom - earlier.rate.validTo > 1 else { return nil }
  let first = earlier.rate.validTo + 1
  let last = later.rate.validFrom + -1
  return "\(later.name) has no rate from \(first.string) to \(last.string), between "
    + "\(earlier.place.text), \(period(earlier.rate)), and this row, \(period(later.rate))"
}

extension RateRow {
  fileprivate var name: String { "\(rate.carrier) zone \(rate.zone)" }
}

private func period(_ rate: Rate) -> String {
  rate.validTo == farthestDay
    ? "from \(rate.validFrom.string) on" : "from \(rate.validFrom.string) to \(rate.validTo.string)"
}
