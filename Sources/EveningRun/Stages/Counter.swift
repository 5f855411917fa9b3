import Synchronization

/// Hands out turns and adds up progress across threads. Neither shows in a result.
final class Counter: Sendable {
  private let counted = Atomic<Int>(0)

  /// The next turn, until `limit` turns are given.
  func take(below limit: Int) -> Int? {
    let turn = counted.add(1, ordering: .relaxed).oldValue
    return turn < limit ? turn : nil
  }

  func add(_ amount: Int) -> Int { counted.add(amount, ordering: .relaxed).newValue }

  var value: Int { counted.load(ordering: .relaxed) }
}
