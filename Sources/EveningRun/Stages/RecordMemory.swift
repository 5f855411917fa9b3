import Glibc
import Returns

/// The memory that a run's records lie in: addresses without pages until they are used, in large
/// pages where the system has them. Records are met in an order of their own, and with small pages
/// every other one costs a walk through the tables of pages.
enum RecordMemory {
  private static let bytes = 16 << 30
  private static let largePage = 2 << 20

  /// Reserves it, once a process; where the system says no, the pool gets its memory as it comes.
  static func reserve() { _ = reserved }

  private static let reserved: Void = {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED
    else { return }
    let gap = -Int(bitPattern: start) & (largePage - 1)
    let memory = UnsafeMutableRawBufferPointer(start: start + gap, count: bytes - largePage)
    madvise(memory.baseAddress, memory.count, MADV_HUGEPAGE)
    BlockPool.stock(with: memory)
  }()
}
