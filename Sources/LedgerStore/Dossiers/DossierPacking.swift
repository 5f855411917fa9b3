public import Returns

/// What is stored of a dossier and a business date: the facts received on it, or the state at its
/// end.
enum DossierPart: Int, CaseIterable { case facts, state }

/// Dossiers of one business date, packed for the ledger by whoever has them at hand: any thread,
/// each its own pack. `LedgerWriter.put` takes it over, which is little more than a copy.
public struct PackedDossiers: Sendable {
  var facts = DossierPacking()
  var states = DossierPacking()

  public init() {}

  public var isEmpty: Bool { facts.entries.isEmpty && states.entries.isEmpty }

  /// - Parameters:
  ///   - records: received on the date, of all its runs; none keeps what earlier runs of the day
  ///     stored. Written one after the other.
  ///   - state: what the next judging starts from, in a form of the caller's; it replaces an
  ///     earlier one of the day.
  /// - Precondition: a dossier has less than 2 GiB a day.
  public mutating func add(_ orderKey: UInt64, records: [Record], state: (inout [UInt8]) -> Void) {
    let size = records.reduce(0) { $0 + $1.whole.count }
    if size > 0 {
      facts.append(orderKey, size) { block in
        for record in records { block.append(contentsOf: record.whole.bytes) }
      }
    }
    states.append(orderKey, nil, state)
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
struct DossierPacking: Sendable {
  /// A block is full when it has reached this size, which with its row's other columns fills two
  /// pages of the file; a larger dossier has a block of its own.
  static let blockBytes = 65_000
  static let offsetBits: UInt64 = 24

  struct Block: Sendable {
    let content: [UInt8]
    let digest: UInt64
  }

  /// Full ones.
  private(set) var blocks: [Block] = []
  private var content: [UInt8] = []
  /// Key, place, key, place, …; blocks are counted from 0.
  private(set) var entries: [UInt64] = []

  mutating func append(_ key: UInt64, _ text: Text) {
    append(key, text.count) { $0.append(contentsOf: text.bytes) }
  }

  /// - Parameter size: of what `write` appends; nil: little, and not known yet.
  mutating func append(_ key: UInt64, _ size: Int?, _ write: (inout [UInt8]) -> Void) {
    if !content.isEmpty, content.count + 4 + (size ?? 512) > Self.blockBytes { endBlock() }
    if content.capacity == 0 { content.reserveCapacity(max(Self.blockBytes, (size ?? 0) + 4)) }
    entries.append(key)
    entries.append(UInt64(blocks.count) << Self.offsetBits | UInt64(content.count))
    let start = content.count
    content.append(contentsOf: [0, 0, 0, 0])
    write(&content)
    let length = UInt32(content.count - start - 4).littleEndian
    content.withUnsafeMutableBytes {
      $0.storeBytes(of: length, toByteOffset: start, as: UInt32.self)
    }
  }

  /// Closes the block that is being filled.
  mutating func endBlock() {
    guard !content.isEmpty else { return }
    let digest = content.withUnsafeBytes(PairPage.digest)
    blocks.append(Block(content: content, digest: digest))
    content = []
  }
}
