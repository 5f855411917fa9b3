import GRDB
public import Returns

/// What a report of a past date may know.
public enum Knowledge: Sendable {
  /// What had come by that date.
  case then
  /// All facts that have come since, as far as they had happened by that date.
  case now
}

extension Ledger {
  /// Copies the ledger as it is at one moment, whatever another process writes meanwhile.
  public func copy(to path: String) throws {
    do {
      try LedgerFile.create(at: path)
      let copy = try DatabaseQueue(path: path)
      try queue.backup(to: copy)
      try copy.close()
    } catch let error as DatabaseError {
      throw LedgerError(error, path: path)
    }
  }
}

extension LedgerWriter {
  /// Makes a copy of a ledger say what it said on a past date, so that the date can be judged
  /// again. Never called on the ledger of a workspace.
  ///
  /// What was issued, decided and derived later is taken away. With all facts known now, those of
  /// later dates stay and count as received on the date; the judge leaves out what had not happened
  /// by then.
  public func rollBack(to day: Day, knowing knowledge: Knowledge) throws {
    try settle()
    for sql in PastTable.waiting { try statement(sql).run() }
    let merged = knowledge == .now ? try factsOfSeveralDays(from: day) : []
    for table in PastTable.all {
      for sql in knowledge == .now ? table.now : table.then {
        let step = try statement(sql)
        step.add(day)
        try step.run()
      }
    }
    for facts in merged { try replaceFacts(facts.key, day: day, records: facts.records) }
    try settle()
  }

  /// What dossiers received on several days from one on, each in one piece, by key: of the pages
  /// that a dossier has of one day the last one counts alone.
  private func factsOfSeveralDays(from day: Day) throws -> [(key: UInt64, records: Text)] {
    let dates = try factDays(from: day)
    guard let last = dates.last else { return [] }
    var (known, several): (Set<UInt64>, Set<UInt64>) = ([], [])
    for date in dates {
      for key in try dossiersWithFacts(on: date) where !known.insert(key).inserted {
        several.insert(key)
      }
    }
    var merged: [(key: UInt64, records: Text)] = []
    try dossiers(several.sorted(), asOf: last) { key, days, _ in
      let bytes = days.filter { $0.day >= day }.flatMap { Array($0.records.bytes) }
      merged.append((key, bytes.withUnsafeBytes { Text(copying: $0) }))
    }
    return merged
  }
}
