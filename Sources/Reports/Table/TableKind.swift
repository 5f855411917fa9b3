import CByteScan
public import Returns

/// What a report knows besides its rows.
public struct ReportContext: Sendable {
  /// The business date.
  public var day: Day
  /// Index of a shop in facts and outcomes → its id.
  public var shopNames: [Text]
  /// Of explanations and suggested actions; codes and headers are the same in every language.
  public var language: ReportLanguage
  /// Names, phones and addresses leave masked.
  public var masksPersonalData: Bool
  /// The workspace's: its amounts stand before those of other currencies.
  public var currency: Currency

  public init(
    day: Day, shopNames: [Text], language: ReportLanguage, masksPersonalData: Bool = true,
    currency: Currency = .cny
  ) {
    self.masksPersonalData = masksPersonalData
    self.currency = currency
    self.day = day
    self.shopNames = shopNames
    self.language = language
  }

  func shopID(_ index: Int) -> Cell {
    shopNames.indices.contains(index) ? .text(shopNames[index]) : .empty
  }

  /// Its text; empty for trouble of no shop.
  @inline(__always)
  func shop(_ index: Int) -> Text {
    shopNames.indices.contains(index) ? shopNames[index] : Text()
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

/// What orders the rows of a table of many rows, in numbers: as the first columns do, as far as it
/// goes.
enum TableOrder<Row>: Sendable {
  /// By the cells alone.
  case cells
  /// By a number that orders as the first column does.
  case number(@Sendable (UnsafePointer<Row>) -> UInt64)
  /// By a text in the first column.
  case text(@Sendable (UnsafePointer<Row>) -> Text)
  /// By texts in the first columns.
  case texts(@Sendable (UnsafePointer<Row>) -> [Text])
  /// By the shop in the first column and a text in the second.
  case shopAndText(
    @Sendable (UnsafePointer<Row>) -> Int, @Sendable (UnsafePointer<Row>) -> Text)
}

/// A report: the name of its file and its columns in the order of the file contract (design:
/// section 5). Every format is a writer over this one value.
public struct TableKind<Row: Sendable>: Sendable {
  /// Without extension: `cases`.
  public let name: String
  public let columns: [TableColumn<Row>]
  /// These three are made where the row's type is known, so that a table of millions of rows is
  /// ordered and written by code for that type.
  let keyed: @Sendable (TableRows<Row>, ReportContext) -> [KeyedIndex]
  let appendCSV: @Sendable (Row, ReportContext, inout ByteBuffer) -> Void
  let appendOrdered: @Sendable (Span<KeyedIndex>, ReportContext, inout ByteBuffer) -> Void

  /// A table whose rows are written cell by cell, as all but the large ones are.
  @inline(__always)
  init(_ name: String, order: TableOrder<Row> = .cells, _ columns: [TableColumn<Row>]) {
    self.init(name, order: order, columns, prefetch: { _ in }) { row, context, bytes in
      CSVFormat.appendRow(row.pointee, columns, context, to: &bytes)
    }
  }

  /// - Parameters:
  ///   - prefetch: asks for the memory that `append` reads besides the row.
  ///   - append: writes the bytes that the columns' cells would give.
  @inline(__always)
  init(
    _ name: String, order: TableOrder<Row>, _ columns: [TableColumn<Row>],
    prefetch: @escaping @Sendable (UnsafePointer<Row>) -> Void,
    append: @escaping @Sendable (UnsafePointer<Row>, ReportContext, inout ByteBuffer) -> Void
  ) {
    self.name = name
    self.columns = columns
    keyed = { rows, context in keyedRows(rows, order, context) }
    appendCSV = { row, context, bytes in
      withUnsafePointer(to: row) { append($0, context, &bytes) }
    }
    appendOrdered = { entries, context, bytes in
      for index in entries.indices {
        if index + 16 < entries.count {
          bytescan_prefetch(UnsafeRawPointer(bitPattern: entries[index + 16].index))
        }
        if index + 8 < entries.count { prefetch(UnsafePointer(entries[index + 8])) }
        append(UnsafePointer(entries[index]), context, &bytes)
      }
    }
  }

  public var columnNames: [String] { columns.map(\.name) }
}

extension TableKind {
  /// Rows in the order of the file: by the first column, then the second, and so on. Rows that this
  /// order does not tell apart look the same, so the file is one and the same for any order of
  /// `rows`.
  public func sorted(_ rows: [Row], _ context: ReportContext) -> [Row] {
    let rows = TableRows([rows])
    return withExtendedLifetime(rows) {
      order(rows, context).map { UnsafePointer<Row>($0).pointee }
    }
  }

  /// The addresses of the rows in the order of the file.
  func order(_ rows: TableRows<Row>, _ context: ReportContext) -> [KeyedIndex] {
    var keys = keyed(rows, context)
    sortByKey(&keys)
    var start = 0
    while start < keys.count {
      let key = keys[start].key
      var end = start + 1
      while end < keys.count, keys[end].key == key { end += 1 }
      if end - start > 1 {
        keys[start..<end].sort {
          precedes(UnsafePointer($0).pointee, UnsafePointer($1).pointee, context)
        }
      }
      start = end
    }
    return keys
  }

  func precedes(_ a: Row, _ b: Row, _ context: ReportContext) -> Bool {
    for column in columns {
      let order = column.cell(a, context).compare(column.cell(b, context))
      if order != 0 { return order < 0 }
    }
    return false
  }
}

@inline(__always)
private func keyedRows<Row>(
  _ rows: TableRows<Row>, _ order: TableOrder<Row>, _ context: ReportContext
) -> [KeyedIndex] {
  var keys: [KeyedIndex] = []
  keys.reserveCapacity(rows.count)
  switch order {
  case .cells:
    rows.forEach { keys.append(KeyedIndex(key: 0, index: Int(bitPattern: $0))) }
  case .number(let number):
    rows.forEach { keys.append(KeyedIndex(key: number($0), index: Int(bitPattern: $0))) }
  case .text(let text):
    var texts = TextKeys(rows.count, leadingBits: 0)
    rows.forEach(prefetching: { bytescan_prefetch(text($0).bytes.baseAddress) }) {
      texts.see(text($0))
    }
    texts.rank()
    rows.forEach { keys.append(texts.entry(keys.count, of: $0)) }
  case .texts(let columns):
    var texts = TextKeys(rows.count, leadingBits: 0)
    rows.forEach { texts.see(columns($0)) }
    texts.rank()
    rows.forEach { keys.append(texts.entry(keys.count, of: $0)) }
  case .shopAndText(let shop, let text):
    let shops = ShopRanks(context)
    var texts = TextKeys(rows.count, leadingBits: shops.bits)
    rows.forEach(prefetching: { bytescan_prefetch(text($0).bytes.baseAddress) }) {
      texts.see(text($0))
    }
    texts.rank()
    rows.forEach { keys.append(texts.entry(keys.count, of: $0, leading: shops[shop($0)])) }
  }
  return keys
}

extension TextKeys {
  /// The row that was seen at a place, with its number below the leading one.
  @inline(__always)
  fileprivate func entry<Row>(
    _ place: Int, of row: UnsafePointer<Row>, leading: UInt64 = 0
  ) -> KeyedIndex {
    KeyedIndex(key: key(place, leading: leading), index: Int(bitPattern: row))
  }
}

/// The place of each shop's id among all of them; what is of no shop comes first.
private struct ShopRanks {
  private let ranks: [UInt64]
  let bits: Int

  init(_ context: ReportContext) {
    let names = Set(context.shopNames).sorted()
    ranks = context.shopNames.map { name in UInt64((names.firstIndex(of: name) ?? 0) + 1) }
    bits = 64 - UInt64(names.count).leadingZeroBitCount
  }

  subscript(shop: Int) -> UInt64 { ranks.indices.contains(shop) ? ranks[shop] : 0 }
}
