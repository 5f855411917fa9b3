import LedgerStore
import Reports
import Returns

/// A batch of the business date: one file.
struct InstructionBatch: Sendable {
  let kind: InstructionKind
  let number: Int
  let head: String
  var rows: [InstructionRow] = []

  /// With extension: `refund_instructions-01.csv`.
  var fileName: String { batchName(kind, number) + ".csv" }
}

/// Issues what is new, and gives all batches of the date.
/// - Parameter isNew: nothing is, where a run only finishes what a killed one had kept.
func issue(
  _ parts: [JudgedPart], _ issued: IssuedInstructions, _ evening: Evening, _ writer: LedgerWriter,
  isNew: Bool
) throws -> (batches: [InstructionBatch], warnings: [String]) {
  var issuing = try IssueInstructions(issued, evening, writer)
  guard isNew else { return (try issuing.run([], judged: []), []) }
  let batches = try issuing.run(
    parts.flatMap(\.outcome.instructions), judged: Set(parts.flatMap(\.instructed)))
  return (batches, issuing.warnings)
}

/// Compares what the rules want with what was issued; what is new becomes the next batch of its
/// kind, and all batches of the date are printed as they were stored.
struct IssueInstructions {
  private let evening: Evening
  private let writer: LedgerWriter
  private let context: ReportContext
  private let issued: IssuedInstructions
  /// Something was ever issued.
  private let hasHistory: Bool
  private var allotment: WaybillAllotment
  /// Rows to be stored, with what they are ordered by; per kind.
  private var new: [InstructionKind: [NewRow]] = [:]

  private struct NewRow {
    let issued: IssuedRow
    /// nil: it calls `old` off.
    var wanted: Instruction?
    let old: InstructionRow?

    /// Bookings are numbered in this order, and updates of orders leave in it.
    func place(_ evening: Evening) -> String {
      guard let wanted else { return "" }
      let shop = evening.policy.shops[wanted.shop].id
      if case .orderUpdate(let details) = wanted.details {
        let digits = String(details.lineNo)
        let line = String(repeating: "0", count: max(0, 19 - digits.utf8.count)) + digits
        return [shop.string, wanted.orderID.string, line, wanted.caseID.string]
          .joined(separator: "\u{0}")
      }
      return [shop.string, wanted.caseID.string, wanted.orderID.string, issued.id.string]
        .joined(separator: "\u{0}")
    }
  }

  init(_ issued: IssuedInstructions, _ evening: Evening, _ writer: LedgerWriter) throws {
    hasHistory = try writer.hasInstructions
    self.issued = issued
    self.evening = evening
    self.writer = writer
    context = evening.reportContext
    allotment = WaybillAllotment(evening, writer)
  }

  /// - Parameters:
  ///   - wanted: what the rules say of all dossiers that were judged.
  ///   - judged: those of them that have rows which are open.
  /// - Returns: all batches of the date, by kind and number.
  mutating func run(
    _ wanted: [Instruction], judged: Set<UInt64>
  ) throws -> [InstructionBatch] {
    var words: [IssuedBook.Subject: Instruction] = [:]
    for instruction in wanted {
      let subject = IssuedBook.Subject(instruction.kind, instruction.subject)
      // Where two dossiers speak of one subject, it is not clear whose it is.
      if words[subject] != nil {
        words[subject]?.need = .held
      } else {
        words[subject] = instruction
      }
    }
    let subjects = Set(words.keys).union(issued.openSubjects(of: judged))
    for subject in subjects.sorted() { try settle(subject, words[subject]) }
    return try batches()
  }

  private mutating func settle(
    _ subject: IssuedBook.Subject, _ wanted: Instruction?
  ) throws {
    let rows = try history(of: subject, wanted)
    let history = InstructionHistory(
      subject.kind, subject: subject.number, rows: rows.map(\.issued), on: evening.day)
    for step in history.steps(for: wanted) {
      switch step {
      case .mark(let id, let state):
        guard rows.contains(where: { $0.issued.id == id && $0.issued.state != state }) else {
          continue
        }
        if !evening.isRehearsal { try writer.markInstruction(id, state, on: evening.day) }
      case .issue(let row, let replaced):
        guard let wanted else { continue }
        let old = rows.first { $0.issued.id == replaced }
        new[subject.kind, default: []].append(
          NewRow(issued: row, wanted: wanted, old: old))
      case .cancel(let id, let row):
        guard let old = rows.first(where: { $0.issued.id == id }) else { continue }
        new[subject.kind, default: []].append(NewRow(issued: row, wanted: nil, old: old))
      }
    }
    if let key = wanted?.dossier, !evening.isRehearsal,
      rows.contains(where: { $0.orderKey != key })
    {
      try writer.moveInstructions(subject: subject.number, to: key)
    }
  }

  /// What is open is at hand; of all else the ledger is asked, where it may matter.
  private func history(
    of subject: IssuedBook.Subject, _ wanted: Instruction?
  ) throws -> [InstructionRow] {
    if let known = issued.rows[subject] { return known }
    switch wanted?.need {
    case .wanted, .failed:
      guard hasHistory else { return [] }
      return try writer.instructions(subject: subject.number).filter { $0.kind == subject.kind }
    case .held, .done, nil: return []
    }
  }

  // MARK: batches

  private mutating func batches() throws -> [InstructionBatch] {
    var stored = try writer.instructions(day: evening.day)
    var heads = try writer.instructionBatches(day: evening.day)
    for kind in InstructionKind.allCases {
      guard var rows = new[kind], let table = instructionTable(kind) else { continue }
      let number = (heads.last { $0.kind == kind }?.number ?? 0) + 1
      let batch = InstructionBatchRow(
        kind: kind, day: evening.day, number: number, run: evening.run,
        head: table.head(evening.tableOptions))
      try complete(&rows, kind)
      let printed = print(rows, table, number)
      if !evening.isRehearsal {
        try writer.addInstructionBatch(batch)
        for row in printed { try writer.addInstruction(row) }
        try keepRoutes(printed)
      }
      heads.append(batch)
      stored += printed
    }
    let sorted = heads.sorted { ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number) }
    return sorted.map { head in
      var batch = InstructionBatch(kind: head.kind, number: head.number, head: head.head)
      batch.rows = stored.filter { $0.kind == head.kind && $0.batch == head.number }
      return batch
    }
  }

  /// What a row says that is known only when it leaves.
  private mutating func complete(_ rows: inout [NewRow], _ kind: InstructionKind) throws {
    guard kind == .carrierBooking || kind == .notice || kind == .orderUpdate else { return }
    rows.sort { $0.place(evening) < $1.place(evening) }
    for index in rows.indices {
      guard var wanted = rows[index].wanted else { continue }
      switch wanted.details {
      case .booking(var details):
        details.waybill = try allotment.next(details.carrier, for: rows[index].issued, wanted)
        wanted.details = .booking(details)
      case .notice(var details) where details.kind == .approved:
        details.waybill = allotment.waybill(ofCase: wanted) ?? details.waybill
        wanted.details = .notice(details)
      case .orderUpdate(var details):
        details.before = rows[index].old.flatMap {
          $0.issued.content == 0 ? nil : Stage(rawValue: UInt8($0.issued.content - 1))
        }
        wanted.details = .orderUpdate(details)
      default: continue
      }
      rows[index].wanted = wanted
    }
  }

  /// Carriers whose numbers have run out.
  var warnings: [String] { allotment.warnings }

  private func print(
    _ rows: [NewRow], _ table: TableKind<InstructionLine>, _ number: Int
  ) -> [InstructionRow] {
    let printed = rows.map { print($0, table, number) }
    // Updates are ordered as their first columns say; all others begin with their id.
    let sorted =
      rows.first?.issued.id.kind == .orderUpdate
      ? printed : printed.sorted { $0.issued.id.string < $1.issued.id.string }
    return sorted.enumerated().map { place, row in
      var row = row
      row.position = place + 1
      return row
    }
  }

  private func print(
    _ new: NewRow, _ table: TableKind<InstructionLine>, _ number: Int
  ) -> InstructionRow {
    let name = batchID(new.issued.id.kind, evening.day, number)
    let replaces = new.old?.issued.id.string ?? ""
    let part = new.issued.part
    guard let instruction = new.wanted else { return cancelling(new, table, number, name) }
    let shop = evening.policy.shops[instruction.shop]
    let line = InstructionLine(
      batchID: name, new.issued, replaces: replaces, instruction, entity: shop.entity)
    return InstructionRow(
      new.issued, batch: number, position: 0, replaces: replaces, shopID: shop.id.string,
      caseID: instruction.caseID.string, orderID: instruction.orderID.string,
      orderKey: instruction.dossier, amount: part.amount,
      currency: part.amount == nil ? .none : instruction.currency,
      closedOn: new.issued.state.isOpen ? nil : evening.day, line: table.line(line, context))
  }

  private func cancelling(
    _ new: NewRow, _ table: TableKind<InstructionLine>, _ number: Int, _ name: String
  ) -> InstructionRow {
    let old = new.old!
    var row = old
    row.issued = new.issued
    (row.batch, row.position, row.replaces) = (number, 0, old.issued.id.string)
    row.amount = old.amount.map { _ in 0 }
    row.closedOn = evening.day
    row.line = table.line(
      cancelling: old.line, batchID: name, new.issued, replaces: row.replaces, old.currency)
    return row
  }

  /// Evidence that comes back under an instruction's id goes to its case, wherever that lies then.
  private func keepRoutes(_ rows: [InstructionRow]) throws {
    var routes: [Route] = []
    var direct: [Route] = []
    for row in rows where row.kind.staysOpen {
      let seed = StableHash.of(Text(row.shopID))
      let stem = InstructionID.stem(row.kind, subject: row.issued.id.subject)
      if row.caseID.isEmpty {
        let hash = RouteKind.claim.hash(Text(stem), shopSeed: seed)
        direct.append(Route(hash: hash, orderKey: row.orderKey))
        continue
      }
      routes.append(
        Route(
          hash: RouteKind.instruction.hash(Text(stem), shopSeed: seed),
          orderKey: RouteKind.caseID.hash(Text(row.caseID), shopSeed: seed)))
    }
    for (kind, list) in [(RouteKind.instruction, routes), (.claim, direct)] where !list.isEmpty {
      try writer.addRoutes(
        kind: Int(kind.rawValue), day: evening.day, run: evening.run, list)
    }
  }
}
