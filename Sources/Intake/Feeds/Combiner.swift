import Returns

/// Why a record of several rows is not whole.
struct BrokenRecord {
  /// Of the row that is refused.
  let line: Int
  let refusal: RowRefusal
}

/// Several rows, one record: rows alike in some columns are one, their amounts added.
struct Combiner {
  struct Entry {
    let draft: RecordDraft
    let block: BlockPlan
    /// Of all its rows, the first one first.
    var lines: [Int]
    /// Another row of the record is refused, so that what is here is not all of it.
    var broken: BrokenRecord?
  }
  private var entries: [Entry] = []
  private var places: [UInt64: Int] = [:]
  private var broken: [UInt64: BrokenRecord] = [:]
  /// Refused rows of which it is not known what record they are part of, with what is known.
  private var loose: [(known: RecordDraft, block: BlockPlan, record: BrokenRecord)] = []

  /// Every record of the block may be broken that says the same as what is known of the row.
  mutating func spoilAlike(_ known: RecordDraft, _ block: BlockPlan, _ record: BrokenRecord) {
    loose.append((known, block, record))
  }

  /// - Parameter key: the hash of what joins the rows.
  mutating func spoil(_ key: UInt64, _ record: BrokenRecord) {
    if broken[key] == nil { broken[key] = record }
  }

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
      broken = [:]
      loose = []
    }
    for (key, record) in broken {
      if let place = places[key] { entries[place].broken = record }
    }
    for (known, block, record) in loose {
      for index in entries.indices
      where entries[index].block === block && entries[index].broken == nil
        && entries[index].draft.agrees(with: known)
      {
        entries[index].broken = record
      }
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
