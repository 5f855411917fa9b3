import Dispatch
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
  var statements = CarrierStatements()
  /// Feeds seen per shop, as bit masks.
  var feeds: [UInt32]
  var dossierCount = 0
}

/// Judges every dossier of the evening on all cores. The parts are the same whatever the number of threads, and are
/// merged in their order, so that the result does not depend on the schedule.
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
    let slices = set.parts(64)
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
    var part = JudgedPart(feeds: Array(repeating: 0, count: circumstances.policy.shops.count))
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
        for page in set.remembered[old].days { Record.all(in: page.records) { records.append($0) } }
        old += 1
      }
      while fresh < slice.placed.upperBound, set.placed[fresh].key == key {
        records.append(Record(at: set.placed[fresh].record))
        fresh += 1
      }
      judge(key, records, memory, &builder, &dossier, &part, &counts)
    }
    return part
  }

  private func judge(
    _ key: UInt64, _ records: [Record], _ memory: RememberedDossier?, _ builder: inout DossierBuilder,
    _ dossier: inout Dossier, _ part: inout JudgedPart, _ counts: inout RowCounts
  ) {
    guard let first = records.first else { return }
    dossier.key = key
    dossier.shop = shopIndex[first.head.shop]
    builder.endOfDay = endOfDay[dossier.shop]
    var kept: [Record] = []
    builder.build(records, into: &dossier) { record, recordClass in
      counts.count(record.head, recordClass)
      if recordClass != .duplicate, !isRehearsal { kept.append(record) }
    }
    for record in records { part.feeds[dossier.shop] |= 1 << UInt32(record.head.feed.rawValue) }
    dossier.nameOrder()
    let judgement = reconcile(dossier, circumstances)
    let before = ClosingState(reading: memory?.state ?? Text())
    let after = ClosingState(judgement.outcome)
    part.flows.add(before: before.expectations, after: after.expectations)
    part.dossierCount += 1
    report(judgement.outcome, before, &part)
    guard !isRehearsal else { return }
    keep(key, kept, memory, after, judgement.isOpen, &part)
  }

  /// Of the day's outcome, what is new since the closing before it; open cases, pending and findings always.
  private func report(_ outcome: Outcome, _ before: ClosingState, _ part: inout JudgedPart) {
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
    for line in outcome.fees where isFirst || !before.contains(line.mark) {
      part.statements.add(line)
      if circumstances.policy.fees.listsAllLines || line.direction != .outbound || line.isConspicuous {
        part.outcome.fees.append(line)
      }
    }
  }

  private func keep(
    _ key: UInt64, _ kept: [Record], _ memory: RememberedDossier?, _ after: ClosingState, _ isOpen: Bool,
    _ part: inout JudgedPart
  ) {
    let start = part.bytes.count
    let earlier = memory?.days.last.flatMap { $0.day == day ? $0.records : nil } ?? Text()
    part.bytes.append(contentsOf: earlier.bytes)
    for record in kept { part.bytes.append(contentsOf: record.whole.bytes) }
    let middle = part.bytes.count
    after.append(to: &part.bytes)
    let hasRowToday = memory?.days.last?.day == day
    let isUnchanged =
      middle == start && memory?.wasOpen == isOpen
      && part.bytes[middle...].elementsEqual((memory?.state ?? Text()).bytes)
    if isUnchanged, !hasRowToday {
      part.bytes.removeLast(part.bytes.count - start)
      return
    }
    part.entries.append(
      LedgerEntry(
        key: key, records: middle > start ? start..<middle : nil, state: middle..<part.bytes.count,
        isOpen: isOpen, wasOpen: memory?.wasOpen ?? false))
  }
}

extension FeeLine {
  var isConspicuous: Bool { hasFinding || (variance ?? 0) != 0 }
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
