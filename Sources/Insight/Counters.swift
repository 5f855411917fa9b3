/// A value per key, for keys of which there are few and which come millions of times: they stand in
/// a list, the last one asked for is looked at first, and nothing is hashed.
struct Counters<Key: Hashable & Sendable, Value: Equatable & Sendable>: Sendable, Equatable {
  private(set) var entries: [(key: Key, value: Value)] = []
  private var last = 0
  /// From here on a key is found by its place in `places`.
  private static var fewKeys: Int { 24 }
  private var places: [Key: Int] = [:]

  subscript(key: Key) -> Value? { place(of: key).map { entries[$0].value } }

  @inline(__always)
  mutating func update(
    _ key: Key, default initial: @autoclosure () -> Value, _ body: (inout Value) -> Void
  ) {
    if last < entries.count, entries[last].key == key { return body(&entries[last].value) }
    last = place(of: key) ?? add(key, initial())
    body(&entries[last].value)
  }

  private func place(of key: Key) -> Int? {
    entries.count < Self.fewKeys ? entries.firstIndex { $0.key == key } : places[key]
  }

  private mutating func add(_ key: Key, _ value: Value) -> Int {
    entries.append((key, value))
    if entries.count == Self.fewKeys {
      for (place, entry) in entries.enumerated() { places[entry.key] = place }
    } else if entries.count > Self.fewKeys {
      places[key] = entries.count - 1
    }
    return entries.count - 1
  }

  /// The order in which keys came does not matter.
  static func == (a: Counters, b: Counters) -> Bool {
    a.entries.count == b.entries.count && a.entries.allSatisfy { b[$0.key] == $0.value }
  }
}
