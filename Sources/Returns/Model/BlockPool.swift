import Synchronization

/// Blocks of memory that the stages of a run hand on to each other: records are read into them,
/// placed into others, judged, and what is kept of them goes into the blocks that became free.
/// Taken from the system once, they cost no more page faults. More than `keptWarm` of them are not
/// kept: whoever gives one back then gives its pages back to the system first and calls it cold.
public enum BlockPool {
  /// Bytes of a block.
  public static let blockSize = 64 << 10
  private static let slabSize = 2 << 20

  private struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
  }
  private struct Free: @unchecked Sendable {
    var warm: [Block] = []
    var cold: [Block] = []
    var stock = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    mutating func slab() -> UnsafeMutableRawPointer {
      guard stock.count >= slabSize, let start = stock.baseAddress else {
        return .allocate(byteCount: slabSize, alignment: 4096)
      }
      stock = UnsafeMutableRawBufferPointer(rebasing: stock[slabSize...])
      return start
    }
  }
  private static let free = Mutex(Free())
  private static let keptWarm = 512

  /// Memory that slabs are cut from before the system is asked for any; it is the pool's from then
  /// on. Whoever has a good way to get much memory hands it over once.
  public static func stock(with memory: UnsafeMutableRawBufferPointer) {
    free.withLock { $0.stock = memory }
  }

  public static func take() -> UnsafeMutableRawPointer {
    free.withLock { free in
      if let block = free.warm.popLast() ?? free.cold.popLast() { return block }
      let slab = free.slab()
      for offset in stride(from: slabSize - blockSize, to: 0, by: -blockSize) {
        free.warm.append(Block(start: slab + offset))
      }
      return Block(start: slab)
    }.start
  }

  /// - Parameter chill: gives the block's pages back to the system; called where enough free blocks
  ///   are at hand.
  public static func give(
    _ block: UnsafeMutableRawPointer, chill: (UnsafeMutableRawPointer) -> Void = { _ in }
  ) {
    let block = Block(start: block)
    let isKept = free.withLock { free in
      guard free.warm.count < keptWarm else { return false }
      free.warm.append(block)
      return true
    }
    guard !isKept else { return }
    chill(block.start)
    free.withLock { $0.cold.append(block) }
  }

  /// Gives the pages of all blocks that are free back to the system: called where nothing needs as
  /// many any more.
  public static func cool(_ chill: (UnsafeMutableRawPointer) -> Void) {
    let blocks = free.withLock { free in
      defer { free.warm = [] }
      return free.warm
    }
    for block in blocks { chill(block.start) }
    free.withLock { $0.cold += blocks }
  }

  /// A block, or memory of its own for what is larger than one.
  public static func take(atLeast count: Int) -> UnsafeMutableRawBufferPointer {
    count <= blockSize
      ? UnsafeMutableRawBufferPointer(start: take(), count: blockSize)
      : .allocate(byteCount: count, alignment: 16)
  }

  /// Gives back what `take(atLeast:)` gave.
  public static func give(
    _ memory: UnsafeMutableRawBufferPointer, chill: (UnsafeMutableRawPointer) -> Void = { _ in }
  ) {
    guard let start = memory.baseAddress else { return }
    if memory.count == blockSize { give(start, chill: chill) } else { memory.deallocate() }
  }
}
