import Dispatch

/// Some threads that share a list of tasks: each takes the next one when it is free.
struct Crew: Sendable {
  struct Task: Sendable {
    /// About how long it takes, against others.
    let weight: Int
    let body: @Sendable () -> Void
  }

  let threads: Int

  /// Does all tasks, the largest first, so that the threads finish together.
  func work(_ tasks: [Task]) {
    let order = tasks.indices.sorted { tasks[$0].weight > tasks[$1].weight }
    let next = Counter()
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, tasks.count))) { _ in
      while let turn = next.take(below: order.count) { tasks[order[turn]].body() }
    }
  }
}
