/// Tells of most keys that they are not in a set, with one look at memory: each key sets four bits
/// of one word. Of the keys that are not in the set about one in four hundred passes, for two bytes
/// a key.
///
/// Keys are good hashes already. Many threads read a filter at once, so its memory has no counter:
/// it is given back by `release` or never.
struct KeyFilter: @unchecked Sendable {
  /// nil: nothing is in the set.
  private let words: UnsafeMutablePointer<UInt64>?
  private let mask: UInt64
  private static let keysPerWord = 4

  /// Of no keys.
  init() {
    words = nil
    mask = 0
  }

  /// - Parameter capacity: how many keys will come.
  init(capacity: Int) {
    var size = 16
    while size * Self.keysPerWord < capacity { size *= 2 }
    let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    words = memory
    mask = UInt64(size - 1)
  }

  var isEmpty: Bool { words == nil }

  func release() { words?.deallocate() }

  func insert(_ key: UInt64) { words?[place(key)] |= Self.bits(key) }

  /// No: the key is not in the set. Yes: it may be.
  @inline(__always)
  func passes(_ key: UInt64) -> Bool {
    guard let words else { return false }
    let bits = Self.bits(key)
    return words[place(key)] & bits == bits
  }

  /// By other bits of the key than those that are set in the word.
  @inline(__always)
  private func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 24 & mask) }

  @inline(__always)
  private static func bits(_ key: UInt64) -> UInt64 {
    1 << (key & 63) | 1 << (key >> 6 & 63) | 1 << (key >> 12 & 63) | 1 << (key >> 18 & 63)
  }
}
