extension Check {
  /// What the proof calls matched and written off is covered by the matches of the date.
  ///
  /// It may be less: matches of earlier dates that were given up or made anew are taken off, and no
  /// file lists them. It is never more.
  static let matched = Check(
    "matched", "what the proof calls matched or written off is covered by rows of matches.csv"
  ) { evening, findings in
    let listed = try ListedMatches(evening.run)
    let place = evening.run.place("proof.json") + " expectations"
    for movement in try evening.run.proof().expectations {
      let key = ListedMatches.Key(kind: movement.kind, currency: movement.currency)
      let sums = listed.sums[key] ?? (matched: 0, tolerance: 0)
      if Int128(movement.matched) > sums.matched {
        findings.fault(
          "\(place) \(movement.kind) \(movement.currency) matched", found: "\(movement.matched)",
          expected: "at most \(sums.matched), which the rows of matches.csv come to",
          advice: .recomputed)
      }
      if Int128(movement.writtenOff) > sums.tolerance {
        findings.fault(
          "\(place) \(movement.kind) \(movement.currency) written_off",
          found: "\(movement.writtenOff)",
          expected: "at most \(sums.tolerance), the tolerance used in matches.csv",
          advice: .recomputed)
      }
    }
  }
}

/// matches.csv, added up: of each expectation no more than is expected counts.
private struct ListedMatches {
  struct Key: Hashable {
    let kind: String
    let currency: String
  }

  private(set) var sums: [Key: (matched: Int128, tolerance: Int128)] = [:]
  /// Rows of one expectation stand together: the file is sorted by its id.
  private var current: (id: UInt64, key: Key, expected: Int128, sum: Int128)?

  init(_ run: RunFiles) throws {
    let table = try run.table(.matches)
    let place = try table.columns(
      "expectation_id", "kind", "currency", "expected", "actual", "tolerance_used")
    try table.forEachRow { row in
      guard !row[place[2]].isEmpty else { return }
      let id = row[place[0]].hash()
      let expected = row[place[3]].amount?.minor ?? 0
      if current?.id != id || current?.key.currency != row[place[2]].string {
        close()
        let key = Key(kind: row[place[1]].string, currency: row[place[2]].string)
        current = (id, key, expected, 0)
      }
      current?.sum += row[place[4]].amount?.minor ?? 0
      if let key = current?.key {
        sums[key, default: (0, 0)].tolerance += row[place[5]].amount?.minor ?? 0
      }
    }
    close()
  }

  private mutating func close() {
    guard let current else { return }
    sums[current.key, default: (0, 0)].matched += min(current.sum, current.expected)
    self.current = nil
  }
}
