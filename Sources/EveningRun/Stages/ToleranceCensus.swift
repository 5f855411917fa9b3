import Dispatch
import LedgerStore
import Returns

/// Which tolerances may be used tonight, where caps of a counterparty or a run are set: all
/// dossiers are judged once to see what they would use, and then for good by what the caps have
/// room for. So no order of dossiers and threads decides, and the judgement of a dossier stays a
/// function of its facts and circumstances.
///
/// Workspaces without such caps pay nothing for it. Where records wait in the temporary file they
/// all come back to memory for it.
extension Judge {
  mutating func holdToCaps(
    _ open: [UInt64: ExceptionDesk.RememberedException], threads: Int, counts: RowCounts
  ) throws {
    let policy = circumstances.policy
    guard policy.toleranceCaps.needsCensus else { return }
    let uses = try census(threads: threads, counts: counts)
    guard !uses.isEmpty else { return }
    let refusedBefore = Set(uses.lazy.filter(\.isRefused).map(\.use.identity))
    let refused = policy.toleranceCaps.refused(
      uses.map(\.use), isSettled: { use in uses.contains { $0.use == use && $0.isSettled } },
      isRefused: { use in
        refusedBefore.contains(use.identity)
          || open[use.identity]?.finding.notes.contains(.toleranceUsedUp) == true
      })
    circumstances = circumstances.refusing(refused)
  }

  private func census(threads: Int, counts: RowCounts) throws -> [CountedTolerance] {
    let workers = max(1, min(threads, set.bins.count))
    let results = Slots<[CountedTolerance]>(count: set.bins.count)
    let failures = Slots<any Error>(count: workers)
    let (next, failed) = (Counter(), Counter())
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let bench = JudgeBench(self, counts: counts)
      do {
        while failed.value == 0, let bin = next.take(below: set.bins.count) {
          results.set(bin, try bench.countTolerances(bin))
        }
      } catch {
        _ = failed.add(1)
        failures.set(worker, error)
      }
    }
    for worker in 0..<workers {
      if let failure = failures.takeIfSet(worker) { throw failure }
    }
    return (0..<set.bins.count).flatMap(results.take)
  }
}

/// A use of a tolerance, and what became of it at an earlier closing.
struct CountedTolerance: Sendable {
  let use: ToleranceUse
  let isSettled: Bool
  /// An earlier closing had no room for it; due or not.
  let isRefused: Bool
}
