extension Check {
  /// What is pending is not due yet, or waits for a source.
  static let pending = Check(
    "pending", "what is pending is not due yet or waits for a source, and money has its amount"
  ) { evening, findings in
    let table = try evening.run.table(.pending)
    let place = try table.columns(
      "expectation", "amount", "currency", "breaks_on", "waiting_for")
    try table.forEachRow { row in
      let line = { evening.run.place("pending.csv", line: row.line) }
      let breaksOn = row[place[3]].string
      if dayNumber(breaksOn) == nil || (breaksOn <= evening.run.date && row[place[4]].isEmpty) {
        findings.fault(
          "\(line()) breaks_on", found: breaksOn,
          expected: "a day after \(evening.run.date), or a source in waiting_for",
          advice: .recomputed)
      }
      let isMoney = Words.moneyKinds[row[place[0]].string] != nil
      let amount = row[place[1]].amount?.minor
      if isMoney, (amount ?? 0) <= 0 || row[place[2]].isEmpty {
        findings.fault(
          "\(line()) amount", found: row[place[1]].string, expected: "more than 0 in a currency",
          advice: .recomputed)
      } else if !isMoney, amount != nil || !row[place[2]].isEmpty {
        findings.fault(
          "\(line()) amount", found: "\(row[place[1]].string) \(row[place[2]].string)",
          expected: "none, for what is no money", advice: .recomputed)
      }
    }
  }
}
