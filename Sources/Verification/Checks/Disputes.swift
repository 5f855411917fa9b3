extension Check {
  /// What each carrier is sent is what the list of all says of it.
  static let disputes = Check(
    "disputes", "each carrier's disputes are those of fee_disputes.csv, with their totals"
  ) { evening, findings in
    let run = evening.run
    // Older versions wrote no file per carrier.
    guard let stated = try run.summary().disputes else { return }
    let all = try DisputeRows.byCarrier(run.table(.feeDisputes))
    let listed = try run.manifest().outputs.filter(\.isCarriersDisputes)
    findings.compare(
      run.place("summary.json") + " disputes", found: stated.map(\.file).sorted(),
      expected: listed.map(\.path).sorted())
    findings.compare(
      run.place("fee_disputes.csv") + " carriers with a file", found: listed.count,
      expected: min(all.count, mostDisputeFiles))
    let totals = Dictionary(listed.map { ($0.path, $0.totals ?? []) }) { first, _ in first }
    for entry in stated where totals[entry.file] != nil {
      let own = try DisputeRows.byCarrier(CSVTable(path: run.path(entry.file)))
      let place = run.place(entry.file)
      findings.compare(place + " carriers", found: own.count, expected: 1)
      guard let (carrier, rows) = own.first else { continue }
      // In a cell a ' stands before what a spreadsheet would run.
      guard carrier == entry.carrier || carrier == "'" + entry.carrier else {
        findings.fault(
          place + " carrier", found: carrier, expected: entry.carrier, advice: .recomputed)
        continue
      }
      if rows.lines != all[carrier]?.lines ?? [] {
        findings.fault(
          place, found: "\(rows.lines.count) rows",
          expected: "the \(all[carrier]?.lines.count ?? 0) rows of \(carrier) in fee_disputes.csv",
          advice: .recomputed)
      }
      findings.compare(
        run.place("summary.json") + " disputes \(entry.carrier) rows", found: entry.rows,
        expected: rows.lines.count)
      let sums = words(rows.recoverable.map { ($0.key, $0.value) })
      findings.compare(
        run.place("summary.json") + " disputes \(entry.carrier) amounts",
        found: words(entry.amounts.map { ($0.currency, $0.amount) }), expected: sums)
      findings.compare(
        run.place("manifest.json") + " \(entry.file) totals",
        found: words((totals[entry.file] ?? []).map { ($0.currency, $0.amount) }), expected: sums)
    }
  }
}

/// More carriers than this have no file of their own.
private let mostDisputeFiles = 200

private func words(_ sums: [(currency: String, amount: Int)]) -> String {
  sums.sorted { $0.currency < $1.currency }.map { "\($0.currency) \($0.amount)" }
    .joined(separator: ", ")
}

extension ManifestDocument.File {
  /// `fee_disputes-SF.csv`.
  var isCarriersDisputes: Bool { path.hasPrefix("fee_disputes-") && path.hasSuffix(".csv") }
}

/// The rows of one carrier in a list of disputes.
private struct DisputeRows {
  /// Their cells, side by side.
  var lines: [[String]] = []
  /// By currency, minor units.
  var recoverable: [String: Int] = [:]

  static func byCarrier(_ table: CSVTable) throws -> [String: DisputeRows] {
    let place = try table.columns("carrier", "recoverable", "currency")
    var carriers: [String: DisputeRows] = [:]
    try table.forEachRow { row in
      var rows = carriers.removeValue(forKey: row[place[0]].string) ?? DisputeRows()
      rows.lines.append(row.cells.map(\.string))
      let amount = Int(clamping: row[place[1]].amount?.minor ?? 0)
      rows.recoverable[row[place[2]].string, default: 0] &+= amount
      carriers[row[place[0]].string] = rows
    }
    return carriers
  }
}
