import Returns

/// Several rows, one value stated as a whole on the first of them: held until the file ends, then
/// shared out in proportion to a number of each row. The shares add up to the whole exactly.
struct Sharing {
  struct Entry {
    let draft: RecordDraft
    let block: BlockPlan
    let line: Int
    fileprivate let weight: Int128
    fileprivate let group: Int
    /// Another row of the group is refused, so that the shares would be wrong.
    fileprivate(set) var broken: BrokenRecord?
  }
  private struct Group {
    let whole: Int64?
    var weight: Int128
  }
  private var entries: [Entry] = []
  private var groups: [Group] = []
  private var places: [UInt64: Int] = [:]
  private var broken: [UInt64: BrokenRecord] = [:]

  /// - Parameter key: the hash of what the rows of a group have in common.
  mutating func spoil(_ key: UInt64, _ record: BrokenRecord) {
    if broken[key] == nil { broken[key] = record }
  }

  /// - Parameter draft: from here on the sharing's own.
  mutating func add(
    _ draft: RecordDraft, _ rule: RecordBlock.Share, _ weight: Exact?, _ block: BlockPlan,
    _ line: Int
  ) {
    let key = draft.hash(of: rule.by)
    // Cents are fine enough, and keep the products far from the end of Int128.
    let parts = max(0, (weight?.units ?? 0) / 1_000_000)
    let place: Int
    if let known = places[key] {
      place = known
      groups[place].weight += parts
    } else {
      place = groups.count
      places[key] = place
      groups.append(
        Group(whole: draft.layout.index(rule.column).flatMap(draft.number), weight: parts))
    }
    entries.append(Entry(draft: draft, block: block, line: line, weight: parts, group: place))
  }

  /// The records in the order of their rows.
  mutating func take() -> [Entry] {
    defer { self = Sharing() }
    let spoiltGroups = Dictionary(
      uniqueKeysWithValues: broken.compactMap { key, record in
        places[key].map { ($0, record) }
      })
    if !spoiltGroups.isEmpty {
      for index in entries.indices { entries[index].broken = spoiltGroups[entries[index].group] }
    }
    var passed = [Int128](repeating: 0, count: groups.count)
    var given = [Int64](repeating: 0, count: groups.count)
    for entry in entries {
      guard let rule = entry.block.share, let column = entry.draft.layout.index(rule.column),
        let whole = groups[entry.group].whole
      else { continue }
      let all = groups[entry.group].weight
      passed[entry.group] += entry.weight
      // Without weights the first row takes the whole.
      let upToHere =
        all == 0 ? whole : Self.part(of: whole, passed[entry.group], all)
      entry.draft.set(column, number: upToHere - given[entry.group])
      given[entry.group] = upToHere
    }
    return entries
  }

  /// whole × passed ÷ all, half away from zero.
  private static func part(of whole: Int64, _ passed: Int128, _ all: Int128) -> Int64 {
    let product = Int128(whole.magnitude) * passed
    let value = Int64((product * 2 + all) / (all * 2))
    return whole < 0 ? -value : value
  }
}

extension RecordDraft {
  /// A hash of the shop and some columns: rows alike in them belong together.
  func hash(of names: [String]) -> UInt64 {
    hash(of: names.compactMap(layout.index))
  }

  func hash(of columns: [Int]) -> UInt64 {
    var hash = StableHash(seed: UInt64(layout.feed.rawValue))
    hash.combine(Int64(shop))
    for column in columns {
      guard has(column) else {
        hash.combine(0 as UInt64)
        continue
      }
      switch layout.kinds[column] {
      case .text, .id: hash.combine(texts[column])
      default: hash.combine(numbers[column])
      }
    }
    return hash.value
  }
}
