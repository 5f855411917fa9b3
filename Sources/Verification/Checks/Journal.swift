extension Check {
  /// Debits are credits: of every entry, and in all as proof.json says.
  static let journal = Check(
    "journal", "every entry of the journal balances, and the proof has its totals"
  ) { evening, findings in
    let table = try evening.run.table(.journal)
    let place = try table.columns("entry_id", "debit", "credit", "currency", "posting_date")
    var open: (id: UInt64, currency: String, line: Int, rest: Int128)?
    var totals: [String: (debit: Int128, credit: Int128)] = [:]
    func close(_ findings: inout Findings) {
      guard let entry = open else { return }
      findings.compare(
        evening.run.place("journal.csv", line: entry.line) + " debit less credit of the entry",
        found: entry.rest, expected: 0)
    }
    try table.forEachRow { row in
      let (debit, credit) = (row[place[1]].amount?.minor ?? 0, row[place[2]].amount?.minor ?? 0)
      let (id, currency) = (row[place[0]].hash(), row[place[3]].string)
      if open?.id == id, open?.currency == currency {
        open?.rest += debit - credit
      } else {
        close(&findings)
        open = (id, currency, row.line, debit - credit)
      }
      findings.compare(
        evening.run.place("journal.csv", line: row.line) + " posting_date",
        found: row[place[4]].string, expected: evening.run.date)
      let sum = totals[currency] ?? (0, 0)
      totals[currency] = (sum.debit + debit, sum.credit + credit)
    }
    close(&findings)
    let claimed = try evening.run.proof().journal ?? []
    findings.compare(
      evening.run.place("proof.json") + " journal", found: claimed.map(\.words).sorted(),
      expected: totals.map { "\($0.key) \($0.value.debit) \($0.value.credit)" }.sorted())
  }
}

extension ProofDocument.JournalTotal {
  fileprivate var words: String { "\(currency) \(debit) \(credit)" }
}
