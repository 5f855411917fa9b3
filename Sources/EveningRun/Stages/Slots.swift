/// Results of parallel work, each written once by its own worker and read after all have finished.
final class Slots<Value: Sendable>: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<Value?>

  init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  func set(_ index: Int, _ value: Value) { storage[index] = value }

  func take(_ index: Int) -> Value {
    defer { storage[index] = nil }
    return storage[index]!
  }

  func takeIfSet(_ index: Int) -> Value? {
    defer { storage[index] = nil }
    return storage[index]
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }
}
