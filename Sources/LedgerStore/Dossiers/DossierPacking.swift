import Glibc
public import Returns

/// What is stored of a dossier and a business date: the facts received on it, or the state at its
/// end.
enum DossierPart: Int, CaseIterable { case facts, state }

/// Dossiers of one business date, packed for the ledger by whoever has them at hand: any thread,
/// each its own pack. `LedgerWriter.put` takes it over, and with it the memory of its blocks: once.
public struct PackedDossiers: Sendable {
  var facts = DossierPacking()
  var states = DossierPacking()

  public init() {}

  public var isEmpty: Bool { facts.entries.isEmpty && states.entries.isEmpty }

  /// - Parameters:
  ///   - records: received on the date, of all its runs; none keeps what earlier runs of the day
  ///     stored. Written one after the other.
  ///   - mostOfState: what `state` writes at most.
  ///   - state: what the next judging starts from, in a form of the caller's; it replaces an
  ///     earlier one of the day.
  /// - Precondition: a dossier has less than 2 GiB a day.
  @inline(__always)
  public mutating func add(
    _ orderKey: UInt64, records: UnsafeBufferPointer<Record>, mostOfState: Int,
    state: (inout RecordWriter) -> Void
  ) {
    var size = 0
    for record in records { size += record.whole.count }
    if size > 0 {
      facts.append(orderKey, atMost: size) { block in
        for record in records { block.append(record.whole) }
      }
    }
    states.append(orderKey, atMost: mostOfState, state)
  }

  /// - Parameter records: nil keeps what earlier runs of the day stored.
  public mutating func add(_ orderKey: UInt64, records: Text?, state: Text) {
    if let records { facts.append(orderKey, records) }
    states.append(orderKey, state)
  }
}

/// Packs one part of a business date's dossiers into blocks.
///
/// A block holds the contents of many dossiers, one after the other, each behind its length (u32,
/// little endian). Directory pages hold sorted pairs of key and place (block * 2^24 + offset), so
/// that what a key has is found by walking sorted pages, days at a time, and a night's million
/// dossiers are some thousand long rows appended to the file: a quarter of the time that a row per
/// dossier takes, at any age of the ledger.
struct DossierPacking: @unchecked Sendable {
  /// A block is full when it has reached this size, which with its row's other columns fills two
  /// pages of the file; a larger dossier has a block of its own.
  static let blockBytes = 65_000
  static let offsetBits: UInt64 = 24

  struct Block {
    /// From the pool.
    let memory: UnsafeMutableRawBufferPointer
    let count: Int
    let digest: UInt64

    var content: UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count])
    }
  }

  /// Full ones.
  private(set) var blocks: [Block] = []
  private var open = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var openMemory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var filled = 0
  /// Key, place, key, place, …; blocks are counted from 0.
  private(set) var entries: [UInt64] = []

  mutating func append(_ key: UInt64, _ text: Text) {
    append(key, atMost: text.count) { $0.append(text) }
  }

  /// - Parameter most: what `write` writes at most.
  @inline(__always)
  mutating func append(_ key: UInt64, atMost most: Int, _ write: (inout RecordWriter) -> Void) {
    if filled + 4 + most > open.count { openBlock(for: most + 4) }
    let start = open.baseAddress.unsafelyUnwrapped + filled
    entries.append(key)
    entries.append(UInt64(blocks.count) << Self.offsetBits | UInt64(filled))
    var writer = RecordWriter(start + 4)
    write(&writer)
    let size = writer.place - start
    start.storeBytes(of: UInt32(size - 4).littleEndian, as: UInt32.self)
    filled += size
  }

  private mutating func openBlock(for size: Int) {
    endBlock()
    let memory = BlockPool.take(atLeast: max(size, Self.blockBytes))
    // Of the pool's own blocks only so much is used as fills pages of the file.
    open =
      size > Self.blockBytes
      ? memory : UnsafeMutableRawBufferPointer(rebasing: memory[..<Self.blockBytes])
    openMemory = memory
  }

  /// Closes the block that is being filled.
  mutating func endBlock() {
    guard filled > 0 else { return }
    let content = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(open)[..<filled])
    blocks.append(Block(memory: openMemory, count: filled, digest: PairPage.digest(content)))
    open = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    filled = 0
  }

  /// Gives the memory of all blocks back; none of them may be looked at any more.
  func release() {
    for block in blocks {
      BlockPool.give(block.memory) { madvise($0, BlockPool.blockSize, MADV_DONTNEED) }
    }
  }
}
