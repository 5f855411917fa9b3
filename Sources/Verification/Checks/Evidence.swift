extension Check {
  /// The parts matched of a movement of money never exceed it, on one date or over two.
  static let evidence = Check(
    "evidence", "no movement of money is matched for more than it came to"
  ) { evening, findings in
    let table = try evening.run.table(.matches)
    guard table.columns.contains("evidence_amount") else {
      return findings.notice(
        "\(evening.run.place("matches.csv")) has no column evidence_amount: whether evidence was "
          + "used beyond its amount is not checked")
    }
    let today = try EvidenceParts(table).parts
    var examination = try EvidenceExamination(evening)
    var start = 0
    while start < today.count {
      var end = start + 1
      while end < today.count, today[end].key == today[start].key { end += 1 }
      try examination.examine(today[start..<end], &findings)
      start = end
    }
  }
}

/// Goes over the evidence of a date in the order of its keys, beside that of the date before.
private struct EvidenceExamination {
  private let evening: Evening
  private let earlier: [EvidenceParts.Part]
  private var position = 0
  private var moved: Moved?

  init(_ evening: Evening) throws {
    self.evening = evening
    earlier = try evening.previous.map { try EvidenceParts(try $0.table(.matches)).parts } ?? []
  }

  /// - Parameter group: all parts of one movement.
  mutating func examine(_ group: ArraySlice<EvidenceParts.Part>, _ findings: inout Findings) throws
  {
    guard let first = group.first else { return }
    let amount = group.reduce(0) { max($0, Int128($1.amount)) }
    let sum = EvidenceParts.sum(group)
    let place = evening.run.place("matches.csv")
    guard sum <= amount else {
      return findings.fault(
        "\(place):\(first.line)", found: "\(sum) minor units matched",
        expected: "at most \(amount), its evidence_amount", advice: .recomputed)
    }
    // The same expectation's part of the date before is replaced by today's.
    let kept = partsBefore(first.key).filter { part in
      !group.contains { $0.expectation == part.expectation }
    }
    guard sum + EvidenceParts.sum(kept[...]) > amount else { return }
    let moved = try moved ?? Moved(evening)
    self.moved = moved
    let standing = kept.filter { !moved.explains($0) }
    guard let part = standing.first, sum + EvidenceParts.sum(standing[...]) > amount else { return }
    findings.fault(
      "\(place):\(first.line)",
      found: "evidence matched again that line \(part.line) of the date before took already",
      expected: "parts that come to at most \(amount) minor units", advice: .recomputed)
  }

  private mutating func partsBefore(_ key: UInt64) -> [EvidenceParts.Part] {
    while position < earlier.count, earlier[position].key < key { position += 1 }
    return Array(earlier[position...].prefix { $0.key == key })
  }
}

/// The money rows of a matches.csv, ordered by their evidence.
private struct EvidenceParts {
  struct Part {
    /// Shop, order and evidence; of one number a payment and a refund, and two currencies, are two.
    let key: UInt64
    let expectation: UInt64
    /// What the match is about: its case, else its order.
    let subject: UInt64
    let actual: Int64
    let amount: Int64
    let line: Int
  }

  private(set) var parts: [Part] = []

  static func sum(_ parts: ArraySlice<Part>) -> Int128 {
    parts.reduce(0) { $0 + Int128($1.actual) }
  }

  init(_ table: CSVTable) throws {
    guard table.columns.contains("evidence_amount") else { return }
    let place = try table.columns(
      "expectation_id", "shop_id", "case_id", "order_id", "evidence_id", "actual", "currency",
      "evidence_amount", "kind")
    try table.forEachRow { row in
      guard !row[place[6]].isEmpty, let actual = row[place[5]].amount?.minor else { return }
      let movement: UInt64 = row[place[8]].string.hasSuffix("payment") ? 1 : 2
      let order = row[place[3]].hash(row[place[6]].hash(row[place[1]].hash(movement)))
      parts.append(
        Part(
          key: row[place[4]].hash(order), expectation: row[place[0]].hash(),
          subject: row[place[2]].isEmpty ? row[place[3]].hash() : row[place[2]].hash(),
          actual: Int64(clamping: actual),
          amount: Int64(clamping: row[place[7]].amount?.minor ?? 0), line: row.line))
    }
    parts.sort { ($0.key, $0.line) < ($1.key, $1.line) }
  }
}

/// Why an earlier match may stand no longer: its expectation was met otherwise, is open again, or
/// its case has changed. Read only where evidence seems to be used twice.
private struct Moved {
  private var expectations: Set<UInt64> = []
  private var subjects: Set<UInt64> = []

  init(_ evening: Evening) throws {
    let run = evening.run
    for (table, column) in [
      (ContractTable.exceptions, "exception_id"), (.matches, "expectation_id"),
    ] {
      let file = try run.table(table)
      let place = try file.column(column)
      try file.forEachRow { row in expectations.insert(row[place].hash()) }
    }
    let pending = try run.table(.pending)
    let (owner, order) = (try pending.column("case_id"), try pending.column("order_id"))
    let amount = try pending.column("amount")
    try pending.forEachRow { row in
      guard !row[amount].isEmpty else { return }
      subjects.insert(row[owner].isEmpty ? row[order].hash() : row[owner].hash())
    }
    let cases = try run.table(.cases)
    let place = try cases.column("case_id")
    try cases.forEachRow { row in subjects.insert(row[place].hash()) }
  }

  func explains(_ part: EvidenceParts.Part) -> Bool {
    expectations.contains(part.expectation) || subjects.contains(part.subject)
  }
}
