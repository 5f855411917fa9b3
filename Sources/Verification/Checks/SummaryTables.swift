// What each table of a date comes to, as summary.json counts it.
extension Figures {
  mutating func compareIntake(_ summary: SummaryDocument, _ run: RunFiles) throws {
    let table = try run.table(.intake)
    let names = ["read", "accepted", "duplicate", "superseded", "rejected", "filtered"]
    let place = try names.map(table.column)
    let status = try table.column("status")
    var sums: [String: Int] = [:]
    try table.forEachRow { row in
      sums[row[status].string, default: 0] += 1
      for (name, column) in zip(names, place) {
        sums[name, default: 0] &+= row[column].integer ?? 0
      }
    }
    expect("intake", summary.intake, sums)
  }

  mutating func compareCases(_ cases: SummaryDocument.Cases, _ run: RunFiles) throws {
    let table = try run.table(.cases)
    let place = try table.columns("kind", "reason", "stage")
    var shown = 0
    var kinds: [String: Int] = [:]
    var families: [String: Int] = [:]
    var stages: [String: Int] = [:]
    try table.forEachRow { row in
      shown += 1
      kinds[row[place[0]].string, default: 0] += 1
      families[Words.families[row[place[1]].string] ?? "unknown", default: 0] += 1
      stages[row[place[2]].string, default: 0] += 1
    }
    expect("cases.shown", cases.shown, shown)
    expect("cases.open, no more than shown", max(cases.open, shown), shown)
    expect("cases.by_kind", cases.byKind, kinds)
    expect("cases.by_family", cases.byFamily, families)
    expect("cases.by_stage", cases.byStage, stages)
  }

  mutating func compareExceptions(_ stated: SummaryDocument.Exceptions, _ run: RunFiles) throws {
    let table = try run.table(.exceptions)
    let place = try table.columns("status", "severity", "owner", "code", "difference", "currency")
    var statuses: [String: Int] = [:]
    var open = 0
    var groups: [[String: RowTally]] = [[:], [:], [:]]
    try table.forEachRow { row in
      statuses[row[place[0]].string, default: 0] += 1
      guard !Words.closedStatuses.contains(row[place[0]].string) else { return }
      open += 1
      let currency = row[place[5]].string
      let amount = currency.isEmpty ? nil : row[place[4]].amount.map { abs($0.minor) }
      for group in 0..<3 {
        groups[group][row[place[group + 1]].string, default: RowTally()].add(amount, currency)
      }
    }
    expect("exceptions.open", stated.open, open)
    expect("exceptions.by_status", stated.byStatus, statuses)
    expect("exceptions.by_severity", stated.bySeverity, groups[0])
    expect("exceptions.by_owner", stated.byOwner, groups[1])
    expect("exceptions.by_code", stated.byCode, groups[2])
  }

  mutating func comparePending(_ summary: SummaryDocument, _ run: RunFiles) throws {
    let table = try run.table(.pending)
    let place = try table.columns("expectation", "amount", "currency", "breaks_on")
    var days: [String: RowTally] = [:]
    var kinds: [String: Int] = [:]
    try table.forEachRow { row in
      let amount = row[place[1]].amount?.minor
      let currency = row[place[2]].string
      days[row[place[3]].string, default: RowTally()].add(amount, currency)
      let kind = row[place[0]].string
      if let amount, Words.moneyKinds[kind] != nil {
        kinds["\(kind) \(currency)", default: 0] &+= Int(clamping: amount)
      }
    }
    expect("pending", summary.pending, days)
    var stated: [String: Int] = [:]
    for entry in summary.money {
      let name = "\(entry.kind) \(entry.currency)"
      stated[name] = entry.pending
      expect(
        "money.\(name) missing", Int128(entry.missing),
        Int128(entry.expected) - Int128(entry.matched) - Int128(entry.pending)
          - Int128(entry.writtenOff))
    }
    expect("money pending", stated, kinds)
  }

  mutating func compareFreight(_ summary: SummaryDocument, _ run: RunFiles) throws {
    let table = try run.table(.carrierStatement)
    let place = try table.columns("billed", "payable", "disputed", "currency")
    var sums: [[String: Int]] = [[:], [:], [:]]
    try table.forEachRow { row in
      for figure in 0..<3 {
        sums[figure][row[place[3]].string, default: 0] &+= Int(
          clamping: row[place[figure]].amount?.minor ?? 0)
      }
    }
    let freight = summary.freight
    func stated(_ figure: (SummaryDocument.Freight) -> Int) -> [String: Int] {
      Dictionary(freight.map { ($0.currency, figure($0)) }) { $0 &+ $1 }
    }
    expect("freight billed", stated(\.billed), sums[0])
    expect("freight payable", stated(\.payable), sums[1])
    expect("freight disputed", stated(\.disputed), sums[2])
  }
}
