import Dispatch
import Insight
import Reports
import Returns

/// One dossier's row for the ledger: ranges into its part's bytes.
struct LedgerEntry: Sendable {
  let key: UInt64
  /// The dossier's records received on the business date; nil: none, and none to write.
  let records: Range<Int>?
  let state: Range<Int>
  let isOpen: Bool
  let wasOpen: Bool
}

/// What one part of the dossiers gives.
struct JudgedPart: Sendable {
  /// Only what is to be reported on this date.
  var outcome = Outcome()
  var flows = ProofFlows()
  var entries: [LedgerEntry] = []
  var bytes: [UInt8] = []
  var statements = CarrierStatement()
  /// Fee lines of cases, for the balance of every case.
  var freight: [FeeLine] = []
  /// Money and freight, counted over all that was judged.
  var figures = DayFigures()
  var proof = ProofInput()
  var dossierCount = 0
}

/// Judges every dossier of the evening on all cores. How the dossiers are cut into parts, and which
/// thread works which, shows nowhere: parts are merged in their order and tables are sorted.
struct Judge: Sendable {
  let circumstances: Circumstances
  let set: DossierSet
  let run: Int
  let day: Day
  /// Policy index of each ledger shop number.
  let shopIndex: [Int]
  /// First instant after the business date, per policy shop.
  let endOfDay: [Instant]
  /// Nothing will be kept: no ledger entries are made.
  let isRehearsal: Bool

  func run(threads: Int, counts: inout RowCounts, progress: @escaping @Sendable (Int) -> Void)
    -> [JudgedPart]
  {
    let slices = set.parts(16 * max(1, threads))
    let empty = counts
    let workers = max(1, min(threads, slices.count))
    let results = Slots<JudgedPart>(count: slices.count)
    let workerCounts = Slots<RowCounts>(count: workers)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      var own = empty
      var part = worker
      while part < slices.count {
        let judged = judge(slices[part], counts: &own)
        progress(judged.dossierCount)
        results.set(part, judged)
        part += workers
      }
      workerCounts.set(worker, own)
    }
    for worker in 0..<workers { counts.merge(workerCounts.take(worker)) }
    return (0..<slices.count).map(results.take)
  }

  private func judge(_ slice: DossierSlice, counts: inout RowCounts) -> JudgedPart {
    var part = JudgedPart()
    var builder = DossierBuilder(endOfDay: Instant(seconds: 0), run: run)
    var dossier = Dossier()
    var records: [Record] = []
    var (fresh, old) = (slice.placed.lowerBound, slice.remembered.lowerBound)
    while fresh < slice.placed.upperBound || old < slice.remembered.upperBound {
      let freshKey = fresh < slice.placed.upperBound ? set.placed[fresh].key : .max
      let oldKey = old < slice.remembered.upperBound ? set.remembered[old].key : .max
      let key = min(freshKey, oldKey)
      records.removeAll(keepingCapacity: true)
      var memory: RememberedDossier?
      if old < slice.remembered.upperBound, oldKey == key {
        memory = set.remembered[old]
        records += set.remembered[old].records
        old += 1
      }
      let firstFresh = records.count
      while fresh < slice.placed.upperBound, set.placed[fresh].key == key {
        records.append(Record(at: set.placed[fresh].record))
        fresh += 1
      }
      let evening = DossierEvening(key: key, records: records, fresh: firstFresh..., memory: memory)
      judge(evening, &builder, &dossier, &part, &counts)
    }
    return part
  }

  private func judge(
    _ evening: DossierEvening, _ builder: inout DossierBuilder, _ dossier: inout Dossier,
    _ part: inout JudgedPart, _ counts: inout RowCounts
  ) {
    guard let first = evening.records.first else {
      if !isRehearsal { forget(evening, &part) }
      return
    }
    dossier.key = evening.key
    dossier.shop = shopIndex[first.head.shop]
    builder.endOfDay = endOfDay[dossier.shop]
    var duplicates: [Text] = []
    builder.build(evening.records, into: &dossier) { record, recordClass in
      counts.count(record.head, recordClass)
      if recordClass == .duplicate { duplicates.append(record.whole) }
    }
    dossier.nameOrder()
    let judgement = reconcile(dossier, circumstances)
    let before = ClosingState(reading: evening.memory?.state ?? Text())
    let after = ClosingState(judgement.outcome)
    part.flows.add(before: before.expectations, after: after.expectations)
    part.dossierCount += 1
    if evening.counts(duplicates, isOpen: judgement.isOpen) {
      for state in judgement.outcome.expectations { part.figures.add(state) }
      prove(dossier, judgement.outcome.matches, &part.proof)
    }
    report(judgement.outcome, dossier.charges, before, &part)
    if !isRehearsal { keep(evening, duplicates, after, judgement.isOpen, &part) }
  }

  /// The parts of a movement that were matched never exceed it.
  private func prove(_ dossier: Dossier, _ matches: [Match], _ proof: inout ProofInput) {
    for row in dossier.settlements where row.type == .payment || row.type == .refund {
      let used = matches.reduce(0) {
        $1.kind.isMoney && $1.evidenceID == row.txnID ? $0 + $1.actual : $0
      }
      guard used > 0 else { continue }
      let amount = dossier.settlements.reduce(0) { $1.txnID == row.txnID ? $0 + $1.amount : $0 }
      proof.add(
        EvidenceUse(
          feed: .settlements, evidenceID: row.txnID, currency: row.currency, amount: amount,
          matched: used))
    }
  }

  /// Of the day's outcome, what is new since the closing before it; open cases, pending and
  /// findings always.
  private func report(
    _ outcome: Outcome, _ charges: [Charge], _ before: ClosingState, _ part: inout JudgedPart
  ) {
    part.outcome.findings += outcome.findings
    part.outcome.pending += outcome.pending
    part.outcome.opening += outcome.opening
    let isFirst = before.marks.isEmpty
    for match in outcome.matches where isFirst || !before.contains(match.mark) {
      part.outcome.matches.append(match)
    }
    for result in outcome.cases where result.isOpen || isFirst || !before.contains(result.mark) {
      part.outcome.cases.append(result)
    }
    guard !outcome.fees.isEmpty else { return }
    let lines = isFirst ? outcome.fees : outcome.fees.filter { !before.contains($0.mark) }
    let newCharges =
      lines.count == outcome.fees.count
      ? charges : charges.filter { charge in lines.contains { $0.bills(charge) } }
    let currency = circumstances.policy.shops[lines.first?.shop ?? 0].currency
    part.statements.add(lines, charges: newCharges, currency: currency)
    for line in lines { part.figures.add(line) }
    part.outcome.fees += lines.filter { $0.isListed(circumstances.policy.fees) }
    part.freight += lines.filter { !$0.caseID.isEmpty }
  }

  /// Makes the dossier's row for the ledger: today's records but for duplicates, and the closing
  /// state.
  private func keep(
    _ evening: DossierEvening, _ duplicates: [Text], _ after: ClosingState, _ isOpen: Bool,
    _ part: inout JudgedPart
  ) {
    let start = part.bytes.count
    let stored = evening.memory?.storedToday ?? Text()
    part.bytes.append(contentsOf: stored.bytes)
    for record in evening.records[evening.fresh]
    where !duplicates.contains(where: { $0.isSame(as: record.whole) }) {
      // What moved here from a loose dossier may have come in an earlier run of the day already.
      if record.head.run != run, stored.holds(record) { continue }
      part.bytes.append(contentsOf: record.whole.bytes)
    }
    let middle = part.bytes.count
    after.append(to: &part.bytes)
    let wasOpen = evening.memory?.wasOpen ?? false
    let isUnchanged =
      evening.memory != nil && middle == start && wasOpen == isOpen
      && part.bytes[middle...].elementsEqual((evening.memory?.state ?? Text()).bytes)
    if isUnchanged {
      part.bytes.removeLast(part.bytes.count - start)
      return
    }
    part.entries.append(
      LedgerEntry(
        key: evening.key, records: middle > start + stored.count ? start..<middle : nil,
        state: middle..<part.bytes.count, isOpen: isOpen, wasOpen: wasOpen))
  }

  /// All of a loose dossier's records have found their orders.
  private func forget(_ evening: DossierEvening, _ part: inout JudgedPart) {
    let start = part.bytes.count
    ClosingState().append(to: &part.bytes)
    part.entries.append(
      LedgerEntry(
        key: evening.key, records: nil, state: start..<part.bytes.count, isOpen: false,
        wasOpen: evening.memory?.wasOpen ?? false))
  }
}

/// One dossier's share of the evening.
struct DossierEvening: Sendable {
  let key: UInt64
  /// Remembered records, then today's.
  let records: [Record]
  let fresh: PartialRangeFrom<Int>
  let memory: RememberedDossier?

  /// Whether the dossier stands in the day's figures: something new came in today (by any run of
  /// the date), or it was or is open. What only came again changes no figure.
  func counts(_ duplicates: [Text], isOpen: Bool) -> Bool {
    isOpen || memory?.wasOpen == true || memory?.storedToday.isEmpty == false
      || records[fresh].count > duplicates.count
  }
}

extension Text {
  /// The same bytes in the same place.
  func isSame(as other: Text) -> Bool { bytes.baseAddress == other.bytes.baseAddress }

  /// A page of records that holds this one, byte for byte.
  func holds(_ record: Record) -> Bool {
    var found = false
    Record.all(in: self) { found = found || $0.whole == record.whole }
    return found
  }
}

extension FeeLine {
  func bills(_ charge: Charge) -> Bool {
    charge.waybill == waybill && charge.invoiceNo == invoiceNo && charge.carrier == carrier
  }
}

extension Dossier {
  /// The order's id from whichever fact names it; the reference an orphan carries, where none does.
  mutating func nameOrder() {
    isLoose = lines.isEmpty && cases.isEmpty
    if let line = lines.first {
      orderID = line.orderID
    } else if let application = cases.first {
      orderID = application.orderID
    } else if let row = settlements.first(where: { !$0.orderID.isEmpty }) {
      orderID = row.orderID
    } else {
      orderID = parcels.first { !$0.reference.isEmpty }?.reference ?? Text()
    }
  }
}

/// Results of parallel work, each written once by its own worker and read after all have finished.
final class Slots<Value: Sendable>: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<Value?>

  init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  func set(_ index: Int, _ value: Value) { storage[index] = value }

  func take(_ index: Int) -> Value {
    defer { storage[index] = nil }
    return storage[index]!
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }
}
