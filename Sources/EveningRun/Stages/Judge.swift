import Dispatch
import Insight
import Reports
import Returns

/// Judges every dossier of the evening on all cores, bin by bin. Which thread works which bin shows
/// nowhere: parts are merged in their order and tables are sorted.
struct Judge: Sendable {
  var circumstances: Circumstances
  let set: DossierSet
  let decisions: DecisionBook
  let run: Int
  let day: Day
  /// Policy index of each ledger shop number.
  let shopIndex: [Int]
  /// First instant after the business date, per policy shop.
  let endOfDay: [Instant]
  /// Nothing will be kept: no ledger entries are made.
  let isRehearsal: Bool
  let counting: Counting

  /// - Parameter keep: called for every part in the order of the bins, one at a time, by whichever
  ///   worker has brought the next one while the others judge on; what the ledger has taken of a
  ///   part need not stay in memory.
  func run(
    threads: Int, counts: inout RowCounts, figures: inout [FigureTally],
    progress: @escaping @Sendable (Int) -> Void,
    keep: @escaping (inout JudgedPart) throws -> Void
  ) throws -> [JudgedPart] {
    let empty = counts
    let workers = max(1, min(threads, set.bins.count))
    let results = Slots<JudgedPart>(count: set.bins.count)
    let workerCounts = Slots<RowCounts>(count: workers)
    let tallies = Slots<FigureTally>(count: workers)
    let failures = Slots<any Error>(count: workers)
    let (next, failed) = (Counter(), Counter())
    let kept = InOrder<JudgedPart>()
    // The ledger belongs to the worker whose turn it is.
    nonisolated(unsafe) let keep = keep
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let bench = JudgeBench(self, counts: empty)
      do {
        while failed.value == 0, let bin = next.take(below: set.bins.count) {
          let part = try bench.judge(bin)
          progress(part.dossierCount)
          try kept.bring(part, at: bin) { bin, part in
            var part = part
            try keep(&part)
            results.set(bin, part)
          }
        }
      } catch {
        _ = failed.add(1)
        failures.set(worker, error)
      }
      workerCounts.set(worker, bench.counts)
      tallies.set(worker, bench.counter.tally)
    }
    for worker in 0..<workers {
      if let failure = failures.takeIfSet(worker) { throw failure }
      counts.merge(workerCounts.take(worker))
      figures.append(tallies.take(worker))
    }
    return (0..<set.bins.count).map(results.take)
  }
}
