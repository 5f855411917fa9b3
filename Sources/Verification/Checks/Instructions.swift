extension Check {
  /// Over all dates: no row leaves twice, and nothing is open beside what it should replace.
  static let instructions = Check(
    workspace: "instructions",
    "every instruction left once, and none is open beside another for the same thing"
  ) { _, runs, findings in
    var life = InstructionLife()
    for run in runs {
      let rows = try BatchRow.all(of: run)
      life.owed = rows.contains { $0.kind == "refund_instructions" } ? try Self.owed(run) : [:]
      for row in rows { life.end(row, &findings) }
      for row in rows { life.take(row, &findings) }
    }
  }
}

extension Check {
  /// What cases.csv of a date expects to be refunded, by shop and case; minor units.
  fileprivate static func owed(_ run: RunFiles) throws -> [String: Int128] {
    let table = try CSVTable(path: run.path("cases.csv"))
    let columns = ["shop_id", "case_id", "expected_refund"].compactMap {
      table.columns.firstIndex(of: $0)
    }
    var owed: [String: Int128] = [:]
    guard columns.count == 3 else { return owed }
    try table.forEachRow { row in
      let key = row[columns[0]].string + "|" + row[columns[1]].string
      owed[key, default: 0] += row[columns[2]].amount?.minor ?? 0
    }
    return owed
  }
}

/// What was issued up to a row, and what of it is open.
private struct InstructionLife {
  /// Where each id was met.
  private var places: [String: String] = [:]
  /// Ids that a later row has taken the place of.
  private var ended: Set<String> = []
  /// The open rows of each thing.
  private var open: [String: [BatchRow]] = [:]
  /// Of the date: what is owed by case.
  var owed: [String: Int128] = [:]

  /// What a row takes the place of is open no more.
  mutating func end(_ row: BatchRow, _ findings: inout Findings) {
    if !row.replaces.isEmpty, !ended.insert(row.replaces).inserted {
      findings.fault(
        row.place + " replaces", found: "\(row.replaces), which another row has replaced",
        expected: "a row that is open", advice: .recomputed)
    }
    if row.action != "issue", row.replaces.isEmpty {
      findings.fault(
        row.place + " replaces", found: "nothing", expected: "the row that \(row.action)s",
        advice: .recomputed)
    }
  }

  mutating func take(_ row: BatchRow, _ findings: inout Findings) {
    if let first = places[row.id] {
      findings.fault(
        row.place, found: "\(row.id) again", expected: "an id that left once, in \(first)",
        advice: .recomputed)
      return
    }
    places[row.id] = row.place
    // What a later run of its date ended was open for no date.
    guard row.action != "cancel", !ended.contains(row.id), isOpenAlone(row.about) else { return }
    let others = (open[row.about] ?? []).filter { !ended.contains($0.id) }
    open[row.about] = others + [row]
    guard let other = others.last else { return }
    // Replacements of one line leave in rounds, each of a subject of its own: an id begins with it.
    let subject = row.id.prefix(16)
    if row.kind == "exchange_shipments", !others.contains(where: { $0.id.prefix(16) == subject }) {
      return
    }
    // What is owed beyond an open row may be sent beside it: together they are what is owed.
    let sum = (others + [row]).reduce(Int128(0)) { $0 + $1.amount }
    if row.kind == "refund_instructions", let most = owed[row.caseKey], sum <= most { return }
    findings.fault(
      row.place, found: "\(row.id) beside \(other.id), which nothing has ended",
      expected: "one row for \(row.about)", advice: .recomputed)
  }

  /// Of refunds and shipments the columns tell what a row is about; of one case there may be
  /// several compensations.
  private func isOpenAlone(_ about: String) -> Bool {
    (about.hasPrefix("refund_instructions|") && !about.contains("|compensation|"))
      || about.hasPrefix("exchange_shipments|")
  }
}
