import Returns

/// What becomes of a record of several rows when one of them is refused.
extension RowDecoder {
  /// What a refused row is a part of is not whole without it: the other rows come back with it.
  func spoilJoined(_ record: BrokenRecord) {
    for block in blocks {
      guard let names = block.combine?.by ?? block.share?.by,
        block.when.map(evaluator.holds) ?? true
      else { continue }
      let columns = names.compactMap(block.layout.index)
      let wanted = columns.reduce(0 as UInt64) { $0 | 1 << UInt64($1) }
      if block.combine != nil, spoilsKey(columns, block, record) {
        spoilAlike(columns, block, record)
        continue
      }
      guard (try? fill(block, only: wanted)) != nil else { continue }
      let key = block.draft.hash(of: columns)
      if block.combine != nil { combiner?.spoil(key, record) } else { sharing?.spoil(key, record) }
    }
  }

  /// Whether what cannot be read is one of several that tell which record the row is part of.
  private func spoilsKey(
    _ columns: [Int], _ block: BlockPlan, _ record: BrokenRecord
  ) -> Bool {
    guard let source = record.refusal.source else { return false }
    return columns.contains { block.isJoined($0, of: source) }
  }

  /// The row may be part of any record that has the same ids, as far as they can be read.
  private func spoilAlike(_ keys: [Int], _ block: BlockPlan, _ record: BrokenRecord) {
    let known = RecordDraft(block.layout)
    for plan in block.columns
    where (plan.kind == .id || keys.contains(plan.column))
      && !block.sources(plan.column).contains(record.refusal.source ?? -1)
    {
      guard (try? fill(block, only: 1 << UInt64(plan.column))) != nil else { continue }
      known.shop = block.draft.shop
      known.take(plan.column, from: block.draft)
    }
    if known.present != 0 { combiner?.spoilAlike(known, block, record) }
  }
}
