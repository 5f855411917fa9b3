import Returns

/// The beginning of a text file, split as often as profiles ask for another way.
struct TableHead {
  private let text: Text
  /// The rows of a sheet, whose cells are apart already; then there is no text.
  private let sheet: Split?
  private var splits: [Split] = []
  private static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  private struct Split {
    let dialect: Dialect
    let rows: [HeadRows.Row]
    /// The rows as headers, made once for all profiles.
    let names: [HeaderNames]
  }

  init(_ text: Text) {
    self.text = text
    sheet = nil
  }

  init(sheet rows: [HeadRows.Row]) {
    text = Text()
    let names = rows.map { HeaderNames($0.cells, isExact: false) }
    sheet = Split(dialect: Dialect(), rows: rows, names: names)
  }

  var isSheet: Bool { sheet != nil }

  private static func dialects(of profile: Profile) -> [Dialect] {
    profile.quotings.flatMap { quoting in
      (profile.delimiter.map { [$0] } ?? delimiters).map {
        Dialect(delimiter: $0, quoting: quoting)
      }
    }
  }

  private mutating func split(_ dialect: Dialect) -> Split {
    if let sheet { return sheet }
    if let known = splits.first(where: { $0.dialect == dialect }) { return known }
    let rows = HeadRows.split(text, dialect, isWhole: text.count < 65_000)
    let names = rows.map { HeaderNames($0.cells, isExact: false) }
    let split = Split(dialect: dialect, rows: rows, names: names)
    splits.append(split)
    return split
  }

  mutating func rows(_ dialect: Dialect) -> [HeadRows.Row] { split(dialect).rows }

  /// The first row, by the delimiter that splits it into most cells.
  var firstRow: (delimiter: UInt8, row: HeadRows.Row)? {
    mutating get {
      var best: (delimiter: UInt8, row: HeadRows.Row)?
      for delimiter in Self.delimiters {
        guard let row = split(Dialect(delimiter: delimiter, quoting: .rfc4180)).rows.first else {
          continue
        }
        if row.cells.count > best?.row.cells.count ?? 0 { best = (delimiter, row) }
      }
      return best
    }
  }

  /// The sheet of rejected rows that this is.
  var correction: Correction? {
    mutating get {
      guard let delimiter = firstRow?.delimiter else { return nil }
      return Correction(split(Dialect(delimiter: delimiter, quoting: .rfc4180)).rows[...])
    }
  }

  /// Where a profile's header is, and with which delimiter; nil where its signature does not fit.
  mutating func place(of profile: Profile) -> (Dialect, Int)? {
    let signature = profile.signature
    for dialect in Self.dialects(of: profile) {
      let split = split(dialect)
      let rows = split.rows
      if signature.header.isEmpty {
        guard let first = rows.first, signature.firstLine?.matches(first.raw) ?? false,
          fits(signature.width, first.cells.count),
          has(signature.text, in: rows)
        else { continue }
        return (dialect, 0)
      }
      for index in rows.indices where split.names[index].fits(signature) {
        guard has(signature.text, in: rows.prefix(index + 1)),
          has(signature.values, below: split.names[index], in: rows[(index + 1)...])
        else { continue }
        return (dialect, rows[index].line)
      }
    }
    return nil
  }

  /// The last cells of a sheet's row are not there where they are empty.
  private func fits(_ width: Int?, _ count: Int) -> Bool {
    width.map { isSheet ? count <= $0 : count == $0 } ?? true
  }

  private func has(_ texts: [String], in rows: some Sequence<HeadRows.Row>) -> Bool {
    texts.isEmpty
      || rows.contains { row in
        let line = row.raw.string
        return texts.contains { wanted in line.contains(wanted) }
      }
  }

  private func has(
    _ values: [(column: [String], pattern: Pattern, says: String)], below names: HeaderNames,
    in rows: ArraySlice<HeadRows.Row>
  ) -> Bool {
    values.allSatisfy { rule in
      guard let field = names.field(ColumnRef(names: rule.column)) else { return false }
      return rows.contains { row in
        row.cells.indices.contains(field)
          && rule.pattern.matches(Text(row.cells[field]))
      }
    }
  }

  /// The signature names that the best row lacks.
  mutating func leastMissing(_ profile: Profile) -> [String] {
    let signature = profile.signature
    var least = signature.header.count
    var best: HeaderNames?
    for dialect in Self.dialects(of: profile) {
      for names in split(dialect).names where least > 0 {
        let missing = names.lacks(signature, most: least)
        if missing < least { (least, best) = (missing, names) }
      }
    }
    let lacking = signature.header.filter { names in
      !(best.map { names.contains(where: $0.contains) } ?? false)
    }
    return lacking.map { $0.first ?? "" }
  }
}
