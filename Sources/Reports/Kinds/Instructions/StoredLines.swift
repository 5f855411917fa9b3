public import Returns

/// A batch is printed once and kept as it was printed: every later run of its date writes these
/// very bytes again.
extension TableKind<InstructionLine> {
  /// What stands above the rows, with its line end.
  public func head(_ options: TableOptions) -> String {
    var bytes = ByteBuffer()
    if options.hasByteOrderMark { bytes.append(CSVFormat.byteOrderMark) }
    CSVFormat.appendHeader(columnNames, to: &bytes)
    return bytes.string
  }

  /// A row without its line end.
  public func line(_ row: InstructionLine, _ context: ReportContext) -> String {
    var bytes = ByteBuffer(capacity: 1 << 9)
    appendCSV(row, context, &bytes)
    bytes.truncate(to: bytes.count - 1)
    return bytes.string
  }

  /// The values of a row that was printed, by column.
  public func fields(of line: String) -> [String: String] {
    let values = csvFields(line).map { field in
      field.hasPrefix("\"")
        ? String(field.dropFirst().dropLast().replacing("\"\"", with: "\"")) : field
    }
    return Dictionary(zip(columnNames, values)) { first, _ in first }
  }

  /// The row that calls another one off: as that one was printed, under a name of its own, and for
  /// nothing.
  public func line(
    cancelling line: String, batchID: String, _ issued: IssuedRow, replaces: String,
    _ currency: Currency
  ) -> String {
    var fields = csvFields(line)
    while fields.count < columns.count { fields.append("") }
    for (place, name) in columnNames.enumerated() {
      switch name {
      case "batch_id": fields[place] = batchID
      case "replaces": fields[place] = replaces
      case "attempt": fields[place] = "\(issued.attempt)"
      case "action": fields[place] = issued.action.name
      case "amount" where !fields[place].isEmpty: fields[place] = PlainText.amount(0, currency)
      default: if place == 1 { fields[place] = issued.id.string }
      }
    }
    return fields.joined(separator: ",")
  }
}

/// The fields of a row as they are written, quotes and all.
private func csvFields(_ line: String) -> [String] {
  var fields: [String] = [""]
  var isQuoted = false
  for character in line.unicodeScalars {
    if character == "\"" { isQuoted.toggle() }
    if character == ",", !isQuoted {
      fields.append("")
    } else {
      fields[fields.count - 1].unicodeScalars.append(character)
    }
  }
  return fields
}

extension TableSheet {
  /// A file of rows that were printed before.
  public init(file name: String, head: String, lines: [String]) {
    self.init(file: name, rowCount: lines.count) { range, bytes in
      for place in range {
        bytes.append(lines[place])
        bytes.append(UInt8(ascii: "\n"))
      }
    } header: { bytes in
      bytes.append(head)
    }
  }
}
