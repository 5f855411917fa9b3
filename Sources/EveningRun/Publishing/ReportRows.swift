import Intake
import LedgerStore
import Reports
import Returns

extension ClosedDay {
  /// The rows of intake.csv: what was taken in on the date by any run, and what its last
  /// run left in the inbox.
  func intakeRows(_ evening: Evening) -> [IntakeRow] {
    var rows =
      files.map(\.intakeRow) + withdrawn.map(\.withdrawnRow) + setAside.map(\.intakeRow)
    let language = evening.reportContext.language
    for place in rows.indices {
      rows[place].reason = Wording.intake(rows[place].reason, language)
    }
    return rows
  }

  func rejectRows(_ names: [Int: String]) -> [Reports.RejectRow] {
    let sheets = correctionNames
    let known = Dictionary(
      uniqueKeysWithValues: corrections.map { ($0.file, Set($0.rows.map(\.position))) })
    var position = 0
    var file = 0
    return rejects.map { reject in
      position = reject.file == file ? position + 1 : 1
      file = reject.file
      var row = Reports.RejectRow(
        file: names[reject.file] ?? "", line: reject.line, field: reject.field, code: reject.code,
        reason: reject.reason, record: reject.record)
      if known[file]?.contains(position) ?? false { row.corrections = sheets[file] ?? "" }
      return row
    }
  }

  func journalBooks(_ evening: Evening, _ fileNames: [Int: String]) -> JournalBooks {
    JournalBooks(
      journal, evening.policy.accounts, entities: evening.policy.shops.map(\.entity),
      fileNames: fileNames.merging(earlierFiles) { today, _ in today })
  }

  func proofInput(_ evening: Evening) -> ProofInput {
    var input = proof
    for row in files {
      guard let feed = Feed(name: row.feed) else { continue }
      input.feeds.append(
        FeedCount(
          feed: feed, read: row.rowsRead, accepted: row.accepted, duplicate: row.duplicate,
          superseded: row.superseded, rejected: row.rejected, filtered: row.filtered))
    }
    var keys = Set(flows.flows.keys)
    keys.formUnion(openBefore.keys)
    for key in keys.sorted() {
      let flow = flows.flows[key] ?? ProofFlows.Flow()
      input.expectations.append(
        ExpectationMovement(
          kind: key.kind, currency: key.currency, openBefore: openBefore[key] ?? 0,
          newlyExpected: flow.newlyExpected, matched: flow.matched, writtenOff: flow.writtenOff,
          revised: flow.revised, openAfter: flow.openAfter))
    }
    input.matches = matchTotals.sorted
    addBalances(to: &input, evening)
    return input
  }

  private func addBalances(to input: inout ProofInput, _ evening: Evening) {
    addFreightBalances(of: freight, to: &input) { evening.policy.shops[$0].id }
    var start = 0
    let rows = statements.rows
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end].isOfSameInvoice(as: rows[start]) { end += 1 }
      input.add(
        StatementBalance(
          carrier: rows[start].carrier, invoiceNo: rows[start].invoiceNo,
          currency: rows[start].currency, statementTotal: Int128(rows[start].statementTotal),
          sumOfLines: rows[start..<end].reduce(0) { $0 + Int128($1.billed) }))
      start = end
    }
  }

  var statementRows: [StatementRow] {
    statements.rows.map { row in
      StatementRow(
        carrier: row.carrier, invoiceNo: row.invoiceNo, statementTotal: Int128(row.statementTotal),
        currency: row.currency, direction: row.direction, bearer: row.bearer, parcels: row.parcels,
        billed: Int128(row.billed), expected: Int128(row.expected), disputed: Int128(row.disputed),
        payable: Int128(row.payable))
    }
  }
}

extension CarrierStatement.Row {
  func isOfSameInvoice(as other: CarrierStatement.Row) -> Bool {
    carrier == other.carrier && invoiceNo == other.invoiceNo && currency == other.currency
  }
}

extension FileRow {
  /// Its rows stand in the date that took it in; here they count no more.
  var withdrawnRow: IntakeRow {
    var row = IntakeRow(
      file: name, sha256: sha256, shopID: Text(shopID), feed: Feed(name: feed), profile: profile,
      status: .withdrawn)
    row.periodFrom = periodFrom
    row.periodTo = periodTo
    return row
  }

  var intakeRow: IntakeRow {
    var row = IntakeRow(
      file: name, sha256: sha256, shopID: Text(shopID), feed: Feed(name: feed), profile: profile,
      status: .taken)
    row.periodFrom = periodFrom
    row.periodTo = periodTo
    row.read = rowsRead
    row.accepted = accepted
    row.duplicate = duplicate
    row.superseded = superseded
    row.rejected = rejected
    row.filtered = filtered
    row.controlTotal = controlTotal
    row.controlFound = controlFound
    return row
  }
}

extension MemberReading {
  /// What the file says of itself: `rows 3; refunds 0.02`.
  var controlExpected: String {
    controlTotals.map { "\($0.name) \($0.expected)" }.joined(separator: "; ")
  }

  /// What its rows give, written as the file writes it where the two agree.
  var controlFound: String {
    controlTotals.map { "\($0.name) \($0.agrees ? $0.expected : $0.found)" }.joined(separator: "; ")
  }
}

extension SetAsideFile {
  var intakeRow: IntakeRow {
    var row = IntakeRow(
      file: name, sha256: sha256, shopID: Text(shopID), feed: Feed(name: feed), profile: profile,
      status: isHeld ? .held : .refused)
    row.periodFrom = periodFrom
    row.periodTo = periodTo
    row.controlTotal = controlTotal
    row.controlFound = controlFound
    row.reason = reason
    return row
  }

  /// As its exception has them.
  var heldDays: [Note] {
    days.map { .heldDays(source: Text($0.sourceID), from: $0.first, through: $0.last) }
  }
}
