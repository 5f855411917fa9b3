import Returns

/// A regular expression of a profile, compiled once. Matching works on UTF-8 bytes and takes at
/// most (length of the pattern) × (length of the text) steps, whatever the pattern says.
struct Pattern: Sendable, Equatable {
  private enum Step: Sendable, Equatable {
    case scalar(UInt32)
    case any
    case set([ClosedRange<UInt32>], negated: Bool)
    /// Tries the first, then the second.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case start
    case end
    case match
  }

  let source: String
  private var steps: [Step] = []
  private let groupCount: Int

  init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    let node = try parser.parse()
    groupCount = parser.groupCount
    try emit(node)
    steps.append(.match)
  }

  /// The first group's text, or the whole match where the pattern has no group; nil where it does
  /// not fit.
  func capture(_ text: Text) -> Text? {
    guard let places = match(text) else { return nil }
    let group = groupCount > 0 ? 1 : 0
    guard places[group * 2] >= 0, places[group * 2 + 1] >= 0 else { return Text() }
    return text.slice(places[group * 2], places[group * 2 + 1])
  }

  func matches(_ text: Text) -> Bool { match(text) != nil }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    guard steps.count < 4000 else { throw PatternError(message: "the pattern is too large") }
    switch node {
    case .scalar(let value): steps.append(.scalar(value))
    case .any: steps.append(.any)
    case .set(let ranges, let negated): steps.append(.set(ranges, negated: negated))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .sequence(let nodes): for item in nodes { try emit(item) }
    case .either(let nodes): try emit(either: nodes)
    case .group(let number, let inner):
      steps.append(.save(number * 2))
      try emit(inner)
      steps.append(.save(number * 2 + 1))
    case .repeated(let inner, let from, let to, let greedy):
      for _ in 0..<from { try emit(inner) }
      if let to {
        for _ in from..<to { try emit(optional: inner, greedy: greedy, repeats: false) }
      } else {
        try emit(optional: inner, greedy: greedy, repeats: true)
      }
    }
  }

  private mutating func emit(either nodes: [PatternNode]) throws(PatternError) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      let split = steps.count
      let isLast = index == nodes.count - 1
      if !isLast { steps.append(.split(split + 1, 0)) }
      try emit(node)
      if isLast { break }
      jumps.append(steps.count)
      steps.append(.jump(0))
      steps[split] = .split(split + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func emit(
    optional node: PatternNode, greedy: Bool, repeats: Bool
  ) throws(PatternError) {
    let split = steps.count
    steps.append(.split(0, 0))
    try emit(node)
    if repeats { steps.append(.jump(split)) }
    steps[split] = greedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
  }

  /// Byte positions of the groups, two each; the leftmost match wins.
  private func match(_ text: Text) -> [Int]? {
    let length = min(text.count, 65_536)
    var seen = [UInt64](repeating: 0, count: (steps.count * (length + 1) + 63) / 64)
    var places = [Int](repeating: -1, count: groupCount * 2 + 2)
    var stack: [(step: Int, at: Int, slot: Int, old: Int)] = []
    for begin in 0...length {
      if begin < length, text.bytes[begin] & 0xC0 == 0x80 { continue }
      if run(from: begin, text, length, &seen, &places, &stack) { return places }
    }
    return nil
  }

  /// Depth first with an explicit stack; an entry with a slot undoes a saved place. A (step, place)
  /// pair that failed once fails always, so it is tried once.
  private func run(
    from begin: Int, _ text: Text, _ length: Int, _ seen: inout [UInt64], _ places: inout [Int],
    _ stack: inout [(step: Int, at: Int, slot: Int, old: Int)]
  ) -> Bool {
    stack.removeAll(keepingCapacity: true)
    stack.append((0, begin, -1, 0))
    while let entry = stack.popLast() {
      if entry.slot >= 0 {
        places[entry.slot] = entry.old
        continue
      }
      var step = entry.step
      var at = entry.at
      while true {
        let bit = step * (length + 1) + at
        if seen[bit >> 6] >> UInt64(bit & 63) & 1 == 1 { break }
        seen[bit >> 6] |= 1 << UInt64(bit & 63)
        switch steps[step] {
        case .match:
          places[0] = begin
          places[1] = at
          return true
        case .jump(let target): step = target
        case .split(let first, let second):
          stack.append((second, at, -1, 0))
          step = first
        case .save(let slot):
          stack.append((0, 0, slot, places[slot]))
          places[slot] = at
          step += 1
        case .start where at == 0: step += 1
        case .end where at == length: step += 1
        case .start, .end: at = -1
        default:
          at = advance(steps[step], text, at, length)
          step += 1
        }
        if at < 0 { break }
      }
    }
    return false
  }

  /// Where the character ends that this step takes, or -1.
  private func advance(_ step: Step, _ text: Text, _ at: Int, _ length: Int) -> Int {
    guard at < length else { return -1 }
    let first = text.bytes[at]
    let size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard at + size <= length else { return -1 }
    var scalar = size == 1 ? UInt32(first) : UInt32(first) & (0xFF >> UInt32(size + 1))
    for offset in 1..<max(1, size) { scalar = scalar << 6 | UInt32(text.bytes[at + offset] & 0x3F) }
    let fits =
      switch step {
      case .scalar(let wanted): scalar == wanted
      case .set(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
      default: true
      }
    return fits ? at + size : -1
  }
}
