/// A numbered batch of instructions among the files of a date: `refund_instructions-02.csv`.
struct BatchFile {
  let name: String
  /// `refund_instructions`.
  let kind: String
  let number: Int
  /// What every row calls its batch.
  let id: String

  /// Kinds of the file contract.
  private static let kinds: Set<String> = [
    "refund_instructions", "carrier_bookings", "exchange_shipments", "carrier_claims",
    "supplier_claims", "survey_requests", "notices", "order_updates",
  ]

  /// nil for any other file.
  init?(_ name: String, date: String) {
    guard name.hasSuffix(".csv"), let dash = name.lastIndex(of: "-") else { return nil }
    let digits = name[name.index(after: dash)...].dropLast(4)
    kind = String(name[..<dash])
    guard Self.kinds.contains(kind), digits.count >= 2, let number = Int(digits), number > 0 else {
      return nil
    }
    self.name = name
    self.number = number
    id = "\(kind)-\(date)-\(digits)"
  }

  /// The batches that a date's manifest lists, by kind and number.
  static func all(of run: RunFiles) throws -> [(batch: BatchFile, listed: ManifestDocument.File)] {
    try run.manifest().outputs.compactMap { file in
      BatchFile(file.path, date: run.date).map { ($0, file) }
    }.sorted { ($0.batch.kind, $0.batch.number) < ($1.batch.kind, $1.batch.number) }
  }

  /// The place of the id, whatever the kind calls it.
  func idColumn(_ table: CSVTable) throws -> Int {
    let names: Set = ["instruction_id", "claim_id", "notice_id", "update_id"]
    guard table.columns.first == "batch_id",
      let place = table.columns.firstIndex(where: names.contains)
    else {
      throw Unreadable(
        path: table.path, line: 1, found: table.columns.joined(separator: ","),
        expected: "batch_id first, and an id")
    }
    return place
  }
}

/// What one row of a batch says, for what follows from several of them.
struct BatchRow {
  let id: String
  let replaces: String
  let action: String
  /// What may be open once: the row's subject, as far as the file tells.
  let about: String
  let place: String
  /// From 1; 0 where the kind has none.
  let attempt: Int
  /// Of money: what it is to meet; else empty.
  let expectation: String
  /// Minor units; 0 where no money moves.
  let amount: Int128
  /// `refund_instructions` and so on.
  let kind: String
  /// Shop and case.
  let caseKey: String

  /// Every row of the date's batches, in the order in which they left.
  static func all(of run: RunFiles) throws -> [BatchRow] {
    var rows: [BatchRow] = []
    for (batch, _) in try BatchFile.all(of: run) {
      let table = try CSVTable(path: run.path(batch.name))
      let id = try batch.idColumn(table)
      func column(_ name: String) -> Int? { table.columns.firstIndex(of: name) }
      let (replaces, action) = (column("replaces"), column("action"))
      let (attempt, amount) = (column("attempt"), column("amount"))
      let expectation = column("expectation_id")
      let places = ["shop_id", "case_id"].compactMap(column)
      let subject = [
        "shop_id", "case_id", "line_no", "part", "expectation_id", "account_id", "payment_ref",
        "channel",
      ]
      .compactMap(column)
      try table.forEachRow { row in
        rows.append(
          BatchRow(
            id: row[id].string, replaces: replaces.map { row[$0].string } ?? "",
            action: action.map { row[$0].string } ?? "issue",
            about: ([batch.kind] + subject.map { row[$0].string }).joined(separator: "|"),
            place: run.place(batch.name, line: row.line),
            attempt: attempt.flatMap { Int(row[$0].string) } ?? 0,
            expectation: expectation.map { row[$0].string } ?? "",
            amount: amount.flatMap { row[$0].amount?.minor } ?? 0, kind: batch.kind,
            caseKey: places.map { row[$0].string }.joined(separator: "|")))
      }
    }
    return rows
  }
}
