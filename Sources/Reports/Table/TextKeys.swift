import Returns

/// Numbers that order texts as their bytes do, as far as 64 bits reach: each place of the texts
/// takes only the bits that the bytes seen there need, so that places where all agree take none,
/// and a digit takes four. Texts of one number have to be compared.
struct TextKeys {
  /// Texts are looked at up to here; the bits are mostly used up before.
  private static let longest = 31
  /// The end of a text comes before every byte.
  private static let symbols = 257

  /// The first bytes of the texts, side by side: they themselves lie anywhere in memory. Behind
  /// them, in the last byte, how many there are.
  private var starts: [SIMD32<UInt8>] = []
  /// First which symbols were seen at each place, then their rank among those.
  private var ranks = [UInt16](repeating: 0, count: (longest + 1) * symbols)
  private var widths: [UInt64] = []
  /// Bits left for the texts by what stands before them.
  private let room: Int
  /// No: all texts have one number.
  private var tellsApart = true

  /// - Parameter leadingBits: of the number that orders before the texts.
  init(_ count: Int, leadingBits: Int) {
    room = 64 - leadingBits
    starts.reserveCapacity(count)
  }

  @inline(__always)
  mutating func see(_ text: Text) {
    let count = min(text.count, Self.longest)
    var start = SIMD32<UInt8>()
    withUnsafeMutableBytes(of: &start) { bytes in
      ranks.withUnsafeMutableBufferPointer { ranks in
        for place in 0..<count {
          let byte = text.bytes[place]
          bytes[place] = byte
          ranks[place * Self.symbols + Int(byte) + 1] = 1
        }
        ranks[count * Self.symbols] = 1
      }
      bytes[Self.longest] = UInt8(truncatingIfNeeded: count)
    }
    starts.append(start)
  }

  /// Several texts, of which the first orders before the second: an end stands between them.
  mutating func see(_ texts: [Text]) {
    var start = SIMD32<UInt8>()
    var place = 0
    for (index, text) in texts.enumerated() {
      if index > 0, place < Self.longest {
        // What no text has: a byte of 0 would look the same.
        ranks[place * Self.symbols + 1] = 1
        place += 1
      }
      for byte in text.bytes.prefix(Self.longest - place) {
        tellsApart = tellsApart && byte != 0
        start[place] = byte
        ranks[place * Self.symbols + Int(byte) + 1] = 1
        place += 1
      }
    }
    ranks[place * Self.symbols] = 1
    start[Self.longest] = UInt8(truncatingIfNeeded: place)
    starts.append(start)
  }

  /// After all texts were seen.
  mutating func rank() {
    guard tellsApart else { return }
    var used = 0
    // Behind the end of a shorter text stands its end, too.
    var hasEnd = false
    for place in 0..<Self.longest {
      let start = place * Self.symbols
      hasEnd = hasEnd || ranks[start] != 0
      ranks[start] = 0
      var rank: UInt16 = hasEnd ? 1 : 0
      for symbol in 1..<Self.symbols where ranks[start + symbol] != 0 {
        ranks[start + symbol] = rank
        rank += 1
      }
      let width = rank > 1 ? 16 - (rank - 1).leadingZeroBitCount : 0
      guard used + width <= room else { break }
      used += width
      widths.append(UInt64(width))
    }
  }

  /// The number of the text that was seen as this one, below the leading number.
  @inline(__always)
  func key(_ index: Int, leading: UInt64) -> UInt64 {
    var key = leading
    withUnsafeBytes(of: starts[index]) { bytes in
      let count = Int(bytes[Self.longest])
      ranks.withUnsafeBufferPointer { ranks in
        widths.withUnsafeBufferPointer { widths in
          for place in 0..<widths.count {
            let symbol = place < count ? Int(bytes[place]) + 1 : 0
            key = key &<< widths[place] | UInt64(ranks[place * Self.symbols + symbol])
          }
        }
      }
    }
    return key
  }
}
