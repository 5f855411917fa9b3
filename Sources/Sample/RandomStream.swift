/// Random numbers that a seed repeats on every machine: SplitMix64, integers only.
struct RandomStream: Sendable {
  private var state: UInt64

  /// What a stream decides; each subject has streams of its own.
  enum Subject: UInt64 { case customer, story, fate, file }

  /// A stream for one of a subject, so that what happens to an order does not depend on the orders
  /// before it.
  init(seed: UInt64, _ subject: Subject, _ number: Int) {
    state = seed
    let mixed = next()
    let key = UInt64(number) &* 4 &+ subject.rawValue
    state = mixed ^ (key &* 0xD134_2543_DE82_EF95)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number of `0..<limit`; `limit` is at least 1.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// One of the values, each as often as its weight says.
  mutating func pick<Value>(_ values: [Value], weight: (Value) -> Int) -> Value {
    var left = below(values.reduce(0) { $0 + weight($1) })
    for value in values {
      left -= weight(value)
      if left < 0 { return value }
    }
    return values[values.count - 1]
  }
}
