import Returns

/// Several rows, one record: rows alike in some columns are one, their amounts added.
struct Combiner {
  struct Entry {
    let draft: RecordDraft
    let block: BlockPlan
    /// Of all its rows, the first one first.
    var lines: [Int]
  }
  private var entries: [Entry] = []
  private var places: [UInt64: Int] = [:]

  /// - Parameter draft: from here on the combiner's own.
  mutating func add(
    _ draft: RecordDraft, _ rule: RecordBlock.Combine, _ block: BlockPlan, _ line: Int
  ) {
    let key = draft.hash(of: rule.by)
    if let place = places[key] {
      Self.join(draft, into: entries[place].draft, rule)
      if entries[place].lines.last != line { entries[place].lines.append(line) }
      return
    }
    places[key] = entries.count
    entries.append(Entry(draft: draft, block: block, lines: [line]))
  }

  private static func join(
    _ draft: RecordDraft, into kept: RecordDraft, _ rule: RecordBlock.Combine
  ) {
    let sums = rule.sum.compactMap(draft.layout.index)
    for column in draft.layout.kinds.indices where draft.has(column) {
      if sums.contains(column), let old = kept.number(column) {
        kept.numbers[column] = MinorUnits.sum(old, draft.numbers[column]) ?? Int64.max
      } else if !kept.has(column) {
        kept.numbers[column] = draft.numbers[column]
        kept.texts[column] = Text(copying: draft.texts[column].bytes)
        kept.present |= 1 << UInt64(column)
      }
    }
  }

  /// The records in the order of their first rows.
  mutating func take() -> [Entry] {
    defer {
      entries = []
      places = [:]
    }
    for entry in entries {
      let absolute = entry.block.combine?.absolute ?? []
      for column in absolute.compactMap(entry.draft.layout.index) {
        let value = entry.draft.numbers[column]
        entry.draft.numbers[column] = value == Int64.min ? Int64.max : abs(value)
      }
    }
    return entries
  }
}
