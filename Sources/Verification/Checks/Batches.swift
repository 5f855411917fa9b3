extension Check {
  /// The batches of a date are numbered without a gap, and come to what the manifest says.
  static let batches = Check(
    "batches", "batches are numbered from 01, and come to the rows and totals of the manifest"
  ) { evening, findings in
    let run = evening.run
    var last: (kind: String, number: Int) = ("", 0)
    for (batch, listed) in try BatchFile.all(of: run) {
      let expected = batch.kind == last.kind ? last.number + 1 : 1
      findings.compare(
        run.place(batch.name), found: batch.number, expected: expected, advice: .restore)
      last = (batch.kind, batch.number)
      try compare(batch, listed, run, &findings)
    }
  }

  private static func compare(
    _ batch: BatchFile, _ listed: ManifestDocument.File, _ run: RunFiles,
    _ findings: inout Findings
  ) throws {
    let table = try CSVTable(path: run.path(batch.name))
    let id = try batch.idColumn(table)
    let amount = table.columns.firstIndex(of: "amount")
    let currency = table.columns.firstIndex(of: "currency")
    var (rows, previous): (Int, String) = (0, "")
    var totals: [String: Int] = [:]
    try table.forEachRow { row in
      rows += 1
      let place = run.place(batch.name, line: row.line)
      findings.compare(place + " batch_id", found: row[0].string, expected: batch.id)
      // Where other columns come before the id, they make the order.
      if id == 1, row[id].string <= previous {
        findings.fault(
          place, found: row[id].string, expected: "an id behind \(previous)", advice: .recomputed)
      }
      previous = row[id].string
      guard let amount, let currency, !row[amount].isEmpty else { return }
      guard let money = row[amount].amount else {
        findings.fault(
          place + " amount", found: row[amount].string, expected: "a number", advice: .recomputed)
        return
      }
      totals[row[currency].string, default: 0] &+= Int(clamping: money.minor)
    }
    let place = run.place("manifest.json") + " \(batch.name)"
    findings.compare(place + " rows", found: listed.rows ?? 0, expected: rows)
    let stated = (listed.totals ?? []).map { "\($0.currency) \($0.amount)" }
    findings.compare(
      place + " totals", found: stated.joined(separator: ", "),
      expected: totals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", "))
  }
}
