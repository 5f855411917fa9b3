extension Check {
  /// What is open before and after, added up from pending and exceptions of both dates.
  ///
  /// exceptions.csv does not say which kind of expectation an ambiguous or failed refund is, so
  /// the money of orders and the money of cases are compared, each in every currency.
  static let openAmounts = Check(
    "open_amounts", "what the proof calls open is what pending and exceptions come to"
  ) { evening, findings in
    let movements = try evening.run.proof().expectations
    let after = try OpenMoney(evening.run)
    let place = evening.run.place("proof.json")
    let claimed = OpenMoney(movements.map { ($0.kind, $0.currency, Int128($0.openAfter)) })
    after.compare(claimed, "\(place) open_after", &findings)
    guard let previous = evening.previous else {
      if try evening.isFirst() {
        OpenMoney([]).compare(
          OpenMoney(movements.map { ($0.kind, $0.currency, Int128($0.openBefore)) }),
          "\(place) open_before", &findings)
      }
      return
    }
    try OpenMoney(previous).compare(
      OpenMoney(movements.map { ($0.kind, $0.currency, Int128($0.openBefore)) }),
      "\(place) open_before", &findings)
  }
}

/// Open amounts of orders and of cases per currency, minor units.
private struct OpenMoney {
  private struct Key: Hashable, Comparable {
    let currency: String
    let isOfCase: Bool
    static func < (a: Key, b: Key) -> Bool {
      (a.currency, a.isOfCase ? 1 : 0) < (b.currency, b.isOfCase ? 1 : 0)
    }
  }

  private var sums: [Key: Int128] = [:]

  /// From kinds of expectations.
  init(_ amounts: [(kind: String, currency: String, amount: Int128)]) {
    for entry in amounts {
      let isOfCase = Words.moneyKinds[entry.kind] ?? true
      sums[Key(currency: entry.currency, isOfCase: isOfCase), default: 0] += entry.amount
    }
  }

  /// From the rows of a date.
  init(_ run: RunFiles) throws {
    try addPending(try run.table(.pending))
    try addExceptions(try run.table(.exceptions))
  }

  private mutating func addPending(_ table: CSVTable) throws {
    let place = try table.columns("expectation", "amount", "currency")
    try table.forEachRow { row in
      guard let amount = row[place[1]].amount,
        let isOfCase = Words.moneyKinds[row[place[0]].string]
      else { return }
      let key = Key(currency: row[place[2]].string, isOfCase: isOfCase)
      sums[key, default: 0] += amount.minor
    }
  }

  private mutating func addExceptions(_ table: CSVTable) throws {
    let place = try table.columns(
      "code", "status", "expected", "actual", "currency", "case_id", "decision",
      "decision_amount")
    try table.forEachRow { row in
      guard !Words.closedStatuses.contains(row[place[1]].string), !row[place[4]].isEmpty,
        let expected = row[place[2]].amount,
        Words.codesOfOpenMoney.contains(row[place[0]].string)
      else { return }
      let found = row[place[3]].amount?.minor ?? 0
      let key = Key(currency: row[place[4]].string, isOfCase: !row[place[5]].isEmpty)
      let isGivenUp = Words.decisionsToGiveUp.contains(row[place[6]].string)
      let givenUp = isGivenUp ? row[place[7]].amount?.minor ?? 0 : 0
      sums[key, default: 0] += max(0, expected.minor - found - givenUp)
    }
  }

  /// `self` is recomputed.
  func compare(_ claimed: OpenMoney, _ place: String, _ findings: inout Findings) {
    for key in Set(sums.keys).union(claimed.sums.keys).sorted() {
      let name = key.isOfCase ? "money of cases" : "money of orders"
      findings.compare(
        "\(place), \(name) in \(key.currency)", found: claimed.sums[key] ?? 0,
        expected: sums[key] ?? 0)
    }
  }
}
