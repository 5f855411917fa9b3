import LedgerStore
import Reports
import Returns

/// How far each configured source account has delivered completely (design: section 1): up to its
/// last day, or to the day before the first of which something is known to be missing.
struct SourceCoverage: Sendable {
  let sources: [SourceAccount]
  /// Last day delivered completely, by position in `sources`.
  private(set) var through: [Day?]
  /// What its files are about, by position in `sources`.
  private var deliveries: [[Delivery]]
  /// Days of which a file is here and does not count, and the exception that says so.
  private var spoilt: [(source: Int, days: ClosedRange<Day>, exception: UInt64?)] = []
  /// Sources that have delivered further than they are complete.
  private var hasGap: [Bool]

  /// What a file tells of its source.
  private struct Delivery {
    let file: Int
    /// From its first day to its last, where it states both.
    let period: ClosedRange<Day>?
    /// What it holds: its period, else what its rows and the source's rhythm make of it; nil where
    /// its period has no day whole.
    let days: ClosedRange<Day>?
  }

  /// - Parameter closed: how far the sources were complete when the date was closed.
  init(sources: [SourceAccount], closed: [CoverageRow] = []) {
    self.sources = sources
    through = sources.map { source in closed.first { $0.sourceID == source.id.string }?.through }
    deliveries = Array(repeating: [], count: sources.count)
    hasGap = Array(repeating: false, count: sources.count)
  }

  /// A file of a source came in: it covers its stated period as far as that was over, else the days
  /// up to its last event; a file without rows and period says that nothing happened up to the lag
  /// before it was exported. One of whose rows none could be taken covers nothing.
  mutating func add(_ row: DeliveryRow, exportedOn: Day?) {
    guard let source = sources.firstIndex(where: { $0.id.string == row.sourceID }) else { return }
    if row.isRejectedWhole {
      guard let from = row.periodFrom, let to = row.periodTo, !row.isWithdrawn else { return }
      spoilt.append((source, from...max(from, to), nil))
    } else {
      let days = Self.days(of: row, exportedOn: exportedOn, sources[source])
      let isStated = row.periodFrom != nil && row.periodTo != nil
      deliveries[source].append(
        Delivery(file: row.file, period: isStated ? days : nil, days: days))
    }
  }

  private static func days(
    of row: DeliveryRow, exportedOn: Day?, _ source: SourceAccount
  ) -> ClosedRange<Day>? {
    let exportedOn = min(exportedOn ?? row.receivedOn, row.receivedOn)
    let last = row.lastEventDay ?? exportedOn + -source.lagDays
    // A period may go on after the file was made, which was not before its last row. A week's or
    // month's file has all of it, as far as it was over.
    let reached =
      row.periodTo.map { min($0, max(exportedOn, row.lastEventDay ?? exportedOn)) }
      ?? max(last, min(source.span(of: last).upperBound, exportedOn))
    if let from = row.periodFrom, reached < from { return nil }
    let first = row.periodFrom ?? row.firstEventDay.map { source.span(of: $0).lowerBound }
    // Older ledgers do not know where the rows of a file began.
    let unknown = row.lastEventDay == nil ? source.span(of: reached).lowerBound : Day.distantPast
    return min(first ?? unknown, reached)...reached
  }

  /// A file is held: what is in it is not known yet.
  /// - Parameter notes: the days of sources that it is about.
  mutating func addHeld(_ notes: [Note], exception: UInt64) {
    for case .heldDays(let id, let from, let through) in notes where from <= through {
      guard let source = sources.firstIndex(where: { $0.id == id }) else { continue }
      spoilt.append((source, from...through, exception))
    }
  }

  /// Says how far each source is complete, now that all files are known.
  /// - Parameter accepted: exceptions that people are done with: what they tell of is no gap.
  mutating func settle(_ gaps: [ChainGap], accepted: Set<String>) {
    let open = gaps.filter { !accepted.contains(publicID($0.finding.identity)) }
    for source in sources.indices {
      guard let reached = deliveries[source].compactMap(\.days?.upperBound).max() else { continue }
      let known = [
        firstSpoilt(source, accepted), firstGap(source, open), firstUndelivered(source), reached,
      ]
      through[source] = known.compactMap { $0 }.min()
      hasGap[source] = through[source] != reached
    }
  }

  /// What was said when the date was closed is said again.
  mutating func keep(_ closed: [CoverageRow]) {
    for row in closed {
      guard let source = sources.firstIndex(where: { $0.id.string == row.sourceID }) else {
        continue
      }
      hasGap[source] = hasGap[source] || through[source].map { $0 > row.through } ?? false
      through[source] = row.through
    }
  }

  func findings(asOf: Day) -> [Finding] {
    sources.indices.compactMap {
      FileTrouble.sourceLate(
        sources[$0], reached: through[$0], hasGap: hasGap[$0], asOf: asOf)
    }
  }

  var rows: [CoverageRow] {
    sources.indices.compactMap { index in
      through[index].map { CoverageRow(sourceID: sources[index].id.string, through: $0) }
    }
  }
}

/// Each the last complete day before the first of its kind of gap; nil where there is none.
extension SourceCoverage {
  /// Before a file that does not count, unless others have all of its days.
  private func firstSpoilt(_ source: Int, _ accepted: Set<String>) -> Day? {
    let periods = deliveries[source].compactMap(\.period).sorted { $0.lowerBound < $1.lowerBound }
    let open = spoilt.filter { held in
      if held.source != source { return false }
      if let exception = held.exception, accepted.contains(publicID(exception)) { return false }
      var next = held.days.lowerBound
      for period in periods where period.lowerBound <= next {
        next = max(next, period.upperBound + 1)
      }
      return next <= held.days.upperBound
    }
    return open.map { $0.days.lowerBound + -1 }.min()
  }

  private func firstGap(_ source: Int, _ gaps: [ChainGap]) -> Day? {
    let files = Set(deliveries[source].map(\.file))
    let account = sources[source].accountID.string
    return gaps.filter { gap in
      gap.isOf(account: account)
        && (files.contains(gap.link.number) || files.contains(gap.former.number))
    }.map(\.completeThrough).min()
  }

  /// Before the first day of which a file was to come and none did, where later ones have come.
  private func firstUndelivered(_ source: Int) -> Day? {
    let account = sources[source]
    // What came before the first file is no gap.
    let delivered = deliveries[source].compactMap(\.days)
    guard account.rhythm != nil, let first = delivered.first else { return nil }
    var next = first.lowerBound == .distantPast ? first.upperBound + 1 : first.lowerBound
    for days in delivered.sorted(by: { $0.lowerBound < $1.lowerBound })
    where days.upperBound >= next {
      if next < days.lowerBound, let missing = account.firstExpected(in: next..<days.lowerBound) {
        return account.span(of: missing).lowerBound + -1
      }
      next = days.upperBound + 1
    }
    return nil
  }
}

extension Day {
  fileprivate static let distantPast = Day(number: .min)
}
