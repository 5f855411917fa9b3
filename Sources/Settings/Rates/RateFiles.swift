internal import Returns

/// A rate, and where its first day stands.
struct RateRow {
  let rate: Rate
  let place: Place
}

/// Reads the rows of one rate card file (design: section 8). Reading of a file stops after twenty
/// wrong rows.
func readRates(_ file: ConfigurationFile, _ problems: inout Problems) -> [RateRow] {
  guard let text = text(of: file, problems: &problems),
    let rows = csvRows(text, file: file.path, &problems)
  else { return [] }
  guard let header = rows.first else {
    problems.add(
      "is empty; expected a header row: \(rateHeader)",
      at: Place(file: file.path, line: 1, column: 1))
    return []
  }
  guard let columns = readHeader(header, &problems) else { return [] }
  var result: [RateRow] = []
  let before = problems.errors.count
  for row in rows.dropFirst() {
    if problems.errors.count - before >= 20 {
      problems.add("has more rows like these; the rest was not read", at: row.place)
      break
    }
    if let rate = readRow(row, columns, &problems) {
      let place = zip(columns, row.places).first { $0.0.name == "valid_from" }?.1
      result.append(RateRow(rate: rate, place: place ?? row.place))
    }
  }
  return result
}

private var rateHeader: String {
  RateColumn.all.filter(\.isRequired).map(\.name).joined(separator: ",")
}

/// - Returns: the column of each cell; nil where one is missing, unknown or there twice.
private func readHeader(_ header: CSVRow, _ problems: inout Problems) -> [RateColumn]? {
  var columns: [RateColumn] = []
  let before = problems.errors.count
  let known = RateColumn.all.map(\.name)
  for (cell, place) in zip(header.cells, header.places) {
    guard let column = RateColumn.all.first(where: { $0.name == cell }) else {
      problems.add(unknown("column", cell, known: known), at: place)
      continue
    }
    if columns.contains(where: { $0.name == cell }) {
      problems.add("column \(cell) is there twice; keep one of them", at: place)
    }
    columns.append(column)
  }
  let missing = RateColumn.all.filter { column in
    column.isRequired && !columns.contains { $0.name == column.name }
  }
  if !missing.isEmpty {
    problems.add(
      "the header has no \(missing.map(\.name).joined(separator: ", ")); expected \(rateHeader)",
      at: header.place)
  }
  return problems.errors.count == before ? columns : nil
}

private func readRow(
  _ row: CSVRow, _ columns: [RateColumn], _ problems: inout Problems
) -> Rate? {
  guard row.cells.count == columns.count else {
    problems.add(
      "has \(row.cells.count) cells where the header has \(columns.count); quote a cell that holds "
        + "a comma", at: row.place)
    return nil
  }
  var rate = Rate(carrier: "", zone: "", validFrom: farthestDay, validTo: farthestDay)
  let cells = zip(columns, row.cells)
  if let code = cells.first(where: { $0.0.name == "currency" })?.1, let currency = Currency(code) {
    rate.currency = currency
  }
  let before = problems.errors.count
  for ((column, cell), place) in zip(cells, row.places) {
    if cell.isEmpty, column.mayBeEmpty { continue }
    if column.read(cell, &rate) { continue }
    let found = cell.isEmpty ? "empty" : quoted(cell)
    let legal = column.legal(rate.currency)
    problems.add("\(column.name) is \(found); expected \(legal)", at: place)
  }
  guard problems.errors.count == before else { return nil }
  if rate.validTo < rate.validFrom {
    let place = zip(columns, row.places).first { $0.0.name == "valid_to" }?.1
    problems.add(
      "valid_to \(rate.validTo.string) is before valid_from \(rate.validFrom.string); "
        + "exchange them", at: place ?? row.place)
    return nil
  }
  return rate
}

/// What an empty `valid_to` stands for: until a later row is added.
let farthestDay = Day(year: 9999, month: 12, day: 31) ?? Day(number: .max)
