import CLibCSV

/// A whole text as libcsv reads it in strict mode, nothing trimmed; nil if libcsv refuses it.
func judged(_ text: String) -> [[String]]? { judged(Array(text.utf8), delimiter: 0x2C) }

/// - Parameters:
///   - quote: what libcsv takes for a quote; a byte that is not in the text turns quoting off.
func judged(_ text: [UInt8], delimiter: UInt8, quote: UInt8 = 0x22) -> [[String]]? {
  var parser = csv_parser()
  guard csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else { return nil }
  defer { csv_free(&parser) }
  csv_set_delim(&parser, delimiter)
  csv_set_quote(&parser, quote)
  csv_set_space_func(&parser, { _ in 0 })
  var rows = JudgedRows()
  let count = text.count
  let accepted = withUnsafeMutablePointer(to: &rows) { rows in
    csv_parse(&parser, text, count, keepCell, keepRow, rows) == count
      && csv_fini(&parser, keepCell, keepRow, rows) == 0
  }
  return accepted ? rows.rows : nil
}

private struct JudgedRows {
  var rows: [[String]] = []
  var row: [String] = []
}

private func keepCell(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  let cell = UnsafeRawBufferPointer(start: bytes, count: count)
  context?.assumingMemoryBound(to: JudgedRows.self).pointee.row.append(
    String(decoding: cell, as: UTF8.self))
}

private func keepRow(_: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let rows = context?.assumingMemoryBound(to: JudgedRows.self) else { return }
  rows.pointee.rows.append(rows.pointee.row)
  rows.pointee.row = []
}
