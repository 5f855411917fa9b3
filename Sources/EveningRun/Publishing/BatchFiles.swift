import LedgerStore
import Reports
import Returns

extension ClosedDay {
  /// The batches of the date, as they were stored.
  var batchSheets: [TableSheet] {
    batches.map { batch in
      TableSheet(file: batch.fileName, head: batch.head, lines: batch.lines)
    }
  }

  /// What the amounts of each batch come to, for the manifest.
  var batchTotals: [String: [AmountTotal]] {
    Dictionary(uniqueKeysWithValues: batches.map { ($0.fileName, $0.totals) })
  }

  /// For summary.json: each kind that has batches on the date.
  var instructionFigures: [InstructionFigures] {
    InstructionKind.allCases.compactMap { kind in
      let own = batches.filter { $0.kind == kind }
      guard !own.isEmpty else { return nil }
      return InstructionFigures(
        kind: kind, batches: own.count,
        actions: InstructionAction.allCases.map { action in
          (action, own.reduce(0) { $0 + $1.actions[action, default: 0] })
        }, totals: own.totals)
    }
  }
}

extension InstructionBatch {
  var totals: [AmountTotal] { [self].totals }
}

extension [InstructionBatch] {
  /// By currency; none where no money moves.
  fileprivate var totals: [AmountTotal] {
    var sums: [Currency: Int128] = [:]
    for batch in self { sums.merge(batch.sums, uniquingKeysWith: +) }
    return sums.keys.sorted().map { AmountTotal(currency: $0, amount: sums[$0] ?? 0) }
  }
}
