import Returns

/// What a sheet of rejected rows says of the file they came from, so that they can be put right and
/// come in again: its first two lines. Each fact is a cell `name=value`.
public struct CorrectionHead: Sendable, Equatable {
  /// `#rejects`, then the profile, the shop and what the file captured.
  public let facts: [String]
  /// The source's own column names.
  public let columns: [String]

  /// Columns behind the source's own.
  public static let ownColumns = [
    "reject_id", "reject_part", "reject_field", "reject_code", "reject_reason",
  ]
  /// Stands in the place of a value that was lost: who puts the row right writes over it.
  public static let lost = "#? "
}

/// A sheet of rejected rows that comes back.
struct Correction {
  static let mark = "#rejects"

  let profile: String
  let feed: String
  let shop: String
  let captures: [(name: String, value: String)]
  let columns: [String]
  /// The physical line of the column names.
  let headerLine: Int

  /// - Returns: nil where the rows do not begin as such a sheet does.
  init?(_ rows: ArraySlice<HeadRows.Row>) {
    guard let first = rows.first, first.cells.first == Self.mark,
      let second = rows.dropFirst().first
    else { return nil }
    var facts: [(name: String, value: String)] = []
    for cell in first.cells.dropFirst() {
      guard let equals = cell.firstIndex(of: "=") else { continue }
      facts.append((String(cell[..<equals]), String(cell[cell.index(after: equals)...])))
    }
    func fact(_ name: String) -> String { facts.first { $0.name == name }?.value ?? "" }
    profile = fact("profile")
    feed = fact("feed")
    shop = fact("shop")
    captures = facts.filter { $0.name.hasPrefix("capture:") }.map {
      (String($0.name.dropFirst("capture:".count)), $0.value)
    }
    columns = second.cells
    headerLine = second.line
  }

  func place(of column: String) -> Int? { columns.firstIndex(of: column) }
}

extension Recognition {
  /// Rows that were rejected once, with the profile of the file they came from.
  static func ofCorrection(
    _ correction: Correction, _ encoding: TextEncoding, _ delimiter: UInt8,
    _ known: () -> [Profile]
  ) throws(InputError) -> Recognition {
    var profile: Profile?
    if correction.profile == Profile.canonicalName {
      profile = Feed(name: correction.feed).map { .canonical($0, isXML: false) }
    } else {
      profile = known().first { $0.name == correction.profile }
    }
    guard let profile else {
      throw InputError(
        .unknownFormat, line: 1,
        "holds rejected rows of profile \(ValueWording.shown(correction.profile)), which is not"
          + " known here. Put the profile back, or deliver the source's file again.")
    }
    var found = Recognition(
      profile: profile, encoding: encoding,
      dialect: Dialect(delimiter: delimiter, quoting: .rfc4180),
      headerLine: correction.headerLine)
    found.correction = correction
    return found
  }
}

extension Profile {
  /// The columns of an XML profile as names of a table: a name that stands twice gets its number.
  var tableNames: [String] {
    var seen: [String: Int] = [:]
    return columns.map { column in
      seen[column.label, default: 0] += 1
      let count = seen[column.label] ?? 1
      return count == 1 ? column.label : "\(column.label) (\(count))"
    }
  }
}

// MARK: going out

extension TableReading {
  var correctionHead: CorrectionHead {
    let own = recognition.correction?.columns ?? rejectedHeader ?? header
    let columns = own.filter { !CorrectionHead.ownColumns.contains($0) }
    return CorrectionHead.of(
      evaluator, shops, columns: profile.isXML ? profile.tableNames : columns)
  }

  /// The cells of a row as the source has them: as many as its columns.
  func cells(of row: RawRow) -> [String] {
    let count = width ?? profile.columns.compactMap(\.position).max() ?? row.fields.count
    if row.fields.isEmpty {
      return [row.raw.string] + [String](repeating: "", count: max(0, count - 1))
    }
    // As values are read: a cell's blanks depend on who splits the row.
    var cells = row.fields.map { $0.trimmed().string }
    if cells.count > count, count > 0 {
      cells = cells[..<(count - 1)] + [cells[(count - 1)...].joined(separator: ",")]
    }
    return cells + [String](repeating: "", count: max(0, count - cells.count))
  }

  /// Gives the latest reject its cells.
  func keepCells(_ cells: [String]) {
    guard let decoder, let own = rejectedCells(cells) else { return }
    decoder.keepCells([own])
  }

  /// Without the columns that only rejects have; nil where the header is another one than the
  /// sheet's.
  private func rejectedCells(_ cells: [String]) -> [String]? {
    let words = cells.map { cell in
      SpoiltCell.of(Text(cell)).map { CorrectionHead.lost + $0.found.string } ?? cell
    }
    guard let correction = recognition.correction else {
      let names = header.isEmpty ? (1...max(1, words.count)).map { "column \($0)" } : header
      if rejectedHeader == nil { rejectedHeader = names }
      return rejectedHeader == names ? words : nil
    }
    return zip(words, correction.columns).filter { !CorrectionHead.ownColumns.contains($1) }.map(
      \.0)
  }

  /// The cells of rows that were rejected when the file had ended, by reading it once more.
  func readRejectedCells(_ member: InputMember) throws(InputError) {
    guard let decoder else { return }
    let lines = decoder.linesWithoutCells
    if lines.isEmpty { return }
    let again = TableReading(
      recognition, zone: facts.zone, zones: evaluator.zones, shops: shops, file: file, run: run)
    again.wantedLines = lines
    if recognition.headerLine == 0 { again.bind([], line: 0) }
    try recognition.eachRow(member) { row in
      again.take(row)
      return true
    }
    for (line, row) in again.wantedCells {
      decoder.complete(line, record: row.record, cells: rejectedCells(row.cells))
    }
  }
}

extension CorrectionHead {
  static func of(
    _ evaluator: Evaluator, _ shops: ShopFinder, columns: [String]
  ) -> CorrectionHead {
    let profile = evaluator.profile
    var facts = [Correction.mark, "profile=\(profile.name)"]
    if profile.isCanonical, let feed = profile.feeds.first { facts.append("feed=\(feed.name)") }
    if let shop = shops.fallback { facts.append("shop=\(shops.shops[shop].id)") }
    for (name, value) in zip(profile.captureNames, evaluator.captures) where !value.isEmpty {
      facts.append("capture:\(name)=\(value.string)")
    }
    return CorrectionHead(facts: facts, columns: columns)
  }
}

// MARK: coming back

extension TableReading {
  /// What the file of the rows said of itself.
  func takeCaptures(of correction: Correction) {
    hasRowCaptures = true
    for (name, value) in correction.captures {
      guard let number = profile.captureNames.firstIndex(of: name) else { continue }
      let rule = profile.captures.first { $0.name == number }
      facts.take(number, Text(value), rule?.time ?? Term.TimeRule(), evaluator)
    }
  }

  /// Whose row it is, which of its record's parts, and what still has to be filled in.
  func takeCorrected(_ row: RawRow, _ correction: Correction, _ decoder: RowDecoder) {
    func own(_ name: String) -> String {
      guard let place = correction.place(of: name), row.fields.indices.contains(place) else {
        return ""
      }
      return row.fields[place].trimmed().string
    }
    decoder.identity = own("reject_id")
    evaluator.part = Int(own("reject_part")) ?? 1
    evaluator.isSplit = !own("reject_part").isEmpty
    let lost = Text(String(CorrectionHead.lost.dropLast()))
    var cells = row.fields.map { cell -> Text in
      if cell.hasPrefix(lost) {
        let found = cell.slice(lost.count, cell.count).trimmed()
        return SpoiltCell.unfilled.marked(found).withUnsafeBytes { Text(copying: $0) }
      }
      // The mark that keeps a spreadsheet from running the cell.
      let isGuarded = cell.count > 1 && cell.bytes[0] == 0x27 && !Self.isPlain(cell.bytes[1])
      return isGuarded ? cell.slice(1, cell.count) : cell
    }
    cells += [Text](repeating: Text(), count: max(0, (width ?? 0) - cells.count))
    cells.withUnsafeBufferPointer { decode($0, row, decoder) }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    let isLetter = (byte | 0x20) &- 0x61 < 26
    return isLetter || byte &- 0x30 <= 9
  }
}
