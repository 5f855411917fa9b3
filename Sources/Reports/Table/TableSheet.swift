/// How tables are written.
public struct TableOptions: Sendable {
  /// A mark that lets Chinese Excel read UTF-8 (`csv_bom`).
  public var hasByteOrderMark: Bool

  public init(hasByteOrderMark: Bool = false) { self.hasByteOrderMark = hasByteOrderMark }
}

/// A table whose rows stand in the order of the file: what is left is writing them, which any
/// thread can do for any range of them.
public struct TableSheet: Sendable {
  /// With extension: `cases.csv`.
  public let name: String
  public let rowCount: Int
  /// Sees every range before it is rendered, on the thread that renders it.
  public var observe: (@Sendable (Range<Int>) -> Void)?
  private let header: @Sendable (inout ByteBuffer) -> Void
  private let render: @Sendable (Range<Int>, inout ByteBuffer) -> Void

  fileprivate init(
    _ name: String, rowCount: Int, _ columnNames: [String], _ options: TableOptions,
    _ render: @escaping @Sendable (Range<Int>, inout ByteBuffer) -> Void
  ) {
    self.init(file: name + ".csv", rowCount: rowCount, render) { bytes in
      if options.hasByteOrderMark { bytes.append(CSVFormat.byteOrderMark) }
      CSVFormat.appendHeader(columnNames, to: &bytes)
    }
  }

  /// A file of another form that is written row by row.
  init(
    file name: String, rowCount: Int,
    _ render: @escaping @Sendable (Range<Int>, inout ByteBuffer) -> Void,
    header: @escaping @Sendable (inout ByteBuffer) -> Void
  ) {
    self.name = name
    self.rowCount = rowCount
    self.header = header
    self.render = render
  }

  func appendHeader(to bytes: inout ByteBuffer) { header(&bytes) }

  func appendRows(_ range: Range<Int>, to bytes: inout ByteBuffer) {
    observe?(range)
    render(range, &bytes)
  }
}

extension TableKind {
  /// The rows, which are brought into the order of the file here.
  public func sheet(
    _ rows: TableRows<Row>, _ context: ReportContext, _ options: TableOptions = TableOptions()
  ) -> TableSheet {
    sheet(name, 0..<rows.count, of: order(rows, context), rows, context, options)
  }

  /// A part of the rows as a file of its own.
  /// - Parameters:
  ///   - file: without extension.
  ///   - part: places in `entries`, the order of all rows.
  func sheet(
    _ file: String, _ part: Range<Int>, of entries: [KeyedIndex], _ rows: TableRows<Row>,
    _ context: ReportContext, _ options: TableOptions
  ) -> TableSheet {
    TableSheet(file, rowCount: part.count, columnNames, options) { range, bytes in
      let places = part.lowerBound + range.lowerBound..<part.lowerBound + range.upperBound
      withExtendedLifetime(rows) {
        appendOrdered(entries.span.extracting(places), context, &bytes)
      }
    }
  }

  /// Rows that are in the order of the file already and are written by `render`.
  func sheet(
    rowCount: Int, _ options: TableOptions,
    _ render: @escaping @Sendable (Range<Int>, inout ByteBuffer) -> Void
  ) -> TableSheet {
    TableSheet(name, rowCount: rowCount, columnNames, options, render)
  }
}
