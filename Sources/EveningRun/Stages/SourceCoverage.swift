import LedgerStore
import Returns

/// How far each configured source account has delivered (design: section 1).
struct SourceCoverage: Sendable {
  let sources: [SourceAccount]
  /// Last day delivered completely, by position in `sources`.
  private(set) var through: [Day?]

  init(sources: [SourceAccount], before: [CoverageRow]) {
    self.sources = sources
    through = sources.map { source in before.first { $0.sourceID == source.id.string }?.through }
  }

  /// A file of the source came in: it covers its stated period, else the days up to its last event;
  /// a file without rows and period says that nothing happened up to the lag before it was
  /// exported.
  mutating func add(
    source: Int, periodTo: Day?, lastEvent: Day?, exportedOn: Day?, asOf: Day
  ) {
    let exportedOn = min(exportedOn ?? asOf, asOf)
    let reached = periodTo ?? lastEvent ?? exportedOn + -sources[source].lagDays
    through[source] = through[source].map { max($0, reached) } ?? reached
  }

  func findings(asOf: Day) -> [Finding] {
    sources.indices.compactMap {
      FileTrouble.sourceLate(sources[$0], reached: through[$0], asOf: asOf)
    }
  }

  var rows: [CoverageRow] {
    sources.indices.compactMap { index in
      through[index].map { CoverageRow(sourceID: sources[index].id.string, through: $0) }
    }
  }
}
