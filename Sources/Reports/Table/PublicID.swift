/// Consonants in ascending order, without `l`, which reads as 1.
private let letters: [UInt8] = Array("bcdfghjkmnpqrstvwxyz".utf8)
/// 20^15 > 2^64: every hash has its own letters.
private let publicIDLength = 15

/// A 64-bit name in 15 lower-case letters: no spreadsheet reads it as a number or a date, no word appears in it,
/// two hashes never share it, and it sorts as the hash does.
///
/// - Parameter prefix: put in front, letters only: `publicID(hash, prefix: "x")`.
public func publicID(_ hash: UInt64, prefix: String = "") -> String {
  var bytes = Array(prefix.utf8)
  appendPublicID(hash, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

func appendPublicID(_ hash: UInt64, to bytes: inout [UInt8]) {
  let start = bytes.count
  bytes.append(contentsOf: repeatElement(letters[0], count: publicIDLength))
  var rest = hash
  var position = start + publicIDLength - 1
  while rest > 0 {
    bytes[position] = letters[Int(rest % 20)]
    rest /= 20
    position -= 1
  }
}
