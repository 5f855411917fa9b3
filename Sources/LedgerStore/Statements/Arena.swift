import Returns

/// Memory for what is read from the ledger, taken in large pieces and never given back before the
/// process ends.
final class Arena {
  private static let pieceBytes = 1 << 20
  private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  func copy(_ bytes: UnsafeRawBufferPointer) -> Text {
    guard bytes.count > 0 else { return Text() }
    if bytes.count > free.count {
      // A large text gets its own piece, so that the rest of the current one is not lost.
      if bytes.count > Self.pieceBytes / 4 { return Text(copying: bytes) }
      free = .allocate(byteCount: Self.pieceBytes, alignment: 16)
    }
    let place = UnsafeMutableRawBufferPointer(rebasing: free[..<bytes.count])
    place.copyMemory(from: bytes)
    free = UnsafeMutableRawBufferPointer(rebasing: free[bytes.count...])
    return Text(UnsafeRawBufferPointer(place))
  }
}
