extension Check {
  /// summary.json counts what the tables list.
  static let summary = Check(
    "summary", "summary.json counts the rows of the tables"
  ) { evening, findings in
    let run = evening.run
    let summary = try run.summary()
    let proof = try run.proof()
    var figures = Figures(place: run.place("summary.json"))
    figures.expect("business_date", summary.businessDate, run.date)
    figures.expect("proof.verdict", summary.proof.verdict, proof.verdict)
    figures.expect("proof.residuals", summary.proof.residuals, proof.residuals)
    try figures.compareIntake(summary, run)
    try figures.compareCases(summary.cases, run)
    try figures.compareExceptions(summary.exceptions, run)
    try figures.comparePending(summary, run)
    try figures.compareFreight(summary, run)
    for difference in figures.differences {
      findings.fault(
        difference.place, found: difference.found, expected: difference.expected,
        advice: .recomputed)
    }
  }
}

/// Compares figures of the summary and keeps what differs.
struct Figures {
  let place: String
  private(set) var differences: [(place: String, found: String, expected: String)] = []

  init(place: String) { self.place = place }

  mutating func expect<Value: Equatable>(_ name: String, _ found: Value, _ expected: Value) {
    guard found != expected else { return }
    differences.append(("\(place) \(name)", "\(found)", "\(expected)"))
  }

  /// What is not named on one side counts 0 there.
  mutating func expect(_ name: String, _ found: [String: Int], _ expected: [String: Int]) {
    for key in Set(found.keys).union(expected.keys).sorted() {
      expect("\(name).\(key)", found[key] ?? 0, expected[key] ?? 0)
    }
  }

  mutating func expect(
    _ name: String, _ found: [SummaryDocument.Tally], _ expected: [String: RowTally]
  ) {
    let named = Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    for key in Set(named.keys).union(expected.keys).sorted() {
      let (stated, counted) = (named[key], expected[key] ?? RowTally())
      expect("\(name) \(key) count", stated?.count ?? 0, counted.count)
      let amounts = Dictionary((stated?.amounts ?? []).map { ($0.currency, $0.amount) }) {
        $0 &+ $1
      }
      expect("\(name) \(key) amounts", amounts, counted.amounts)
    }
  }
}

/// How many rows, and how much money they are about, per currency in minor units.
struct RowTally {
  var count = 0
  var amounts: [String: Int] = [:]

  mutating func add(_ amount: Int128?, _ currency: String) {
    count += 1
    if let amount { amounts[currency, default: 0] &+= Int(clamping: amount) }
  }
}
