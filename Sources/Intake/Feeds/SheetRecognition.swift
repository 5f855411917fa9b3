import Returns

extension Recognition {
  /// Recognises the sheet of a workbook that holds the table: the first one that a profile fits,
  /// hidden ones only where a profile names them.
  ///
  /// Two sheets with records would be two files in one, of which one would be overlooked: refused,
  /// unless a profile names the sheet it means.
  static func ofWorkbook(
    _ book: Workbook, _ known: () -> [Profile]
  ) throws(InputError) -> Recognition {
    var found: [Recognition] = []
    var others: [(name: String, nearest: String)] = []
    for sheet in book.sheets {
      let profiles = known().filter {
        $0.sheets.isEmpty ? !sheet.isHidden : $0.sheets.contains(sheet.name)
      }
      if profiles.isEmpty { continue }
      let rows = try book.headRows(sheet)
      if rows.isEmpty { continue }
      var table = TableHead(sheet: rows)
      guard var recognition = try ofTable(&table, .utf8, { profiles }) else {
        others.append((sheet.name, nearest(&table, profiles)))
        continue
      }
      recognition.sheet = (book, sheet)
      found.append(recognition)
    }
    guard let first = found.first else {
      guard let other = others.first else { throw emptyRefused }
      throw InputError(
        .unknownFormat, "sheet \(ValueWording.shown(other.name)): \(other.nearest)")
    }
    let named = found.filter { !$0.profile.sheets.isEmpty }
    let wanted = named.isEmpty ? found : named
    let tables = wanted.filter { !$0.profile.feeds.isEmpty }
    if tables.count > 1 { throw severalTables(tables) }
    var chosen = tables.first ?? wanted.first ?? first
    let skipped =
      found.compactMap { $0.sheet?.sheet.name }.filter { $0 != chosen.sheet?.sheet.name }
      + others.map(\.name)
    if !skipped.isEmpty {
      let names = skipped.map(ValueWording.shown).joined(separator: ", ")
      chosen.notices.append("other sheets are not read: \(names)")
    }
    return chosen
  }

  private static func severalTables(_ tables: [Recognition]) -> InputError {
    let names = tables.compactMap(\.sheet).map { ValueWording.shown($0.sheet.name) }
    return InputError(
      .notUnderstood,
      "has several sheets with a table that is known (\(names.joined(separator: ", "))); expected"
        + " one. Deliver each sheet as a workbook or CSV file of its own, or name the one that is"
        + " meant in a profile (`sheet`).")
  }
}
