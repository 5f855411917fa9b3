extension Check {
  /// matches.csv comes to its control totals, and what the proof calls matched and written off is
  /// covered by it.
  ///
  /// It may be less: matches of earlier dates that were given up or made anew are taken off, and no
  /// file lists them. It is never more.
  static let matched = Check(
    "matched", "what the proof calls matched or written off is covered by rows of matches.csv"
  ) { evening, findings in
    let listed = try ListedMatches(evening.run)
    let proof = try evening.run.proof()
    let given = try GivenUp(evening.run)
    if let totals = proof.matches {
      listed.compare(totals, evening.run.place("proof.json") + " matches", &findings)
    }
    let place = evening.run.place("proof.json") + " expectations"
    for movement in proof.expectations {
      let key = ListedMatches.Key(kind: movement.kind, currency: movement.currency)
      let sums = listed.sums[key] ?? ListedMatches.Sum()
      if Int128(movement.matched) > sums.matched {
        findings.fault(
          "\(place) \(movement.kind) \(movement.currency) matched", found: "\(movement.matched)",
          expected: "at most \(sums.matched), which the rows of matches.csv come to",
          advice: .recomputed)
      }
      let allowed = sums.tolerance + given[movement.kind, movement.currency]
      if Int128(movement.writtenOff) > allowed {
        findings.fault(
          "\(place) \(movement.kind) \(movement.currency) written_off",
          found: "\(movement.writtenOff)",
          expected:
            "at most \(allowed), the tolerance used in matches.csv and what decisions give up",
          advice: .recomputed)
      }
    }
  }
}

/// What exceptions.csv says that people gave up, of orders and of cases. It does not say of which
/// kind of expectation.
private struct GivenUp {
  private struct Key: Hashable {
    let currency: String
    let isOfCase: Bool
  }

  private var sums: [Key: Int128] = [:]

  init(_ run: RunFiles) throws {
    let table = try run.table(.exceptions)
    let place = try table.columns("decision", "decision_amount", "currency", "case_id")
    try table.forEachRow { row in
      guard Words.decisionsToGiveUp.contains(row[place[0]].string),
        let amount = row[place[1]].amount?.minor
      else { return }
      let key = Key(currency: row[place[2]].string, isOfCase: !row[place[3]].isEmpty)
      sums[key, default: 0] += amount
    }
  }

  subscript(kind: String, currency: String) -> Int128 {
    sums[Key(currency: currency, isOfCase: Words.moneyKinds[kind] ?? true)] ?? 0
  }
}

/// matches.csv, added up.
private struct ListedMatches {
  struct Sum {
    var rows = 0
    var actual: Int128 = 0
    /// Of each expectation no more than is expected. What came to be owed in parts was expected in
    /// parts: rows that agree to the cent count each by itself.
    var matched: Int128 = 0
    var tolerance: Int128 = 0
  }

  struct Key: Hashable {
    let kind: String
    let currency: String
  }

  private(set) var sums: [Key: Sum] = [:]
  /// Rows of one expectation stand together: the file is sorted by its id.
  private var current: (id: UInt64, key: Key, parts: [Int128: Int128])?

  init(_ run: RunFiles) throws {
    let table = try run.table(.matches)
    let place = try table.columns(
      "expectation_id", "kind", "currency", "expected", "actual", "tolerance_used", "pass")
    try table.forEachRow { row in
      let id = row[place[0]].hash()
      let key = Key(kind: row[place[1]].string, currency: row[place[2]].string)
      if current?.id != id || current?.key != key {
        close()
        current = (id, key, [:])
      }
      let expected = Int128(row[place[3]].amount?.minor ?? 0)
      let actual = Int128(row[place[4]].amount?.minor ?? 0)
      if row[place[6]].string == "exact", actual == expected {
        sums[key, default: Sum()].matched += actual
      } else {
        current?.parts[expected, default: 0] += actual
      }
      sums[key, default: Sum()].rows += 1
      sums[key, default: Sum()].actual += actual
      sums[key, default: Sum()].tolerance += row[place[5]].amount?.minor ?? 0
    }
    close()
  }

  /// With the control totals of the file.
  func compare(
    _ totals: [ProofDocument.MatchTotal], _ place: String, _ findings: inout Findings
  ) {
    var left = sums
    for total in totals {
      let name = "\(place) \(total.kind) \(total.currency)"
      let sum = left.removeValue(forKey: Key(kind: total.kind, currency: total.currency)) ?? Sum()
      findings.compare("\(name) rows", found: total.rows, expected: sum.rows)
      findings.compare("\(name) actual", found: Int128(total.actual), expected: sum.actual)
    }
    for (key, sum) in left.sorted(by: {
      ($0.key.kind, $0.key.currency) < ($1.key.kind, $1.key.currency)
    }) {
      findings.compare("\(place) \(key.kind) \(key.currency) rows", found: 0, expected: sum.rows)
    }
  }

  private mutating func close() {
    guard let current else { return }
    for (expected, sum) in current.parts {
      sums[current.key, default: Sum()].matched += min(sum, expected)
    }
    self.current = nil
  }
}
