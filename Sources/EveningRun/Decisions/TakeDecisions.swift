import Intake
import LedgerStore
import Reports
import Returns

/// The decisions of the day's files, and how their rows count.
///
/// A decision is an act of a person and is never rewritten: the first content of an id stands, and
/// another one under the same id is kept beside it, to be refused.
struct TakenDecisions: Sendable {
  private(set) var book = DecisionBook()
  /// How each row counts: its record's head, and its class.
  private(set) var classes: [(head: RecordHead, recordClass: RecordClass)] = []
  /// Rows that say only what the program itself had printed, by file.
  private(set) var unchanged: [Int: Int] = [:]

  /// Where people's matches bring movements.
  private(set) var homes = DecidedHomes()

  init() {}

  init(
    _ files: TakenFiles, _ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers
  ) throws {
    var known = try writer.decisions(through: evening.day)
    var arrivals = Self.arrivals(files, evening, shops)
    arrivals.sort { $0.comesBefore($1) }
    var ids = Dictionary(uniqueKeysWithValues: known.indices.map { (known[$0].id, $0) })
    let echoes = try Echoes(known, arrivals.contains(where: \.isFromReport), evening, writer)
    var printed: Set<RowPlace> = []
    for arrival in arrivals {
      var row = arrival.row
      if arrival.isFromReport, echoes.contain(row) {
        printed.insert(RowPlace(file: row.file, line: row.line))
        continue
      }
      if arrival.isFromReport { row.revokes = echoes.replaced(by: row) ?? row.revokes }
      // A row of exceptions.csv has no time of its own: its id is made of all that it says.
      if !arrival.isFromReport, let place = ids[row.id], !known[place].saysTheSame(as: row) {
        row.id += "~" + row.contentName
        row.isReused = true
      }
      if ids[row.id] != nil {
        classes.append((arrival.head, .duplicate))
        continue
      }
      classes.append((arrival.head, row.isReused ? .superseded : .accepted))
      let about = try writer.latestExceptions([Text(row.exceptionID)], before: evening.day + 1)
      row.orderKey = about.first?.orderKey ?? DecisionBook.ofNoDossier
      if !evening.isRehearsal { try writer.addDecision(row) }
      ids[row.id] = known.count
      known.append(row)
    }
    printed.subtract(classes.map { RowPlace(file: $0.head.file, line: $0.head.line) })
    unchanged = printed.reduce(into: [:]) { $0[$1.file, default: 0] += 1 }
    known.sort { ($0.day, $0.decidedAt.seconds, $0.id) < ($1.day, $1.decidedAt.seconds, $1.id) }
    book = try DecisionBook(
      known, writer, on: evening.day, evening.policy, shops: shops.policyIndex)
    homes = try DecidedHomes(known, book, evening, writer)
  }

  mutating func move(from key: UInt64, to home: UInt64) { book.move(from: key, to: home) }

  func count(in counts: inout RowCounts) {
    for (head, recordClass) in classes { counts.count(head, recordClass) }
  }

  private static func arrivals(
    _ files: TakenFiles, _ evening: Evening, _ shops: ShopNumbers
  ) -> [Arrival] {
    var arrivals: [Arrival] = []
    for member in files.members where member.fate == .taken && member.reading.feed == .decisions {
      let isFromReport = member.reading.profile == reportProfile
      member.reading.records.forEach { record in
        guard record.head.feed == .decisions else { return }
        let shop = evening.policy.shops[shops.policyIndex[record.head.shop]]
        var row = DecisionRow(record, on: evening.day, shop.currency)
        if isFromReport { row.takeReportForm(on: evening.day, zone: shop.zone) }
        arrivals.append(Arrival(row: row, head: record.head, isFromReport: isFromReport))
      }
    }
    return arrivals
  }

  /// The profile of exceptions.csv with decisions filled in.
  private static let reportProfile = "exceptions-with-decisions"
}

/// A row that came.
private struct RowPlace: Hashable {
  let file: Int
  let line: Int
}

private struct Arrival {
  let row: DecisionRow
  let head: RecordHead
  let isFromReport: Bool

  /// By id, then content, so that the order of files and rows decides nothing; of the same content
  /// the first row counts.
  func comesBefore(_ other: Arrival) -> Bool {
    if row.id != other.row.id { return row.id < other.row.id }
    let (left, right) = (row.contentName, other.row.contentName)
    if left != right { return left < right }
    return (row.file, row.line) < (other.row.file, other.row.line)
  }
}

extension DecisionRow {
  init(_ record: Record, on day: Day, _ currency: Currency) {
    var columns = record.columns
    let (id, exception) = (columns.text().string, columns.text().string)
    let version = columns.count()
    let action = columns.choice(DecisionAction.self) ?? .note
    self.init(
      id: id, day: day, exceptionID: exception, action: action, decidedBy: columns.text().string,
      decidedAt: columns.time() ?? Instant(seconds: 0))
    self.version = version
    target = columns.text().string
    amount = columns.amount()
    note = columns.text().string
    until = columns.time()
    approvedBy = columns.text().string
    revokes = columns.text().string
    shop = record.head.shop
    amountDecimals = currency.decimals
    (file, line) = (record.head.file, record.head.line)
  }

  /// Eight letters made of all that the decision says.
  fileprivate var contentName: String {
    var hash = StableHash(seed: UInt64(action.rawValue))
    for text in [exceptionID, decidedBy, target, note, approvedBy, revokes] {
      hash.combine(Text(text))
    }
    for number in [version ?? -1, decidedAt.seconds, amount ?? .min, until?.seconds ?? .min] {
      hash.combine(number)
    }
    hash.combine(Int64(amountDecimals))
    return String(publicID(hash.value).prefix(8))
  }
}
