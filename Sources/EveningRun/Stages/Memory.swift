import LedgerStore
import Returns

/// What the ledger remembers of the dossiers of the evening.
final class Memory {
  /// Sorted by key.
  var dossiers: [RememberedDossier] = []
  /// Dossiers that were asked for, ascending, none twice.
  private let asked: [UInt64]
  private let open: Set<UInt64>
  private let evening: Evening
  private let ledger: LedgerWriter
  private let closing: ClosedFacts?
  /// Dossiers that have lost facts since the closing before; ascending.
  private let storedAnew: [UInt64]

  init(_ keys: [UInt64], open: [UInt64], _ evening: Evening, _ ledger: LedgerWriter) throws {
    closing = try ledger.closedFacts(before: evening.day)
    storedAnew = try closing.map(ledger.dossiersStoredAnew) ?? []
    let keys = keys + storedAnew
    var asked: [UInt64] = []
    asked.reserveCapacity(keys.count)
    for key in keys.sorted() where key != asked.last { asked.append(key) }
    self.asked = asked
    self.open = Set(open)
    self.evening = evening
    self.ledger = ledger
    try load(asked)
  }

  /// Asks for dossiers that turned out to be wanted too.
  func add(_ keys: Set<UInt64>) throws {
    let more = keys.filter { !asked.sortedContains($0) }
    guard !more.isEmpty else { return }
    try load(more.sorted())
    dossiers.sort { $0.key < $1.key }
  }

  /// Writes down that some of a dossier's records lie elsewhere now.
  func take(_ moved: Set<UnsafeRawPointer>, from index: Int) throws {
    dossiers[index].keepClosedPages(before: evening.day)
    dossiers[index].records.removeAll { moved.contains($0.address) }
    for place in dossiers[index].pages.indices {
      let page = dossiers[index].pages[place]
      var bytes: [UInt8] = []
      Record.all(in: page.records) { record in
        if !moved.contains(record.address) { bytes.append(contentsOf: record.whole.bytes) }
      }
      guard bytes.count < page.records.count else { continue }
      let rest = bytes.withUnsafeBytes { Text(copying: $0) }
      dossiers[index].pages[place].records = rest
      if page.day == evening.day { dossiers[index].storedToday = rest }
      if !evening.isRehearsal {
        try ledger.replaceFacts(dossiers[index].key, day: page.day, records: rest)
      }
    }
  }

  func moveDecisions(from key: UInt64, to home: UInt64) throws {
    if !evening.isRehearsal { try ledger.moveDecisions(from: key, to: home) }
  }

  private func load(_ keys: [UInt64]) throws {
    let anew = keys.filter(storedAnew.sortedContains)
    let closed = try closing.map { try ledger.facts(of: anew, at: $0) } ?? [:]
    try ledger.dossiers(keys, asOf: evening.day) { key, days, state in
      let today = days.last.flatMap { $0.day == evening.day ? $0.records : nil }
      dossiers.append(
        RememberedDossier(
          key: key, records: days.allRecords(), pages: days.map { ($0.day, $0.records) },
          closedPages: storedAnew.sortedContains(key) ? closed[key]?.map(\.records) ?? [] : nil,
          storedToday: today ?? Text(), state: state?.state ?? Text(), wasOpen: open.contains(key)))
    }
  }
}

extension RememberedDossier {
  /// What the closing before the business date had: asked for before anything leaves.
  func closedPages(before day: Day) -> [Text] {
    closedPages ?? pages.filter { $0.day < day }.map(\.records)
  }

  fileprivate mutating func keepClosedPages(before day: Day) {
    closedPages = closedPages(before: day)
  }
}

extension Record {
  /// Tells the record from all others in memory.
  var address: UnsafeRawPointer { whole.bytes.baseAddress.unsafelyUnwrapped }
}
