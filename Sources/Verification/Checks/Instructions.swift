extension Check {
  /// Over all dates: no row leaves twice, and nothing is open beside what it should replace.
  static let instructions = Check(
    workspace: "instructions",
    "every instruction left once, and none is open beside another for the same thing"
  ) { _, runs, findings in
    var life = InstructionLife()
    for run in runs {
      let rows = try BatchRow.all(of: run)
      for row in rows { life.end(row, &findings) }
      for row in rows { life.take(row, &findings) }
    }
  }
}

/// What was issued up to a row, and what of it is open.
private struct InstructionLife {
  /// Where each id was met.
  private var places: [String: String] = [:]
  /// Ids that a later row has taken the place of.
  private var ended: Set<String> = []
  /// The open id of each thing.
  private var open: [String: String] = [:]

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
    guard row.action != "cancel", isOpenAlone(row.about) else { return }
    if let other = open[row.about], !ended.contains(other) {
      findings.fault(
        row.place, found: "\(row.id) beside \(other), which nothing has ended",
        expected: "one row for \(row.about)", advice: .recomputed)
    }
    open[row.about] = row.id
  }

  /// Of refunds and shipments the columns tell what a row is about; of one case there may be
  /// several compensations.
  private func isOpenAlone(_ about: String) -> Bool {
    (about.hasPrefix("refund_instructions|") && !about.contains("|compensation|"))
      || about.hasPrefix("exchange_shipments|")
  }
}
