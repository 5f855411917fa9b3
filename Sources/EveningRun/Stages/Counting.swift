import Insight
import LedgerStore
import Returns

/// What counting figures has to know of the closing before.
struct Counting: Sendable {
  let terms: FigureTerms
  /// By which the last closing counted.
  let termsBefore: FigureTerms
  /// First instant after the last business date, per policy shop; empty: there is none.
  let endOfLastDay: [Instant]
  let lastDay: Day?

  /// Name of the measure that keeps the terms of a date.
  private static let termsName = "counted_by"

  init(_ reader: LedgerReader, _ evening: Evening, _ shops: ShopNumbers) throws {
    let analysis = evening.policy.analysis
    terms = FigureTerms(countsGender: analysis.countsGender, countsAge: analysis.countsAge)
    let last = try reader.lastDay(before: evening.day)
    lastDay = last
    endOfLastDay = last.map { shops.endOfDay($0, evening.policy) } ?? []
    let kept = try last.map { try reader.metrics(from: $0, before: evening.day) } ?? []
    termsBefore = FigureTerms(mask: kept.first { $0.name == Self.termsName }?.amount ?? 0)
  }

  func keep(_ writer: LedgerWriter, on day: Day) throws {
    try writer.putMetric(Self.termsName, terms.mask, day: day)
  }
}

/// Keeps the date's figures, and looks them up with all those before.
///
/// - Returns: the figures of the last `FigureReach.days` days, as of the business date.
func keepFigures(
  _ pages: [(part: Int, bytes: [UInt8])], _ counting: Counting, _ evening: Evening,
  _ writer: LedgerWriter
) throws -> CountedHistory {
  let (day, arena) = (evening.day, Arena())
  if !evening.isRehearsal {
    try counting.keep(writer, on: day)
    for page in pages { try writer.putFigurePage(page.bytes, part: page.part, day: day) }
  }
  var history = CountedHistory(day: day)
  let narrow = Dimension.allCases.filter(\.isNarrow).map { Int($0.rawValue) }
  let wide = Dimension.allCases.filter { !$0.isNarrow && $0 != .customer }.map { Int($0.rawValue) }
  let stored =
    try writer.figurePages(
      from: day + (1 - FigureReach.days), before: day, parts: narrow)
    + writer.figurePages(
      from: day + (1 - FigureReach.wideDays), before: day, parts: wide)
  for page in stored {
    if let dimension = Dimension(rawValue: UInt8(page.part)) {
      history.add(page.cells, of: dimension, on: page.day)
    }
  }
  for page in pages where page.part != Int(Dimension.customer.rawValue) {
    guard let dimension = Dimension(rawValue: UInt8(clamping: page.part)) else { continue }
    page.bytes.withUnsafeBytes {
      history.add(arena.copy(Text($0)), of: dimension, on: day)
    }
  }
  history.settle()
  return history
}

/// How far back figures are looked up.
enum FigureReach {
  /// A year and a month: a month is compared with the same a year ago.
  static let days = 396
  /// Of dimensions of many values: three windows of four weeks.
  static let wideDays = 84
  /// Customers are looked at over a rolling year.
  static let customerDays = 365
}
