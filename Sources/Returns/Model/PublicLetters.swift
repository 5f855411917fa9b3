/// A 64-bit name in 15 lower-case letters: consonants in ascending order, without `l`, which reads
/// as 1. No spreadsheet reads it as a number or a date, no word appears in it, two hashes never
/// share it, and it sorts as the hash does.
public enum PublicLetters {
  /// 20^15 > 2^64: every hash has its own letters.
  public static let count = 15

  /// Writes `count` letters. Three parts of five, so that only two divisions wait for one another.
  @inlinable @inline(__always)
  public static func write(_ hash: UInt64, at place: UnsafeMutablePointer<UInt8>) {
    let (upper, low) = hash.quotientAndRemainder(dividingBy: 3_200_000)
    let (high, middle) = upper.quotientAndRemainder(dividingBy: 3_200_000)
    writeFive(UInt32(truncatingIfNeeded: high), at: place)
    writeFive(UInt32(truncatingIfNeeded: middle), at: place + 5)
    writeFive(UInt32(truncatingIfNeeded: low), at: place + 10)
  }

  @inlinable @inline(__always)
  static func writeFive(_ part: UInt32, at place: UnsafeMutablePointer<UInt8>) {
    let letters: StaticString = "bcdfghjkmnpqrstvwxyz"
    let alphabet = letters.utf8Start
    let (front, back) = (part / 400, part % 400)
    place[0] = alphabet[Int(front / 400)]
    place[1] = alphabet[Int(front / 20 % 20)]
    place[2] = alphabet[Int(front % 20)]
    place[3] = alphabet[Int(back / 20)]
    place[4] = alphabet[Int(back % 20)]
  }

  /// The number that letters stand for, the first one highest; nil for other bytes, and for one
  /// beyond 64 bits.
  public static func number(_ letters: some Sequence<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for letter in letters {
      guard let digit = digit(letter) else { return nil }
      let (scaled, overflows) = value.multipliedReportingOverflow(by: 20)
      let (next, isTooBig) = scaled.addingReportingOverflow(digit)
      if overflows || isTooBig { return nil }
      value = next
    }
    return value
  }

  private static func digit(_ letter: UInt8) -> UInt64? {
    let letters: StaticString = "bcdfghjkmnpqrstvwxyz"
    let alphabet = UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount)
    return alphabet.firstIndex(of: letter).map { UInt64($0) }
  }

  /// The letter of a digit below 20.
  static func letter(_ digit: Int) -> UInt8 {
    let letters: StaticString = "bcdfghjkmnpqrstvwxyz"
    return letters.utf8Start[digit]
  }
}
