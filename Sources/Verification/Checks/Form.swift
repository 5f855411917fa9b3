extension Check {
  /// The tables read as CSV should, have their columns, are sorted, and run in no spreadsheet.
  static let form = Check(
    "form", "tables are sound CSV with the columns of the contract, sorted, without formulas"
  ) { evening, findings in
    let ofCarriers = (try? evening.run.manifest())?.outputs.filter(\.isCarriersDisputes) ?? []
    let tables = ContractTable.all + ofCarriers.map { ContractTable.feeDisputes.named($0.path) }
    for table in tables {
      guard let file = try? evening.run.table(table) else {
        // A file that is not there is the check outputs' matter.
        if (try? FileBytes(path: evening.run.path(table.file))) == nil { continue }
        do {
          _ = try evening.run.table(table)
        } catch let error as Unreadable {
          findings.fault(error)
        }
        continue
      }
      let names = Array(file.columns.prefix(table.columns.count))
      guard names == table.columns.map(\.name) else {
        findings.fault(
          evening.run.place(table.file, line: 1), found: names.joined(separator: ","),
          expected: table.columns.map(\.name).joined(separator: ","), advice: .restore)
        continue
      }
      do {
        var examination = FormExamination(table, path: evening.run.path(table.file))
        try file.forEachRow { row in examination.examine(row, &findings) }
      } catch let error as Unreadable {
        findings.fault(error)
      }
    }
  }
}

/// Goes over the rows of one table.
private struct FormExamination {
  let table: ContractTable
  let path: String
  /// The row before: cells point into the mapped file, which outlives the examination.
  private var previous: [CSVCell] = []

  init(_ table: ContractTable, path: String) {
    self.table = table
    self.path = path
  }

  mutating func examine(_ row: CSVRow, _ findings: inout Findings) {
    for (index, column) in table.columns.enumerated() {
      let problem =
        column.kind == .number ? numberProblem(row[index]) : textProblem(row[index])
      if let problem {
        findings.fault(
          "\(path):\(row.line) \(column.name)", found: problem.found, expected: problem.expected,
          advice: .recomputed)
      }
    }
    if !previous.isEmpty, !isInOrder(row) {
      findings.fault(
        "\(path):\(row.line)", found: "a row that belongs before the one above",
        expected: "rows sorted by \(table.columns.prefix(3).map(\.name).joined(separator: ", "))",
        advice: .recomputed)
    }
    previous.removeAll(keepingCapacity: true)
    previous.append(contentsOf: row.cells)
  }

  private func numberProblem(_ cell: CSVCell) -> (found: String, expected: String)? {
    guard !cell.isEmpty, cell.amount == nil else { return nil }
    return (cell.string, "a number")
  }

  private func textProblem(_ cell: CSVCell) -> (found: String, expected: String)? {
    guard let first = cell.bytes.first else { return nil }
    if first < 0x30 || first == 0x3D || first == 0x40 || first == 0x7F,
      isFormula(first)
    {
      return (cell.string, "a ' before what a spreadsheet would run")
    }
    if first == 0xEF, isFullWidthFormula(cell) {
      return (cell.string, "a ' before what a spreadsheet would run")
    }
    if cell.bytes.contains(where: { $0 >= 0x80 }),
      String(validating: cell.bytes, as: UTF8.self) == nil
    {
      return (cell.string, "UTF-8")
    }
    return nil
  }

  /// Whether the row stands where the order by all columns puts it. What was made harmless for a
  /// spreadsheet cannot be told from what came so, and decides nothing.
  private func isInOrder(_ row: CSVRow) -> Bool {
    for (index, column) in table.columns.enumerated() {
      let (above, here) = (previous[index], row[index])
      if above.isGuarded || here.isGuarded { return true }
      let order =
        column.kind == .number ? above.compareAmounts(here) : above.compareBytes(here)
      if order != 0 { return order < 0 }
    }
    return true
  }
}

/// `= + - @`, also in full width, and control characters, begin what a spreadsheet runs.
private func isFormula(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
  default: byte < 0x20 || byte == 0x7F
  }
}

private func isFullWidthFormula(_ cell: CSVCell) -> Bool {
  guard cell.count >= 3, cell.start[0] == 0xEF, cell.start[1] == 0xBC else { return false }
  return [0x9D, 0x8B, 0x8D, 0xA0].contains(cell.start[2])
}

extension CSVCell {
  /// A `'` before something that a spreadsheet would run.
  fileprivate var isGuarded: Bool {
    guard count > 1, start[0] == UInt8(ascii: "'") else { return false }
    let rest = CSVCell(start: start + 1, count: count - 1, hasEscapes: hasEscapes)
    return isFormula(start[1]) || isFullWidthFormula(rest)
  }
}
