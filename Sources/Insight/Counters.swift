/// A value per key, for keys of which there are few and which come millions of times: they stand in
/// a list, the last one asked for is looked at first, and nothing is hashed.
struct Counters<Key: Hashable & Sendable, Value: Equatable & Sendable>: Sendable, Equatable {
  /// Apart from the values, which are wide: to compare a key none of them is copied.
  private var keys: [Key] = []
  private var values: [Value] = []
  private var last = 0
  /// From here on a key is found by its place in `places`.
  private static var fewKeys: Int { 24 }
  private var places: [Key: Int] = [:]

  var entries: [(key: Key, value: Value)] { zip(keys, values).map { (key: $0, value: $1) } }

  subscript(key: Key) -> Value? { place(of: key).map { values[$0] } }

  @inline(__always)
  mutating func update(
    _ key: Key, default initial: @autoclosure () -> Value, _ body: (inout Value) -> Void
  ) {
    if last < keys.count, keys[last] == key { return body(&values[last]) }
    last = place(of: key) ?? add(key, initial())
    body(&values[last])
  }

  private func place(of key: Key) -> Int? {
    keys.count < Self.fewKeys ? keys.firstIndex(of: key) : places[key]
  }

  private mutating func add(_ key: Key, _ value: Value) -> Int {
    keys.append(key)
    values.append(value)
    if keys.count == Self.fewKeys {
      for place in keys.indices { places[keys[place]] = place }
    } else if keys.count > Self.fewKeys {
      places[key] = keys.count - 1
    }
    return keys.count - 1
  }

  /// The order in which keys came does not matter.
  static func == (a: Counters, b: Counters) -> Bool {
    a.keys.count == b.keys.count
      && a.keys.indices.allSatisfy { b[a.keys[$0]] == a.values[$0] }
  }
}
