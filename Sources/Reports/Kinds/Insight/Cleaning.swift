public import Insight
public import Returns

/// Something that was read and does not stand in the figures: rows of files, single facts, single
/// days of a series.
public struct CleaningRow: Sendable {
  public let cause: String
  public let feed: Feed?
  /// The file, the case, the order, the series.
  public let subject: String
  public let detail: String
  public let rows: Int
}

extension CleaningRow {
  /// All that was left out on the date.
  public static func rows(_ insight: DayInsight, _ intake: [IntakeRow]) -> [CleaningRow] {
    var rows: [CleaningRow] = []
    let counters: [(String, KeyPath<IntakeRow, Int>)] = [
      ("duplicate", \.duplicate), ("superseded", \.superseded), ("rejected", \.rejected),
      ("filtered", \.filtered),
    ]
    for file in intake where file.status == .taken {
      for (cause, counter) in counters where file[keyPath: counter] > 0 {
        rows.append(
          CleaningRow(
            cause: cause, feed: file.feed, subject: file.file,
            detail: cause == "rejected" ? "rejects.csv" : "", rows: file[keyPath: counter]))
      }
    }
    for removal in insight.removals {
      rows.append(
        CleaningRow(
          cause: removal.cause.name, feed: removal.feed, subject: removal.subject.string,
          detail: removal.detail.string, rows: 1))
    }
    for trend in insight.trends {
      for day in trend.outliers {
        rows.append(
          CleaningRow(
            cause: "outlier", feed: nil, subject: trend.subject.name, detail: day.string, rows: 1))
      }
      for day in trend.gaps {
        rows.append(
          CleaningRow(
            cause: "gap", feed: nil, subject: trend.subject.name, detail: day.string, rows: 1))
      }
    }
    return rows
  }
}

/// `cleaning.csv`: everything that was left out of the figures, with its cause (R8.2.1).
public let cleaningTable = TableKind<CleaningRow>(
  "cleaning",
  [
    TableColumn("cause") { row, _ in .string(row.cause) },
    TableColumn("feed") { row, _ in row.feed.map(feedWord) ?? .empty },
    TableColumn("subject") { row, _ in .string(row.subject) },
    TableColumn("detail") { row, _ in .string(row.detail) },
    TableColumn("rows") { row, _ in .count(row.rows) },
  ])
