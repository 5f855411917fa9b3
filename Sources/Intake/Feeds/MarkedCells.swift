import Returns

extension TableReading {
  /// The cells of a row that has too many of them, where the source puts a mark before each value
  /// and no quotes around it: a piece without the mark is what a delimiter cut off the cell before
  /// it (`` `a cup, blue`` of WeChat Pay).
  /// - Returns: nil where that does not give the wanted number.
  func rejoined(_ row: RawRow, _ wanted: Int) -> [Text]? {
    guard row.fields.count > wanted, let mark = profile.cellMark, recognition.sheet == nil,
      recognition.dialect.quoting == .none
    else { return nil }
    var cells: [Text] = []
    for field in row.fields {
      // Cells without quotes lie side by side in the row.
      guard !field.hasPrefix(mark), let last = cells.popLast(),
        let start = last.bytes.baseAddress, let end = field.bytes.baseAddress
      else {
        cells.append(field)
        continue
      }
      cells.append(Text(start: start, count: end - start + field.count))
    }
    return cells.count == wanted ? cells : nil
  }
}
