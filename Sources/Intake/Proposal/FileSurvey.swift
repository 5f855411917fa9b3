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
  var columns: [ColumnSurvey] = []

  /// - Returns: nil where there is no table or no repeated element to be found.
  static func of(_ member: InputMember) -> FileSurvey? {
    guard let start = try? head(of: member, encoding: nil) else { return nil }
    if start.isXML { return TreeSurvey.of(member, start.encoding) }
    return table(member, start.encoding, start.text)
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
      guard row.line > header.line, row.problem == nil, row.fields.count == header.cells.count
      else { return true }
      survey.rowCount += 1
      for (index, field) in row.fields.enumerated() {
        survey.columns[index].take(field.trimmed().string, iso: iso)
      }
      return survey.rowCount < 200_000
    }
    return survey
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
