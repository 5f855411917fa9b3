extension Check {
  /// Each exception stands once, and its figures agree with each other.
  static let exceptions = Check(
    "exceptions", "exceptions have ids of their own, known words, and figures that agree"
  ) { evening, findings in
    let table = try evening.run.table(.exceptions)
    let place = try table.columns(
      "exception_id", "version", "status", "expected", "actual", "difference", "opened_on",
      "age_days", "code", "decision", "decision_amount")
    let today = dayNumber(evening.run.date) ?? 0
    var last: [UInt8] = []
    try table.forEachRow { row in
      let line = { evening.run.place("exceptions.csv", line: row.line) }
      if row[place[0]].bytes.elementsEqual(last) {
        findings.fault(
          "\(line()) exception_id", found: "\(row[place[0]].string) a second time",
          expected: "each once", advice: .recomputed)
      }
      last = Array(row[place[0]].bytes)
      if !Words.statuses.contains(row[place[2]].string) {
        findings.fault(
          "\(line()) status", found: row[place[2]].string,
          expected: Words.statuses.sorted().joined(separator: ", "), advice: .recomputed)
      }
      if (row[place[1]].integer ?? 0) < 1 {
        findings.fault(
          "\(line()) version", found: row[place[1]].string, expected: "1 or more",
          advice: .recomputed)
      }
      let (expected, actual) = (row[place[3]].amount?.minor, row[place[4]].amount?.minor)
      // Of an open exception what was given up is open no more; of a charge it is expected then.
      let isOpenRest =
        !Words.closedStatuses.contains(row[place[2]].string)
        && !Words.isAboutCharge(row[place[8]].string)
        && Words.decisionsToGiveUp.contains(row[place[9]].string)
      let givenUp = isOpenRest ? row[place[10]].amount?.minor ?? 0 : 0
      let whole = (actual ?? 0) - (expected ?? 0)
      let difference =
        expected == nil && actual == nil ? nil : whole + (whole > 0 ? -givenUp : givenUp)
      findings.compare(
        "\(line()) difference", found: row[place[5]].amount.map { "\($0.minor)" } ?? "none",
        expected: difference.map { "\($0)" } ?? "none")
      let openedOn = dayNumber(row[place[6]].string)
      findings.compare(
        "\(line()) age_days", found: row[place[7]].string,
        expected: openedOn.map { "\(max(0, today - $0))" } ?? "counted from a date")
    }
  }
}
