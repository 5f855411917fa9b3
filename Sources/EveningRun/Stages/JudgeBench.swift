import CByteScan
import Insight
import LedgerStore
import Reports
import Returns

/// Where one worker judges: what it uses again for every dossier.
final class JudgeBench {
  private let order: Judge
  private(set) var counts: RowCounts
  private let arena = Arena()
  private let circumstances: Circumstances
  private let plain: PlainJudge
  private var builder: DossierBuilder
  private let dossier = Dossier()
  private let engine: Reconciliation
  private let feeReporting: FeeReporting
  private let countsFigures: Bool
  /// What the figures of the date count.
  let counter: FigureCounter
  private let past = Dossier()
  private var pastBuilder: DossierBuilder
  private var pastRecords: [Record] = []
  private var bin = SortedBin()
  private var records: [Record] = []
  private var part = JudgedPart()
  private var sizes = PartSizes()
  private var outcome = Outcome()
  private var sums = PlainSums()
  /// The bench's own, without a counter: each dossier looks at it.
  private let shopIndex: UnsafeMutablePointer<Int>

  init(_ order: Judge, counts: RowCounts) {
    self.order = order
    self.counts = counts
    shopIndex = .allocate(capacity: max(1, order.shopIndex.count))
    shopIndex.initialize(from: order.shopIndex, count: order.shopIndex.count)
    circumstances = order.circumstances.ownCopy()
    plain = PlainJudge(
      circumstances, endOfDay: order.endOfDay, run: order.run, arena: arena)
    builder = DossierBuilder(endOfDay: Instant(seconds: 0), run: order.run)
    engine = Reconciliation(dossier, circumstances)
    feeReporting = FeeReporting(circumstances.policy)
    counter = FigureCounter(circumstances, order.counting.terms, arena: arena)
    countsFigures = circumstances.policy.analysis.countsFigures
    pastBuilder = DossierBuilder(endOfDay: Instant(seconds: 0), run: -1)
  }

  deinit { shopIndex.deallocate() }

  func judge(_ number: Int) throws -> JudgedPart {
    part = JudgedPart()
    part.makeRoom(like: sizes)
    try forEachDossier(of: number) { key, firstFresh, memory in
      if memory != nil || !judgePlainly(key) { judge(key, firstFresh, memory) }
    }
    takeSums()
    part.countMatches()
    sizes.note(part)
    part.trim()
    order.set.bins.release(number)
    return part
  }

  /// What the dossiers of a bin would use of the tolerances; the bin stays.
  func countTolerances(_ number: Int) throws -> [CountedTolerance] {
    var counted: [CountedTolerance] = []
    try forEachDossier(of: number) { key, firstFresh, memory in
      guard let first = records.first else { return }
      let shop = shopIndex[first.head.shop]
      // A plain order is as agreed to the cent.
      if memory == nil, records.withUnsafeBufferPointer({ plain.judge($0, shop: shop) }) { return }
      keepRecords(from: firstFresh)
      lay(key, shop) { _, _ in }
      var outcome = Outcome()
      swap(&outcome, &self.outcome)
      defer { swap(&outcome, &self.outcome) }
      _ = engine.reconcile(into: &outcome)
      guard !outcome.tolerances.isEmpty else { return }
      let before = ClosingState(reading: memory?.state ?? Text())
      counted += outcome.tolerances.map {
        CountedTolerance(
          use: $0, isSettled: before.contains($0.mark),
          isRefused: before.contains(ToleranceUse.refused($0.identity)))
      }
    }
    return counted
  }

  /// - Parameter body: gets the dossier's key, the place of today's first record among `records`,
  ///   and what the ledger remembers of it.
  @inline(__always)
  private func forEachDossier(
    of number: Int, _ body: (UInt64, Int, RememberedDossier?) -> Void
  ) throws {
    try bin.load(number, of: order.set.bins)
    let entries = bin.entries
    var old = order.set.remembered(in: number)
    var fresh = 0
    while fresh < entries.count || !old.isEmpty {
      let freshKey = fresh < entries.count ? entries[fresh].key : .max
      let oldKey = old.isEmpty ? .max : order.set.remembered[old.lowerBound].key
      let key = min(freshKey, oldKey)
      records.removeAll(keepingCapacity: true)
      var memory: RememberedDossier?
      if !old.isEmpty, oldKey == key {
        memory = order.set.remembered[old.lowerBound]
        records += order.set.remembered[old.lowerBound].records
        old = old.dropFirst()
      }
      let firstFresh = records.count
      while fresh < entries.count, entries[fresh].key == key {
        if fresh + 8 < entries.count { bytescan_prefetch(entries[fresh + 8].record) }
        let record = Record(at: entries[fresh].record)
        if order.set.displaced.stays(record, at: key) { records.append(record) }
        fresh += 1
      }
      body(key, firstFresh, memory)
    }
  }

  /// Lays the records in the dossier.
  private func lay(_ key: UInt64, _ shop: Int, _ count: (Record, RecordClass) -> Void) {
    dossier.key = key
    dossier.shop = shop
    builder.endOfDay = order.endOfDay[shop]
    builder.build(records, into: dossier, classify: count)
    dossier.nameOrder()
    dossier.nameAllotted(circumstances)
    dossier.decisions = order.decisions[key]
  }

  // MARK: plain orders

  private func judgePlainly(_ key: UInt64) -> Bool {
    records.withUnsafeBufferPointer { judgePlainly(key, $0) }
  }

  private func judgePlainly(_ key: UInt64, _ records: UnsafeBufferPointer<Record>) -> Bool {
    guard let first = records.first else { return true }
    let shop = shopIndex[first.head.shop]
    guard plain.judge(records, shop: shop) else { return false }
    for record in records { counts.count(record.head, .accepted) }
    part.dossierCount += 1
    if countsFigures { counter.addPlain(records, shop: shop) }
    plain.add(to: &sums)
    if sums.isWide { takeSums() }
    part.outcome.matches.append(plain.match)
    let evidence = plain.evidence
    part.proof.add(
      EvidenceUse(
        feed: .settlements, evidenceID: evidence.txnID, currency: evidence.currency,
        amount: evidence.amount, matched: evidence.amount))
    if !order.isRehearsal {
      part.packed.add(key, records: records, mostOfState: plain.mostOfState) {
        plain.writeState(to: &$0, shop: first.head.shop)
      }
    }
    return true
  }

  /// Adds what plain orders came to.
  private func takeSums() {
    for payments in sums.payments {
      let state = ExpectationState(
        id: 0, kind: .payment, currency: payments.currency, expected: payments.amount,
        matched: payments.amount)
      part.flows.add(state)
      part.figures.add(state, count: payments.count)
    }
    for freight in sums.freight {
      part.statements.add(whole: freight.line, parcels: freight.positions)
      part.figures.add(freight.line, positions: freight.positions)
      part.carriage.add(freight.line.carriageEntry, shop: freight.line.shop)
    }
    sums = PlainSums()
  }

  // MARK: all others

  private func judge(_ key: UInt64, _ firstFresh: Int, _ memory: RememberedDossier?) {
    if circumstances.issued.dossiers.sortedContains(key) { part.instructed.append(key) }
    keepRecords(from: firstFresh)
    let evening = DossierEvening(key: key, records: records, fresh: firstFresh..., memory: memory)
    guard let first = evening.records.first else {
      guard let memory else { return }
      uncount(key, memory)
      close(memory)
      if !order.isRehearsal { part.forget(evening) }
      return
    }
    var duplicates: [Text] = []
    lay(key, shopIndex[first.head.shop]) { record, recordClass in
      counts.count(record.head, recordClass)
      if recordClass == .duplicate { duplicates.append(record.whole) }
    }
    // Taken out and put back: a property of this object would be copied at every look.
    var outcome = Outcome()
    swap(&outcome, &self.outcome)
    defer { swap(&outcome, &self.outcome) }
    let isOpen = engine.reconcile(into: &outcome)
    outcome.nameDossier(key)
    let before = ClosingState(reading: evening.memory?.state ?? Text())
    part.flows.add(before: before.expectations, after: outcome.expectations)
    part.dossierCount += 1
    if evening.counts(duplicates, isOpen: isOpen) {
      for state in outcome.expectations { part.figures.add(state) }
      part.prove(dossier, outcome.matches)
    }
    part.report(outcome, dossier.charges, before, feeReporting, circumstances.issued)
    part.keepBooks(&outcome, before, of: dossier, on: order.day)
    guard countsFigures || !order.isRehearsal else { return }
    var after = ClosingState(outcome)
    after.shop = first.head.shop
    if countsFigures {
      uncount(key, memory)
      counter.add(dossier, CountedStanding(after), sign: 1)
      countInvitations(outcome.instructions, before)
    }
    if !order.isRehearsal {
      part.keep(evening, duplicates, after, isOpen, run: order.run)
    }
  }

  /// All records of a dossier have left it, for other dossiers or with a file that was taken out:
  /// nothing is expected there any more, and what was entered of it is taken back.
  private func close(_ memory: RememberedDossier) {
    let before = ClosingState(reading: memory.state)
    part.flows.add(before: before.expectations, after: [])
    let shop = before.shop.flatMap { $0 < order.shopIndex.count ? shopIndex[$0] : nil }
    part.takeBack(before.journal, key: memory.key, shop: shop ?? 0, on: order.day)
  }

  /// Takes off what the closing before had counted of a dossier.
  private func uncount(_ key: UInt64, _ memory: RememberedDossier?) {
    let counting = order.counting
    guard let memory, !counting.endOfLastDay.isEmpty else { return }
    pastRecords.removeAll(keepingCapacity: true)
    for page in memory.closedPages(before: order.day) {
      Record.all(in: page) { pastRecords.append($0) }
    }
    guard let first = pastRecords.first else { return }
    past.key = key
    past.shop = shopIndex[first.head.shop]
    pastBuilder.endOfDay = counting.endOfLastDay[past.shop]
    pastBuilder.build(pastRecords, into: past) { _, _ in }
    past.nameOrder()
    past.nameAllotted(circumstances)
    counter.terms = counting.termsBefore
    counter.add(past, CountedStanding(ClosingState(reading: memory.state)), sign: -1)
    counter.terms = counting.terms
  }

  /// Questionnaires that go out for the first time.
  private func countInvitations(_ instructions: [Instruction], _ before: ClosingState) {
    for index in instructions.indices where instructions[index].kind == .surveyRequest {
      let request = instructions[index]
      guard !before.contains(request.mark) else { continue }
      counter.invite(request.caseID, dossier, on: order.day)
    }
  }

  /// Findings, cases and matches point into records, and the bin's memory goes when it is judged.
  private func keepRecords(from firstFresh: Int) {
    for index in firstFresh..<records.count {
      records[index] = Record(records[index], in: arena.copy(records[index].whole))
    }
  }
}
