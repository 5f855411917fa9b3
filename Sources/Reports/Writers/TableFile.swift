/// Where tables go and how.
public struct TableOptions: Sendable {
  /// A mark that lets Chinese Excel read UTF-8 (`csv_bom`).
  public var hasByteOrderMark: Bool

  public init(hasByteOrderMark: Bool = false) { self.hasByteOrderMark = hasByteOrderMark }
}

/// What was written: for manifest.json.
public struct WrittenTable: Sendable, Equatable {
  /// With extension: `cases.csv`.
  public let name: String
  public let rowCount: Int
  public let byteCount: Int
}

/// A CSV file that is filled row by row in bounded memory.
///
/// ```swift
/// var file = try TableFile(matchesTable, folder: out, context: context)
/// for match in matches { try file.append(match) }
/// let written = try file.close()
/// ```
public struct TableFile<Row: Sendable>: ~Copyable {
  private static var flushBytes: Int { 1 << 18 }

  private let kind: TableKind<Row>
  private let context: ReportContext
  private var bytes = ByteBuffer(capacity: 1 << 19)
  private var file: AtomicFile
  private var rowCount = 0

  /// - Parameter observe: sees all bytes in order, to hash them.
  /// - Throws: `WriteError`.
  public init(
    _ kind: TableKind<Row>, folder: String, context: ReportContext,
    options: TableOptions = TableOptions(), observe: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(WriteError) {
    self.kind = kind
    self.context = context
    file = try AtomicFile(folder: folder, name: kind.name + ".csv", observe: observe)
    if options.hasByteOrderMark { bytes.append(CSVFormat.byteOrderMark) }
    CSVFormat.appendHeader(kind.columnNames, to: &bytes)
  }

  /// Rows come in the order of the file: `TableKind.sorted`.
  public mutating func append(_ row: Row) throws(WriteError) {
    kind.appendCSV(row, context, &bytes)
    rowCount += 1
    if bytes.count >= Self.flushBytes { try flush() }
  }

  public mutating func append(_ rows: [Row]) throws(WriteError) {
    for row in rows { try append(row) }
  }

  /// Rows rendered elsewhere by `TableKind.csvRows`.
  public mutating func append(rendered: [UInt8], rowCount: Int) throws(WriteError) {
    try flush()
    try file.write(rendered)
    self.rowCount += rowCount
  }

  /// - Throws: `WriteError`; the file then does not appear.
  public consuming func close() throws(WriteError) -> WrittenTable {
    try flush()
    let written = WrittenTable(
      name: kind.name + ".csv", rowCount: rowCount, byteCount: file.byteCount)
    try file.commit()
    return written
  }

  private mutating func flush() throws(WriteError) {
    try file.write(bytes.bytes)
    bytes.truncate(to: 0)
  }
}

extension TableKind {
  /// Sorts the rows and writes them to `folder/name.csv`.
  @discardableResult
  public func write(
    _ rows: [Row], folder: String, context: ReportContext, options: TableOptions = TableOptions(),
    observe: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(WriteError) -> WrittenTable {
    var file = try TableFile(
      self, folder: folder, context: context, options: options, observe: observe)
    for index in order(rows, context) { try file.append(rows[index]) }
    return try file.close()
  }
}
