public import Returns

/// Consonants in ascending order, without `l`, which reads as 1.
private let letters: StaticString = "bcdfghjkmnpqrstvwxyz"
/// 20^15 > 2^64: every hash has its own letters.
private let publicIDLength = 15

/// A 64-bit name in 15 lower-case letters: no spreadsheet reads it as a number or a date, no word
/// appears in it, two hashes never share it, and it sorts as the hash does.
///
/// - Parameter prefix: put in front, letters only: `publicID(hash, prefix: "x")`.
public func publicID(_ hash: UInt64, prefix: String = "") -> String {
  let letters = String(unsafeUninitializedCapacity: publicIDLength) { memory in
    writePublicID(hash, at: memory.baseAddress.unsafelyUnwrapped)
    return publicIDLength
  }
  return prefix.isEmpty ? letters : prefix + letters
}

/// Writes the letters of `publicID` into memory of 15 bytes and more.
public func writePublicID(_ hash: UInt64, into memory: UnsafeMutableRawBufferPointer) -> Text {
  let place = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
  writePublicID(hash, at: place)
  return Text(start: place, count: publicIDLength)
}

/// The hash that a public id stands for; nil for what is none.
public func identity(publicID text: String) -> UInt64? {
  guard text.utf8.count == publicIDLength else { return nil }
  let alphabet = UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount)
  var value: UInt64 = 0
  for letter in text.utf8 {
    guard let digit = alphabet.firstIndex(of: letter) else { return nil }
    let (scaled, overflows) = value.multipliedReportingOverflow(by: 20)
    let (next, isTooBig) = scaled.addingReportingOverflow(UInt64(digit))
    if overflows || isTooBig { return nil }
    value = next
  }
  return value
}

func appendPublicID(_ hash: UInt64, to bytes: inout ByteBuffer) {
  writePublicID(hash, at: bytes.room(for: publicIDLength))
  bytes.advance(publicIDLength)
}

/// Three parts of five letters, so that only two divisions wait for one another.
@inline(__always)
func writePublicID(_ hash: UInt64, at place: UnsafeMutablePointer<UInt8>) {
  let (upper, low) = hash.quotientAndRemainder(dividingBy: 3_200_000)
  let (high, middle) = upper.quotientAndRemainder(dividingBy: 3_200_000)
  writeFive(UInt32(truncatingIfNeeded: high), at: place)
  writeFive(UInt32(truncatingIfNeeded: middle), at: place + 5)
  writeFive(UInt32(truncatingIfNeeded: low), at: place + 10)
}

@inline(__always)
private func writeFive(_ part: UInt32, at place: UnsafeMutablePointer<UInt8>) {
  let alphabet = letters.utf8Start
  let (front, back) = (part / 400, part % 400)
  place[0] = alphabet[Int(front / 400)]
  place[1] = alphabet[Int(front / 20 % 20)]
  place[2] = alphabet[Int(front % 20)]
  place[3] = alphabet[Int(back / 20)]
  place[4] = alphabet[Int(back % 20)]
}
