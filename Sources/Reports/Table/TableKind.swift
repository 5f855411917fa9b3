public import Returns

/// What a report knows besides its rows.
public struct ReportContext: Sendable {
  /// The business date.
  public var day: Day
  /// Index of a shop in facts and outcomes → its id.
  public var shopNames: [Text]
  /// Of explanations and suggested actions; codes and headers are the same in every language.
  public var language: ReportLanguage

  public init(day: Day, shopNames: [Text], language: ReportLanguage) {
    self.day = day
    self.shopNames = shopNames
    self.language = language
  }

  func shopID(_ index: Int) -> Cell {
    shopNames.indices.contains(index) ? .text(shopNames[index]) : .empty
  }
}

/// A column: its name in the file contract and how a row fills it.
public struct TableColumn<Row>: Sendable {
  public let name: String
  let cell: @Sendable (Row, ReportContext) -> Cell

  init(_ name: String, _ cell: @escaping @Sendable (Row, ReportContext) -> Cell) {
    self.name = name
    self.cell = cell
  }
}

/// A report: the name of its file and its columns in the order of the file contract (design: section 5).
/// Every format is a writer over this one value.
public struct TableKind<Row: Sendable>: Sendable {
  /// Without extension: `cases`.
  public let name: String
  public let columns: [TableColumn<Row>]
  /// A number that orders rows as the first column does, where comparing it is cheaper than comparing cells.
  let leadingKey: (@Sendable (Row) -> UInt64)?

  init(
    _ name: String, leadingKey: (@Sendable (Row) -> UInt64)? = nil, _ columns: [TableColumn<Row>]
  ) {
    self.name = name
    self.leadingKey = leadingKey
    self.columns = columns
  }

  public var columnNames: [String] { columns.map(\.name) }
}

extension TableKind {
  /// Rows in the order of the file: by the first column, then the second, and so on. Rows that this order does
  /// not tell apart look the same, so the file is one and the same for any order of `rows`.
  public func sorted(_ rows: [Row], _ context: ReportContext) -> [Row] {
    guard let leadingKey else { return rows.sorted { precedes($0, $1, context) } }
    var keys = rows.enumerated().map { (key: leadingKey($1), index: $0) }
    keys.sort { a, b in
      a.key != b.key ? a.key < b.key : precedes(rows[a.index], rows[b.index], context)
    }
    return keys.map { rows[$0.index] }
  }

  func precedes(_ a: Row, _ b: Row, _ context: ReportContext) -> Bool {
    for column in columns {
      let order = column.cell(a, context).compare(column.cell(b, context))
      if order != 0 { return order < 0 }
    }
    return false
  }
}
