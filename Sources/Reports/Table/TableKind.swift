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

/// A report: the name of its file and its columns in the order of the file contract (design:
/// section 5). Every format is a writer over this one value.
public struct TableKind<Row: Sendable>: Sendable {
  /// Without extension: `cases`.
  public let name: String
  public let columns: [TableColumn<Row>]
  /// A number that orders rows as the first column does, where comparing it is cheaper than
  /// comparing cells.
  let leadingKey: (@Sendable (Row) -> UInt64)?
  /// Made where the row's type is known, so that a table of millions of rows is written by code for
  /// that type.
  let appendCSV: @Sendable (Row, ReportContext, inout ByteBuffer) -> Void

  @inline(__always)
  init(
    _ name: String, leadingKey: (@Sendable (Row) -> UInt64)? = nil, _ columns: [TableColumn<Row>]
  ) {
    self.name = name
    self.leadingKey = leadingKey
    self.columns = columns
    appendCSV = { row, context, bytes in
      CSVFormat.appendRow(row, columns, context, to: &bytes)
    }
  }

  public var columnNames: [String] { columns.map(\.name) }
}

extension TableKind {
  /// Rows in the order of the file: by the first column, then the second, and so on. Rows that this
  /// order does not tell apart look the same, so the file is one and the same for any order of
  /// `rows`.
  public func sorted(_ rows: [Row], _ context: ReportContext) -> [Row] {
    order(rows, context).map { rows[$0] }
  }

  /// The indexes of the rows in the order of the file.
  func order(_ rows: [Row], _ context: ReportContext) -> [Int] {
    guard let leadingKey else {
      return rows.indices.sorted { precedes(rows[$0], rows[$1], context) }
    }
    var keys: [KeyedIndex] = []
    keys.reserveCapacity(rows.count)
    for index in rows.indices {
      keys.append(KeyedIndex(key: leadingKey(rows[index]), index: index))
    }
    sortByKey(&keys)
    var order = keys.map(\.index)
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].key == keys[start].key { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { precedes(rows[$0], rows[$1], context) }
      }
      start = end
    }
    return order
  }

  func precedes(_ a: Row, _ b: Row, _ context: ReportContext) -> Bool {
    for column in columns {
      let order = column.cell(a, context).compare(column.cell(b, context))
      if order != 0 { return order < 0 }
    }
    return false
  }
}
