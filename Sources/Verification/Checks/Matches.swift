extension Check {
  /// A match keeps what its pass promises: the exact ones take exactly what is expected.
  static let matches = Check(
    "matches", "every match keeps to the pass that made it"
  ) { evening, findings in
    let table = try evening.run.table(.matches)
    let place = try table.columns(
      "expectation_id", "currency", "expected", "actual", "tolerance_used", "pass", "evidence_id")
    var split: (id: UInt64, sum: Int128) = (0, 0)
    try table.forEachRow { row in
      let (expected, actual) = (row[place[2]].amount?.minor, row[place[3]].amount?.minor)
      let line = { evening.run.place("matches.csv", line: row.line) }
      guard let expected, let actual, let tolerance = row[place[4]].amount?.minor else {
        return findings.fault(
          line(), found: "no amount", expected: "expected, actual and tolerance_used",
          advice: .recomputed)
      }
      if row[place[6]].isEmpty {
        findings.fault(line(), found: "no evidence_id", expected: "one", advice: .recomputed)
      }
      if row[place[1]].isEmpty {
        return findings.compare("\(line()) actual", found: actual, expected: expected)
      }
      let id = row[place[0]].hash()
      let isSplit = row[place[5]].equals("split")
      split = isSplit && split.id == id ? (id, split.sum + actual) : (id, isSplit ? actual : 0)
      let allowed = Allowance(pass: row[place[5]], expected, tolerance, parts: split.sum)
      guard let allowed else {
        return findings.fault(
          "\(line()) pass", found: row[place[5]].string, expected: "a pass of the contract",
          advice: .recomputed)
      }
      if !allowed.amounts.contains(actual) || actual <= 0 {
        findings.fault(
          "\(line()) actual", found: row[place[3]].string,
          expected: "\(allowed.words) \(row[place[2]].string), by pass \(row[place[5]].string)",
          advice: .recomputed)
      }
    }
  }
}

/// The amounts that a pass may take for one expectation, minor units.
private struct Allowance {
  let amounts: ClosedRange<Int128>
  let words: String

  /// nil for a word that is no pass.
  /// - Parameter parts: of a split, the sum of all listed so far, this one included.
  init?(pass: CSVCell, _ expected: Int128, _ tolerance: Int128, parts: Int128) {
    let slack = max(0, tolerance)
    switch pass.string {
    case "exact", "bundle", "order_and_amount", "normalised_reference":
      (amounts, words) = (expected...expected, "exactly")
    case "exact_within_tolerance":
      (amounts, words) = (expected - slack...expected + slack, "within \(slack) minor units of")
    case "split":
      let most = expected + slack
      // Once the parts exceed what is expected, no amount of this one is right.
      amounts = parts <= most ? 0...max(0, most) : -1...(-1)
      words = "with the other parts at most"
    case "exact_with_difference", "decision":
      (amounts, words) = (0...Int128(Int64.max), "any part of")
    default: return nil
    }
  }
}
