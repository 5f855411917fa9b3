public import Returns

/// A 64-bit name in 15 lower-case letters, as `PublicLetters` has them.
///
/// - Parameter prefix: put in front, letters only: `publicID(hash, prefix: "x")`.
public func publicID(_ hash: UInt64, prefix: String = "") -> String {
  let letters = String(unsafeUninitializedCapacity: PublicLetters.count) { memory in
    writePublicID(hash, at: memory.baseAddress.unsafelyUnwrapped)
    return PublicLetters.count
  }
  return prefix.isEmpty ? letters : prefix + letters
}

/// Writes the letters of `publicID` into memory of 15 bytes and more.
public func writePublicID(_ hash: UInt64, into memory: UnsafeMutableRawBufferPointer) -> Text {
  let place = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
  writePublicID(hash, at: place)
  return Text(start: place, count: PublicLetters.count)
}

/// The hash that a public id stands for; nil for what is none.
public func identity(publicID text: String) -> UInt64? {
  guard text.utf8.count == PublicLetters.count else { return nil }
  return PublicLetters.number(text.utf8)
}

func appendPublicID(_ hash: UInt64, to bytes: inout ByteBuffer) {
  writePublicID(hash, at: bytes.room(for: PublicLetters.count))
  bytes.advance(PublicLetters.count)
}

@inline(__always)
func writePublicID(_ hash: UInt64, at place: UnsafeMutablePointer<UInt8>) {
  PublicLetters.write(hash, at: place)
}
