/// The parts of a regular expression, as a profile writes it.
indirect enum PatternNode {
  case scalar(UInt32)
  case any
  case set([ClosedRange<UInt32>], negated: Bool)
  case sequence([PatternNode])
  case either([PatternNode])
  case group(Int, PatternNode)
  case repeated(PatternNode, from: Int, to: Int?, greedy: Bool)
  case start
  case end
}

struct PatternError: Error, Equatable {
  let message: String
}

/// Reads `. [] [^] \d \w \s \D \W \S () (?:) | * + ? {n} {n,} {n,m}`, lazy forms with a `?` behind,
/// `^`, `$`.
struct PatternParser {
  private let scalars: [UInt32]
  private var at = 0
  private(set) var groupCount = 0
  private var depth = 0

  init(_ source: String) { scalars = source.unicodeScalars.map(\.value) }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try alternatives()
    guard at == scalars.count else { throw PatternError(message: "a ) without its (") }
    return node
  }

  private var next: UInt32? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character.unicodeScalars.first?.value else { return false }
    at += 1
    return true
  }

  private mutating func alternatives() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 20 else { throw PatternError(message: "groups nested deeper than 20") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var items: [PatternNode] = []
    while let character = next, character != 0x7C, character != 0x29 {
      items.append(try repeated(try atom()))
    }
    return .sequence(items)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    if take("(") { return try group() }
    if take("[") { return try bracket() }
    if take(".") { return .any }
    if take("^") { return .start }
    if take("$") { return .end }
    if take("\\") { return try escape() }
    guard let character = next, !"*+?{".unicodeScalars.contains(where: { $0.value == character })
    else { throw PatternError(message: "a repetition with nothing before it") }
    at += 1
    return .scalar(character)
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    var number: Int?
    if take("?") {
      guard take(":") else { throw PatternError(message: "only (…) and (?:…) groups are known") }
    } else {
      groupCount += 1
      number = groupCount
    }
    let node = try alternatives()
    guard take(")") else { throw PatternError(message: "a ( without its )") }
    return number.map { .group($0, node) } ?? node
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    var bounds: (Int, Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      bounds = try counted()
    } else {
      return node
    }
    if case .start = node { throw PatternError(message: "^ cannot be repeated") }
    if case .end = node { throw PatternError(message: "$ cannot be repeated") }
    let lazy = take("?")
    return .repeated(node, from: bounds.0, to: bounds.1, greedy: !lazy)
  }

  private mutating func counted() throws(PatternError) -> (Int, Int?) {
    guard let from = number() else { throw PatternError(message: "{ needs a number") }
    var to: Int? = from
    if take(",") { to = number() }
    guard take("}"), from <= 200, (to ?? from) <= 200, (to ?? from) >= from else {
      throw PatternError(message: "a repetition {n,m} goes up to 200 and ends with }")
    }
    return (from, to)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next, digit >= 0x30, digit <= 0x39, (value ?? 0) < 100_000 {
      value = (value ?? 0) * 10 + Int(digit - 0x30)
      at += 1
    }
    return value
  }

  private mutating func escape() throws(PatternError) -> PatternNode {
    guard let character = next else { throw PatternError(message: "a \\ at the end") }
    at += 1
    if let ranges = Self.classes[character | 0x20], Self.isLetter(character) {
      return .set(ranges, negated: character & 0x20 == 0)
    }
    return .scalar(try Self.plain(character))
  }

  private static func isLetter(_ character: UInt32) -> Bool {
    (0x41...0x5A).contains(character) || (0x61...0x7A).contains(character)
  }

  /// `\t`, `\n`, or a sign that stands for itself.
  private static func plain(_ character: UInt32) throws(PatternError) -> UInt32 {
    switch character {
    case 0x74: return 9
    case 0x6E: return 10
    case 0x72: return 13
    case _ where isLetter(character):
      throw PatternError(
        message: "\\\(Unicode.Scalar(character).map(String.init) ?? "") is not known")
    default: return character
    }
  }

  private static let classes: [UInt32: [ClosedRange<UInt32>]] = [
    0x64: [0x30...0x39],
    0x77: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    0x73: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000],
  ]

  private mutating func bracket() throws(PatternError) -> PatternNode {
    let negated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let character = next, character != 0x5D || isFirst {
      isFirst = false
      at += 1
      var low = character
      if character == 0x5C {
        if case .set(let known, let isNegated) = try escape() {
          guard !isNegated else { throw PatternError(message: "\\D \\W \\S cannot stand in [ ]") }
          ranges += known
          continue
        }
        low = try Self.plain(scalars[at - 1])
      }
      var high = low
      if next == 0x2D, at + 1 < scalars.count, scalars[at + 1] != 0x5D {
        high = scalars[at + 1]
        at += 2
      }
      guard low <= high else { throw PatternError(message: "a range in [ ] runs backwards") }
      ranges.append(low...high)
    }
    guard take("]") else { throw PatternError(message: "a [ without its ]") }
    return .set(ranges, negated: negated)
  }
}
