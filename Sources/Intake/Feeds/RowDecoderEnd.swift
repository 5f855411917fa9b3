import Returns

/// The records that are complete only when the file has ended: those of several rows.
extension RowDecoder {
  func finish() {
    var lost: [(lines: [Int], refusal: RowRefusal)] = []
    for entry in takeCombined() {
      if let refusal = close(entry.draft, entry.block, entry.lines) {
        lost.append((entry.lines, refusal))
      }
    }
    for entry in takeShared() {
      if let refusal = close(entry.draft, entry.block, [entry.line]) {
        lost.append(([entry.line], refusal))
      }
    }
    // Only now is it known which rows another record has.
    for (lines, refusal) in lost { reject(lines, refusal) }
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

  /// Every row of a refused record that gave nothing else is a reject.
  private func reject(_ lines: [Int], _ refusal: RowRefusal) {
    for line in unkept(lines) {
      let isFirst = line == lines.first
      let reason =
        isFirst ? refusal.reason : "part of the record of line \(lines[0]): \(refusal.reason)"
      refuse(
        RowRefusal(
          code: refusal.code, field: refusal.field, reason: reason, found: refusal.found,
          expected: refusal.expected), line, Text())
    }
  }
}
