import Synchronization

/// Takes values that threads bring in any order and has each worked in its turn: whichever thread
/// brings the next one works it, and those that wait behind it. One value at a time, so what the
/// work touches needs no lock; no thread waits for another.
public final class InOrder<Value: Sendable>: Sendable {
  private struct State {
    var waiting: [Int: Value] = [:]
    var next = 0
    var isAtWork = false
  }

  private let state = Mutex(State())

  public init() {}

  /// - Parameter work: called for the value at the place if it is the next one, then for those
  ///   behind it that have come. If it throws, the values behind are never worked.
  public func bring(
    _ value: Value, at place: Int, _ work: (_ place: Int, Value) throws -> Void
  ) rethrows {
    let isOurs = state.withLock { state in
      state.waiting[place] = value
      defer { state.isAtWork = true }
      return !state.isAtWork
    }
    guard isOurs else { return }
    while let (place, value) = take() { try work(place, value) }
  }

  /// The next value if it is there; else the one who brings it goes on.
  private func take() -> (Int, Value)? {
    state.withLock { state in
      guard let value = state.waiting.removeValue(forKey: state.next) else {
        state.isAtWork = false
        return nil
      }
      state.next += 1
      return (state.next - 1, value)
    }
  }
}
