/// Changes inputs in ways that files go wrong, the same ways for the same seed.
public struct Mutator {
  private var state: UInt64
  private let seeds: [[UInt8]]
  private static let longest = 6000
  private static let signs =
    Array("\"',;\t\n\r<>&=-.0９5`~#{}[]:|!*?\\ /".utf8) + [0, 0x7F, 0xFF, 0xE4]

  public init(seed: UInt64, seeds: [[UInt8]]) {
    state = seed
    self.seeds = seeds
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  public mutating func input() -> [UInt8] {
    guard !seeds.isEmpty else { return [] }
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(6) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes.append(UInt8(truncatingIfNeeded: next())) }
    let place = below(bytes.count)
    switch below(9) {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(Self.signs[below(Self.signs.count)], at: place)
    case 2: bytes[place] = UInt8(truncatingIfNeeded: next())
    case 3: bytes[place] ^= 1 << UInt8(below(8))
    case 4: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
    case 5:
      let piece = bytes[place..<min(bytes.count, place + 1 + below(60))]
      bytes.insert(contentsOf: piece, at: below(bytes.count))
    case 6: bytes = Array(bytes[..<place])
    case 7:
      let other = seeds[below(seeds.count)]
      let from = below(other.count)
      bytes = Array(bytes[..<place]) + other[from...]
    default:
      let sign = Self.signs[below(Self.signs.count)]
      bytes.insert(contentsOf: repeatElement(sign, count: 1 + below(100)), at: place)
    }
    if bytes.count > Self.longest { bytes.removeSubrange(Self.longest...) }
  }
}
