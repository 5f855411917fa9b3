import CLibCSV
import Returns

/// Reads one row by libcsv in strict mode, with blanks around quoted cells forgiven.
/// - Parameters:
///   - scratch: where the cells' bytes go; at least as long as the row.
///   - cells: where the cells go; at least `RowLimits.columns` of them.
/// - Returns: the number of cells; nil if libcsv refuses the row.
func readByLibCSV(
  _ row: Text, delimiter: UInt8, into scratch: UnsafeMutableRawBufferPointer,
  cells: UnsafeMutablePointer<Text>?
) -> Int? {
  guard let cells else { return nil }
  var parser = csv_parser()
  guard csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else { return nil }
  defer { csv_free(&parser) }
  csv_set_delim(&parser, delimiter)
  var sink = CellSink(scratch: scratch, cells: cells)
  return withUnsafeMutablePointer(to: &sink) { sink in
    let read = csv_parse(&parser, row.bytes.baseAddress, row.count, takeCell, takeRowEnd, sink)
    guard read == row.count, csv_fini(&parser, takeCell, takeRowEnd, sink) == 0 else { return nil }
    return sink.pointee.isWhole && sink.pointee.rows == 1 ? sink.pointee.count : nil
  }
}

private struct CellSink {
  let scratch: UnsafeMutableRawBufferPointer
  let cells: UnsafeMutablePointer<Text>
  var written = 0
  var count = 0
  var rows = 0
  var isWhole = true
}

private func takeCell(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let sink = context?.assumingMemoryBound(to: CellSink.self) else { return }
  guard sink.pointee.count < RowLimits.columns,
    sink.pointee.written + count <= sink.pointee.scratch.count
  else {
    sink.pointee.isWhole = false
    return
  }
  let place = UnsafeMutableRawBufferPointer(rebasing: sink.pointee.scratch[sink.pointee.written...])
  place.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: count))
  sink.pointee.cells[sink.pointee.count] = Text(UnsafeRawBufferPointer(rebasing: place[..<count]))
  sink.pointee.written += count
  sink.pointee.count += 1
}

private func takeRowEnd(_: Int32, _ context: UnsafeMutableRawPointer?) {
  context?.assumingMemoryBound(to: CellSink.self).pointee.rows += 1
}
