import LedgerStore
import Returns

/// The files that people take out of the books on a business date: their facts cease, and every
/// dossier that had some is judged anew.
struct Withdrawals: Sendable {
  /// As intake.csv of the date shows them.
  private(set) var files: [FileRow] = []
  /// Dossiers that lost facts or decisions.
  private(set) var touched: Set<UInt64> = []
  private(set) var notices: [String] = []

  init() {}

  init(_ evening: Evening, _ writer: LedgerWriter) throws {
    for row in try writer.withdrawals(waitingOrOn: evening.day) {
      if row.day == nil {
        guard let file = try writer.file(row.file) else { continue }
        let (keys, count) = try Self.takeOut(file, evening, writer)
        let decided = try writer.decisions(through: evening.day).filter { $0.file == file.number }
        try writer.carryOutWithdrawal(
          file: file.number, day: evening.day, dossiers: keys + decided.map(\.orderKey))
        notices.append(
          "\(file.name) of \(file.day.string) is withdrawn: \(count) facts and \(decided.count) "
            + "decisions of \(Set(keys).count) orders cease")
      }
      touched.formUnion(try writer.withdrawnDossiers(file: row.file))
      if let file = try writer.file(row.file) { files.append(file) }
    }
    touched.remove(DecisionBook.ofNoDossier)
  }

  /// The dossiers that hold facts of a file.
  static func dossiers(
    of file: FileRow, _ reader: LedgerReader, asOf day: Day
  ) throws -> Set<UInt64> {
    var found: Set<UInt64> = []
    try reader.dossiers(mayHold(file, reader).sorted(), asOf: day) { key, days, _ in
      for page in days {
        Record.all(in: page.records) { if $0.head.file == file.number { found.insert(key) } }
      }
    }
    return found
  }

  private static func mayHold(_ file: FileRow, _ reader: LedgerReader) throws -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for day in try reader.factDays(from: file.day) {
      keys.formUnion(try reader.dossiersWithFacts(on: day))
    }
    return keys
  }

  /// Facts may have moved to another dossier, and so to a later date, since they came.
  private static func takeOut(
    _ file: FileRow, _ evening: Evening, _ writer: LedgerWriter
  ) throws -> (keys: [UInt64], count: Int) {
    let keys = try mayHold(file, writer)
    var changes: [(key: UInt64, day: Day, records: Text)] = []
    var count = 0
    try writer.dossiers(keys.sorted(), asOf: evening.day) { key, days, _ in
      for page in days {
        var rest: [UInt8] = []
        let before = count
        Record.all(in: page.records) { record in
          if record.head.file == file.number {
            count += 1
          } else {
            rest.append(contentsOf: record.whole.bytes)
          }
        }
        if count > before {
          changes.append((key, page.day, rest.withUnsafeBytes { Text(copying: $0) }))
        }
      }
    }
    changes.sort { ($0.day, $0.key) < ($1.day, $1.key) }
    for change in changes {
      try writer.replaceFacts(change.key, day: change.day, records: change.records)
    }
    return (Array(Set(changes.map(\.key))).sorted(), count)
  }
}
