import Returns

/// Several rows, one record: rows alike in some columns are one, their amounts added.
struct Combiner {
  struct Entry {
    let draft: RecordDraft
    let block: BlockPlan
    let line: Int
  }
  private var entries: [Entry] = []
  private var places: [UInt64: Int] = [:]

  mutating func add(
    _ draft: RecordDraft, _ rule: RecordBlock.Combine, _ block: BlockPlan, _ line: Int
  ) {
    let layout = draft.layout
    var hash = StableHash(seed: UInt64(layout.feed.rawValue))
    hash.combine(Int64(draft.shop))
    for column in rule.by.compactMap(layout.index) {
      guard draft.has(column) else {
        hash.combine(0 as UInt64)
        continue
      }
      switch layout.kinds[column] {
      case .text, .id: hash.combine(draft.texts[column])
      default: hash.combine(draft.numbers[column])
      }
    }
    if let place = places[hash.value] {
      Self.join(draft, into: entries[place].draft, rule)
      return
    }
    places[hash.value] = entries.count
    let kept = RecordDraft(layout)
    kept.copy(draft)
    entries.append(Entry(draft: kept, block: block, line: line))
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
