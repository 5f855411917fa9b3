import Returns

/// The records that are complete only when the file has ended: those of several rows.
extension RowDecoder {
  func finish() {
    var lost: [(lines: [Int], refusal: RowRefusal)] = []
    identity = ""
    let combined = takeCombined()
    let shared = takeShared()
    let broken = spread(
      combined.map { ($0.lines, $0.broken) } + shared.map { ([$0.line], $0.broken) })
    for entry in combined where broken[entry.lines[0]] == nil {
      if let refusal = close(entry.draft, entry.block, entry.lines) {
        lost.append((entry.lines, refusal))
      }
    }
    for entry in shared where broken[entry.line] == nil {
      if let refusal = close(entry.draft, entry.block, [entry.line]) {
        lost.append(([entry.line], refusal))
      }
    }
    for (line, record) in broken.sorted(by: { $0.key < $1.key }) {
      let refusal = RowRefusal(
        code: record.refusal.code, field: "",
        reason: "belongs together with line \(record.line), which is rejected:"
          + " \(record.refusal.reason)")
      lost.append(([line], refusal))
    }
    // Only now is it known which rows another record has. A row of two that are lost is one reject.
    var refused: Set<Int> = []
    for (lines, refusal) in lost {
      for line in unkept(lines) where refused.insert(line).inserted {
        reject(line, of: lines, refusal)
      }
    }
  }

  /// The rows that cannot be taken because of a refused one: all of its record, and all of the
  /// records that stand on one of these.
  private func spread(
    _ records: [(lines: [Int], broken: BrokenRecord?)]
  ) -> [Int: BrokenRecord] {
    var broken: [Int: BrokenRecord] = [:]
    guard records.contains(where: { $0.broken != nil }) else { return broken }
    var count = -1
    while count != broken.count {
      count = broken.count
      for (lines, own) in records {
        guard let record = own ?? lines.lazy.compactMap({ broken[$0] }).first else { continue }
        for line in lines where broken[line] == nil { broken[line] = record }
      }
    }
    return broken
  }

  private func close(
    _ draft: RecordDraft, _ block: BlockPlan, _ lines: [Int]
  ) -> RowRefusal? {
    forgetStaged()
    evaluator.scratch.clear()
    do throws(RowRefusal) {
      block.draft.copy(draft)
      try block.checkSums()
      try stage(block.draft, block, lines.first ?? 0)
      commit(lines)
      return nil
    } catch {
      return error
    }
  }

  /// A row of a refused record that gave nothing else.
  private func reject(_ line: Int, of lines: [Int], _ refusal: RowRefusal) {
    let isFirst = line == lines.first
    let reason =
      isFirst ? refusal.reason : "part of the record of line \(lines[0]): \(refusal.reason)"
    refuse(
      RowRefusal(
        code: refusal.code, field: refusal.field, reason: reason, found: refusal.found,
        expected: refusal.expected), line, Text())
  }
}
