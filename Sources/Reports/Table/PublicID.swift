/// Consonants in ascending order, without `l`, which reads as 1.
private let letters: StaticString = "bcdfghjkmnpqrstvwxyz"
/// 20^15 > 2^64: every hash has its own letters.
private let publicIDLength = 15

/// A 64-bit name in 15 lower-case letters: no spreadsheet reads it as a number or a date, no word
/// appears in it, two hashes never share it, and it sorts as the hash does.
///
/// - Parameter prefix: put in front, letters only: `publicID(hash, prefix: "x")`.
public func publicID(_ hash: UInt64, prefix: String = "") -> String {
  var bytes = ByteBuffer(capacity: 64)
  bytes.append(prefix)
  appendPublicID(hash, to: &bytes)
  return bytes.string
}

func appendPublicID(_ hash: UInt64, to bytes: inout ByteBuffer) {
  let place = bytes.room(for: publicIDLength)
  var rest = hash
  for position in (0..<publicIDLength).reversed() {
    place[position] = letters.utf8Start[Int(truncatingIfNeeded: rest % 20)]
    rest /= 20
  }
  bytes.advance(publicIDLength)
}
