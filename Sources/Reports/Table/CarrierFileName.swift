public import Returns

/// A carrier's code as a part of a file's name. Codes come from files, so they may hold anything:
/// the part leads out of no folder, is never too long, and no two codes share one, on file systems
/// that take `SF` and `sf` for one name either.
///
/// Capital letters, digits, hyphens and Chinese characters stand for themselves (`SF`, `顺丰`). An
/// underscore turns to small letters and back (`sf` is `_sf`, `SFexpress` is `SF_express`); every
/// other byte is a tilde and its two hexadecimal digits; no code at all is a tilde. Of a long code
/// the beginning stands, then two tildes and its checksum.
///
/// - Parameter digest: SHA-256 in hexadecimal digits; asked for where the code is long.
public func carrierFileNamePart(_ code: Text, digest: ([UInt8]) -> String) -> String {
  let bytes = Array(code.bytes)
  if bytes.isEmpty { return "~" }
  var part: [UInt8] = []
  var isSmall = false
  var place = 0
  while place < bytes.count {
    let byte = bytes[place]
    if isHan(bytes[place...]) {
      part += bytes[place..<place + 3]
      place += 3
      continue
    }
    place += 1
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): part.append(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      if isSmall != (byte >= UInt8(ascii: "a")) {
        part.append(UInt8(ascii: "_"))
        isSmall.toggle()
      }
      part.append(byte)
    default: part += [UInt8(ascii: "~"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    }
  }
  let whole = String(decoding: part, as: UTF8.self)
  guard part.count > mostBytes else { return whole }
  return String(String.UnicodeScalarView(whole.unicodeScalars.prefix(40))) + "~~" + digest(bytes)
}

private let mostBytes = 120
private let hexDigits = Array("0123456789ABCDEF".utf8)

/// U+4E00 to U+9FFF in UTF-8: characters without case that no file system writes in another way.
private func isHan(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count >= 3 else { return false }
  let (first, second, third) = (
    bytes[bytes.startIndex], bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2]
  )
  return (0xE4...0xE9).contains(first) && (0x80...0xBF).contains(second)
    && (0x80...0xBF).contains(third) && (first > 0xE4 || second >= 0xB8)
}
