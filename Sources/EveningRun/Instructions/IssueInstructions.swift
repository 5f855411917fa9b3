import Insight
import LedgerStore
import Reports
import Returns

/// A batch of the business date: one file. Of its rows there is what is published.
struct InstructionBatch: Sendable {
  let kind: InstructionKind
  let number: Int
  let head: String
  private(set) var lines: [String] = []
  private(set) var actions: [InstructionAction: Int] = [:]
  /// What the rows' amounts come to; empty where no money moves.
  private(set) var sums: [Currency: Int128] = [:]

  init(_ batch: InstructionBatchRow, _ rows: [InstructionRow] = []) {
    (kind, number, head) = (batch.kind, batch.number, batch.head)
    lines.reserveCapacity(rows.count)
    for row in rows { append(row) }
  }

  mutating func append(_ row: InstructionRow) {
    lines.append(row.line)
    actions[row.issued.action, default: 0] += 1
    if let amount = row.amount { sums[row.currency, default: 0] += Int128(amount) }
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
) throws -> (batches: [InstructionBatch], claims: RehearsedClaims, warnings: [String]) {
  guard isNew else {
    var issuing = try IssueInstructions([], issued, evening, writer)
    return (try issuing.run(judged: []), issuing.claims, [])
  }
  var issuing = try IssueInstructions(
    parts.indices.map { part in
      var list: [Instruction] = []
      swap(&list, &parts[part].outcome.instructions)
      return list
    }, issued, evening, writer)
  let batches = try issuing.run(judged: Set(parts.flatMap(\.instructed)))
  return (batches, issuing.claims, issuing.warnings)
}

/// New claims that a rehearsal's ledger is not given: their sums, and as many rows as a page lists.
struct RehearsedClaims {
  private(set) var rows: [InstructionRow] = []
  private(set) var count = 0
  private(set) var amounts = Amounts()

  mutating func add(_ row: InstructionRow) {
    if rows.count < listedRows { rows.append(row) }
    count += 1
    amounts.add(row.amount ?? 0, row.currency)
  }
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
  private var wanted: Wanted
  /// Refunds that were wanted and that no payment has wholly room for, by currency.
  private var unplaced: [Currency: Int] = [:]
  /// Claims on carriers of a rehearsal, which the ledger is not given: pages list them.
  private(set) var claims = RehearsedClaims()

  /// - Parameter wanted: what the rules say of all dossiers that were judged, as lists.
  init(
    _ wanted: [[Instruction]], _ issued: IssuedInstructions, _ evening: Evening,
    _ writer: LedgerWriter
  ) throws {
    self.wanted = Wanted(wanted)
    hasHistory = try writer.hasInstructions
    self.issued = issued
    self.evening = evening
    self.writer = writer
    allotment = WaybillAllotment(evening, writer)
  }

  /// - Parameter judged: dossiers that were judged and have rows which are open.
  /// - Returns: all batches of the date, by kind and number.
  mutating func run(judged: Set<UInt64>) throws -> [InstructionBatch] {
    let words = Self.words(wanted.lists)
    let open = issued.openSubjects(of: judged).sorted()
    var (next, first) = (0, 0)
    while first < words.count {
      let word = words[first]
      while next < open.count, open[next] < word.subject {
        try settle(open[next], nil)
        next += 1
      }
      if next < open.count, open[next] == word.subject { next += 1 }
      first += 1
      var place = word.place
      while first < words.count, words[first].subject == word.subject {
        place = wanted.join(place, words[first].place)
        first += 1
      }
      try settle(word.subject, place)
    }
    for subject in open[next...] { try settle(subject, nil) }
    return try batches()
  }

  /// Where an instruction lies in the lists.
  private struct Word {
    let subject: IssuedBook.Subject
    let place: Wanted.Place
  }

  /// By subject; those of one subject as they come.
  private static func words(_ wanted: [[Instruction]]) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(wanted.reduce(0) { $0 + $1.count })
    for list in wanted.indices {
      for place in wanted[list].indices {
        let subject = IssuedBook.Subject(wanted[list][place].kind, wanted[list][place].subject)
        words.append(Word(subject: subject, place: Wanted.Place(list: list, place: place)))
      }
    }
    words.sort {
      $0.subject != $1.subject
        ? $0.subject < $1.subject
        : ($0.place.list, $0.place.place) < ($1.place.list, $1.place.place)
    }
    return words
  }

  private mutating func settle(
    _ subject: IssuedBook.Subject, _ place: Wanted.Place?
  ) throws {
    let word = place.map { wanted[$0] }
    if let word, word.unplaced > 0 { unplaced[word.currency, default: 0] += 1 }
    let rows = try history(of: subject, word)
    let history = InstructionHistory(
      subject.kind, subject: subject.number,
      rows: rows.map { $0.issued(for: word) } + (word?.inherited ?? []), on: evening.day)
    for step in history.steps(for: word) {
      switch step {
      case .mark(let id, let state):
        guard let row = rows.first(where: { $0.issued.id == id }), row.issued.state != state else {
          continue
        }
        // A row that was done stays closed since then, whatever is known of it later.
        let day = state == .misdirected ? row.closedOn ?? evening.day : evening.day
        if keeps(subject.kind) { try writer.markInstruction(id, state, on: day) }
      case .issue(let row, let replaced):
        guard let place else { continue }
        let old = wanted.keep(rows.first { $0.issued.id == replaced })
        new[subject.kind, default: []].append(NewRow(issued: row, wanted: place, old: old))
      case .cancel(let id, let row):
        guard let old = wanted.keep(rows.first(where: { $0.issued.id == id })) else { continue }
        new[subject.kind, default: []].append(NewRow(issued: row, wanted: nil, old: old))
      }
    }
    if let word, !word.isWitness, keeps(subject.kind),
      rows.contains(where: { $0.orderKey != word.dossier })
    {
      try writer.moveInstructions(subject: subject.number, to: word.dossier)
    }
  }

  /// A rehearsal keeps only what the day's pages look up again, in a transaction that is taken
  /// back: all else, and claims that take no other's place, would only fill its memory.
  private func keeps(_ kind: InstructionKind) -> Bool {
    !evening.isRehearsal || kind == .carrierClaim
  }

  /// What is open is at hand; of all else the ledger is asked, where it may matter.
  private func history(
    of subject: IssuedBook.Subject, _ wanted: Instruction?
  ) throws -> [InstructionRow] {
    if let known = issued.rows[subject] { return known }
    switch wanted?.need {
    case .done where wanted!.paid.contains(where: \.isForgone), .wanted, .failed:
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
      let printed = BatchPrinting(table, kind, number, wanted, evening).print(rows, in: order)
      if keeps(kind) {
        try writer.addInstructionBatch(batch)
        let kept = evening.isRehearsal ? printed.filter { $0.issued.replaces != nil } : printed
        for row in kept { try writer.addInstruction(row) }
        try keepRoutes(kept)
        if evening.isRehearsal {
          for row in printed where row.issued.replaces == nil { claims.add(row) }
        }
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
      if let place { batches[place].append(row) }
    }
    return batches
  }

  /// What a row says that is known only when it leaves.
  private mutating func complete(_ rows: inout [NewRow], _ kind: InstructionKind) throws {
    guard kind == .carrierBooking || kind == .notice || kind == .orderUpdate else { return }
    if kind != .notice { rows.sortByPlace(wanted, evening.policy.shops) }
    for row in rows {
      guard let place = row.wanted else { continue }
      let word = wanted[place]
      switch word.details {
      case .booking(var details):
        details.waybill = try allotment.next(details.carrier, for: row.issued, word)
        wanted[place].details = .booking(details)
      case .notice(var details) where details.kind == .approved:
        details.waybill = allotment.waybill(ofCase: word) ?? details.waybill
        wanted[place].details = .notice(details)
      case .orderUpdate(var details):
        details.before = wanted.old(of: row).flatMap {
          $0.issued.content == 0 ? nil : Stage(rawValue: UInt8($0.issued.content - 1))
        }
        wanted[place].details = .orderUpdate(details)
      default: continue
      }
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
