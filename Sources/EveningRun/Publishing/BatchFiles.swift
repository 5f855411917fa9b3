import LedgerStore
import Reports
import Returns

extension ClosedDay {
  /// The batches of the date, as they were stored.
  var batchSheets: [TableSheet] {
    batches.map { batch in
      TableSheet(file: batch.fileName, head: batch.head, lines: batch.rows.map(\.line))
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
          (action, own.reduce(0) { $0 + $1.rows.count { $0.issued.action == action } })
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
    for batch in self {
      for index in batch.rows.indices {
        guard let amount = batch.rows[index].amount else { continue }
        sums[batch.rows[index].currency, default: 0] += Int128(amount)
      }
    }
    return sums.keys.sorted().map { AmountTotal(currency: $0, amount: sums[$0] ?? 0) }
  }
}
