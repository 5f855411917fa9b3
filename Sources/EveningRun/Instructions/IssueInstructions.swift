import LedgerStore
import Reports
import Returns

/// A batch of the business date: one file.
struct InstructionBatch: Sendable {
  let kind: InstructionKind
  let number: Int
  let head: String
  var rows: [InstructionRow]

  init(_ batch: InstructionBatchRow, _ rows: [InstructionRow] = []) {
    (kind, number, head) = (batch.kind, batch.number, batch.head)
    self.rows = rows
  }

  /// With extension: `refund_instructions-01.csv`.
  var fileName: String { batchName(kind, number) + ".csv" }
}

/// Issues what is new, and gives all batches of the date.
/// - Parameters:
///   - parts: what they want done is taken out of them: it is of no use afterwards.
///   - isNew: nothing is, where a run only finishes what a killed one had kept.
func issue(
  _ parts: inout [JudgedPart], _ issued: IssuedInstructions, _ evening: Evening,
  _ writer: LedgerWriter,
  isNew: Bool
) throws -> (batches: [InstructionBatch], warnings: [String]) {
  var issuing = try IssueInstructions(issued, evening, writer)
  guard isNew else { return (try issuing.run([], judged: []), []) }
  let wanted = parts.indices.map { part in
    var list: [Instruction] = []
    swap(&list, &parts[part].outcome.instructions)
    return list
  }
  let batches = try issuing.run(wanted, judged: Set(parts.flatMap(\.instructed)))
  return (batches, issuing.warnings)
}

/// Compares what the rules want with what was issued; what is new becomes the next batch of its
/// kind, and all batches of the date are printed as they were stored.
struct IssueInstructions {
  private let evening: Evening
  private let writer: LedgerWriter
  private let issued: IssuedInstructions
  /// Something was ever issued.
  private let hasHistory: Bool
  private var allotment: WaybillAllotment
  /// Rows to be stored, with what they are ordered by; per kind.
  private var new: [InstructionKind: [NewRow]] = [:]
  /// Refunds that were wanted and that no payment has wholly room for, by currency.
  private var unplaced: [Currency: Int] = [:]

  init(_ issued: IssuedInstructions, _ evening: Evening, _ writer: LedgerWriter) throws {
    hasHistory = try writer.hasInstructions
    self.issued = issued
    self.evening = evening
    self.writer = writer
    allotment = WaybillAllotment(evening, writer)
  }

  /// - Parameters:
  ///   - wanted: what the rules say of all dossiers that were judged, as lists.
  ///   - judged: those of them that have rows which are open.
  /// - Returns: all batches of the date, by kind and number.
  mutating func run(
    _ wanted: [[Instruction]], judged: Set<UInt64>
  ) throws -> [InstructionBatch] {
    let words = Self.words(wanted)
    let open = issued.openSubjects(of: judged).sorted()
    var (next, first) = (0, 0)
    while first < words.count {
      let word = words[first]
      while next < open.count, open[next] < word.subject {
        try settle(open[next], nil)
        next += 1
      }
      if next < open.count, open[next] == word.subject { next += 1 }
      var instruction = wanted[word.list][word.place]
      first += 1
      // Where two dossiers speak of one subject, it is not clear whose it is.
      while first < words.count, words[first].subject == word.subject {
        instruction.need = .held
        first += 1
      }
      try settle(word.subject, instruction)
    }
    for subject in open[next...] { try settle(subject, nil) }
    return try batches()
  }

  /// Where an instruction lies in the lists.
  private struct Word {
    let subject: IssuedBook.Subject
    let list: Int
    let place: Int
  }

  /// By subject; those of one subject as they come.
  private static func words(_ wanted: [[Instruction]]) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(wanted.reduce(0) { $0 + $1.count })
    for list in wanted.indices {
      for place in wanted[list].indices {
        let subject = IssuedBook.Subject(wanted[list][place].kind, wanted[list][place].subject)
        words.append(Word(subject: subject, list: list, place: place))
      }
    }
    words.sort {
      $0.subject != $1.subject
        ? $0.subject < $1.subject : ($0.list, $0.place) < ($1.list, $1.place)
    }
    return words
  }

  private mutating func settle(
    _ subject: IssuedBook.Subject, _ wanted: Instruction?
  ) throws {
    if let wanted, wanted.unplaced > 0 { unplaced[wanted.currency, default: 0] += 1 }
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
    var batches = try storedBatches()
    for kind in InstructionKind.allCases {
      // Taken out: what has been printed needs no place any more.
      guard var rows = new.removeValue(forKey: kind), let table = instructionTable(kind) else {
        continue
      }
      let number = (batches.last { $0.kind == kind }?.number ?? 0) + 1
      let batch = InstructionBatchRow(
        kind: kind, day: evening.day, number: number, run: evening.run,
        head: table.head(evening.tableOptions))
      try complete(&rows, kind)
      // Updates are ordered as their first columns say; all others begin with their id.
      let order = kind == .orderUpdate ? Array(rows.indices) : rows.orderByID
      let printed = BatchPrinting(table, kind, number, evening).print(rows, in: order)
      if !evening.isRehearsal {
        try writer.addInstructionBatch(batch)
        for row in printed { try writer.addInstruction(row) }
        try keepRoutes(printed)
      }
      batches.append(InstructionBatch(batch, printed))
    }
    return batches.sorted { ($0.kind.rawValue, $0.number) < ($1.kind.rawValue, $1.number) }
  }

  /// Those of earlier runs of the date, by kind and number.
  private func storedBatches() throws -> [InstructionBatch] {
    var batches = try writer.instructionBatches(day: evening.day).map { InstructionBatch($0) }
    for row in try writer.instructions(day: evening.day) {
      let place = batches.firstIndex { $0.kind == row.kind && $0.number == row.batch }
      if let place { batches[place].rows.append(row) }
    }
    return batches
  }

  /// What a row says that is known only when it leaves.
  private mutating func complete(_ rows: inout [NewRow], _ kind: InstructionKind) throws {
    guard kind == .carrierBooking || kind == .notice || kind == .orderUpdate else { return }
    if kind != .notice { rows.sortByPlace(evening.policy.shops) }
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

  /// Carriers whose numbers have run out, and money that no payment has room for.
  var warnings: [String] {
    let beyond = unplaced.sorted { $0.key < $1.key }.map { currency, count in
      "\(count == 1 ? "a refund" : "\(count) refunds") in \(currency.string) came to more than the "
        + "order's payments can take back; the rest is not instructed, and its exception says so "
        + "when it is due"
    }
    return allotment.warnings + beyond
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
