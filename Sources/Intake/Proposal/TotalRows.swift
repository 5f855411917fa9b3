import Returns

/// Rows of an unknown table that add up others and are no data: their first value says so.
struct TotalRows {
  /// What they are called, by the position of the column from 0, as it stands in the file.
  private(set) var words: [Int: [String]] = [:]

  /// Takes a row that is a total: behind its name it has numbers and empty cells.
  /// - Returns: whether it is one.
  mutating func take(_ fields: UnsafeBufferPointer<Text>, width: Int) -> Bool {
    var (name, place): (String?, Int) = (nil, 0)
    var gaps = max(0, width - fields.count)
    for (index, field) in fields.enumerated() {
      let text = field.trimmed()
      if text.isEmpty {
        gaps += 1
      } else if name == nil {
        guard Self.names.contains(ColumnAliases.normal(text.string)) else { return false }
        (name, place) = (text.string, index)
      } else {
        var numbers = NumberSurvey()
        guard numbers.take(text.string) else { return false }
      }
    }
    guard let name, gaps > 0 else { return false }
    if words[place]?.contains(name) != true { words[place, default: []].append(name) }
    return true
  }

  private static let names: Set<String> = Set(
    [
      "合计", "总计", "小计", "总合计", "本页合计", "total", "totals", "grand total", "sub total", "sum",
      "summe", "gesamt", "gesamtsumme", "zwischensumme", "totale", "total général", "totaal",
      "suma",
    ].map(ColumnAliases.normal))
}
