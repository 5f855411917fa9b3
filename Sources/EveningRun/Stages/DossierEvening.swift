import LedgerStore
import Returns

/// One dossier's share of the evening.
struct DossierEvening: Sendable {
  let key: UInt64
  /// Remembered records, then today's.
  let records: [Record]
  let fresh: PartialRangeFrom<Int>
  let memory: RememberedDossier?

  /// What the ledger has not got yet of what came in.
  func new(but duplicates: [Text], storedToday stored: Text, run: Int) -> [Record] {
    records[fresh].filter { record in
      guard !duplicates.contains(where: { $0.isSame(as: record.whole) }) else { return false }
      // What moved here from a loose dossier may have come in an earlier run of the day already.
      return record.head.run == run || !stored.holds(record)
    }
  }

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

extension JudgedPart {
  /// Packs what the ledger keeps of a dossier: today's records but for duplicates, and the closing
  /// state.
  mutating func keep(
    _ evening: DossierEvening, _ duplicates: [Text], _ after: ClosingState, _ isOpen: Bool,
    run: Int
  ) {
    let wasOpen = evening.memory?.wasOpen ?? false
    if isOpen != wasOpen { openChanges.append(OpenChange(key: evening.key, isOpen: isOpen)) }
    guard let memory = evening.memory else {
      // As a rule all that came is new.
      if duplicates.isEmpty, evening.records.allSatisfy({ $0.head.run == run }) {
        pack(evening, evening.records, after)
      } else {
        pack(evening, evening.new(but: duplicates, storedToday: Text(), run: run), after)
      }
      return
    }
    let new = evening.new(but: duplicates, storedToday: memory.storedToday, run: run)
    after.bytes.withUnsafeBytes { bytes in
      let state = Text(bytes)
      if new.isEmpty {
        if memory.storedToday.isEmpty, wasOpen == isOpen, state == memory.state { return }
        packed.add(evening.key, records: nil, state: state)
        return
      }
      var records = Array(memory.storedToday.bytes)
      for record in new { records.append(contentsOf: record.whole.bytes) }
      records.withUnsafeBytes { packed.add(evening.key, records: Text($0), state: state) }
    }
  }

  private mutating func pack(
    _ evening: DossierEvening, _ records: [Record], _ after: ClosingState
  ) {
    records.withUnsafeBufferPointer { records in
      packed.add(evening.key, records: records, mostOfState: after.mostBytes) {
        after.write(to: &$0)
      }
    }
  }

  /// All of a loose dossier's records have found their orders.
  mutating func forget(_ evening: DossierEvening) {
    pack(evening, [], ClosingState())
    if evening.memory?.wasOpen == true {
      openChanges.append(OpenChange(key: evening.key, isOpen: false))
    }
  }
}
