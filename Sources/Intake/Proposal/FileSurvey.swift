import Returns

/// An unknown file as columns of values: which row is the header, or which element a record.
struct FileSurvey {
  var isXML = false
  var encoding = TextEncoding.utf8
  var delimiter = UInt8(ascii: ",")
  var headerLine = 0
  var record = ""
  var root = ""
  var rowCount = 0
  /// Rows that have a number other than 0 among the first columns.
  private var numberRows = 0
  var columns: [ColumnSurvey] = []
  private(set) var totals = TotalRows()

  /// - Returns: nil where there is no table or no repeated element to be found.
  static func of(_ member: InputMember) -> FileSurvey? {
    guard let start = start(of: member) else { return nil }
    if start.isXML { return TreeSurvey.of(member, start.encoding) }
    return table(member, start.encoding, start.text)
  }

  /// Western text in an old encoding is read as what it most likely is: its names are only shown.
  private static func start(
    of member: InputMember
  ) -> (isXML: Bool, encoding: TextEncoding, text: Text)? {
    do throws(InputError) {
      return try head(of: member, encoding: nil)
    } catch {
      guard error.code == .encoding, let raw = try? rawHead(of: member.content),
        isWestern(raw.bytes)
      else { return nil }
      return try? head(of: member, encoding: .windows1252)
    }
  }

  private static func table(
    _ member: InputMember, _ encoding: TextEncoding, _ text: Text
  ) -> FileSurvey? {
    var survey = FileSurvey()
    survey.encoding = encoding
    // Of so many columns none is a person's export: the delimiter is another one.
    guard let (delimiter, header) = header(text), header.cells.count <= 400 else { return nil }
    survey.delimiter = delimiter
    survey.headerLine = header.line
    var seen: [String: Int] = [:]
    for name in header.cells {
      seen[name, default: 0] += 1
      survey.columns.append(ColumnSurvey(name: name, occurrence: seen[name] ?? 1))
    }
    let iso = TimeReader()
    // Reading goes on to the end: a date or an amount far below may settle what the first rows
    // leave open.
    try? readRows(
      member, encoding: encoding, dialect: Dialect(delimiter: delimiter)
    ) { row in
      guard row.line > header.line, row.problem == nil,
        !survey.totals.take(row.fields, width: header.cells.count),
        row.fields.count == header.cells.count
      else { return true }
      survey.rowCount += 1
      var nonZero: UInt64 = 0
      for (index, field) in row.fields.enumerated() {
        let before = survey.columns[index].numbers.nonZeroCount
        survey.columns[index].take(field.trimmed().string, iso: iso)
        if index < 64, survey.columns[index].numbers.nonZeroCount > before {
          nonZero |= 1 << UInt64(index)
        }
      }
      survey.note(nonZero)
      return survey.rowCount < 200_000
    }
    return survey
  }

  private mutating func note(_ nonZero: UInt64) {
    guard nonZero != 0 else { return }
    numberRows += 1
    for index in columns.indices.prefix(64) where nonZero >> UInt64(index) & 1 == 1 {
      columns[index].noteRow(nonZero: nonZero)
    }
  }

  /// The columns that take turns with one: a row has a number other than 0 in one of the two, never
  /// in both.
  func partners(of column: ColumnSurvey) -> [ColumnSurvey] {
    guard let place = columns.firstIndex(where: { $0.isSame(as: column) }), place < 64,
      column.nonZeroCount > 0
    else { return [] }
    return columns.indices.prefix(64).filter { index in
      columns[index].together >> UInt64(place) & 1 == 0 && columns[index].nonZeroCount > 0
        && columns[index].nonZeroCount + column.nonZeroCount == numberRows
        && columns[index].fits(.amount(signed: true)) == columns[index].surveyedCount
    }.map { columns[$0] }
  }

  /// The header and the delimiter: the way of splitting that gives most rows of one width, and the
  /// first of these rows.
  private static func header(_ text: Text) -> (delimiter: UInt8, row: HeadRows.Row)? {
    var best: (delimiter: UInt8, row: HeadRows.Row, score: Int)?
    for delimiter in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")] {
      let rows = HeadRows.split(
        text, Dialect(delimiter: delimiter), isWhole: text.count < headLength)
      var counts: [Int: Int] = [:]
      for row in rows where row.cells.count > 1 { counts[row.cells.count, default: 0] += 1 }
      guard
        let (width, count) = counts.max(by: {
          ($0.value * $0.key, $0.key) < ($1.value * $1.key, $1.key)
        }),
        let first = rows.first(where: { $0.cells.count == width && isHeader($0.cells) })
      else { continue }
      if count * width > best?.score ?? 0 { best = (delimiter, first, count * width) }
    }
    return best.map { ($0.delimiter, $0.row) }
  }

  /// At least half of the cells are names, and none of them is a number.
  private static func isHeader(_ cells: [String]) -> Bool {
    let names = cells.filter { !$0.isEmpty }
    return names.count * 2 >= cells.count
      && !names.contains { name in
        var numbers = NumberSurvey()
        return numbers.take(name)
      }
  }
}
