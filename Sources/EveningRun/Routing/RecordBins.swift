import Glibc
import Returns

/// Records on their way to judgement, by dossier: the key space is cut into bins, and a bin is
/// judged as one piece of work. Workers fill blocks of their own, so nothing is shared while
/// records are placed; above a limit full blocks go to a temporary file and come back when their
/// bin is judged.
///
/// An entry is the dossier's key and the whole record.
final class RecordBins: @unchecked Sendable {
  /// How many of a key's first bits choose its bin.
  let bits: UInt64
  let count: Int
  /// About as many records lie in a bin as the caches next to a core can hold.
  private static let recordsPerBin = 8192

  /// A run of entries: in memory, or in the spill file.
  private enum Block {
    case memory(UnsafeMutableRawBufferPointer, count: Int)
    case spilled(offset: Int, count: Int)
  }

  /// What one worker has put into one bin.
  private struct Shelf {
    var full: [Block] = []
    var open = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    var filled = 0
    var entries = 0
  }

  // Worker w touches only its own shelves; a bin is read only after all of them have finished.
  private let shelves: UnsafeMutablePointer<Shelf>
  private let workers: Int
  private let spill: SpillFile?

  /// - Parameters:
  ///   - records: how many will come, about.
  ///   - spill: where full blocks go; nil: all stay in memory.
  init(workers: Int, records: Int, spill: SpillFile? = nil) {
    var bits = 4
    while bits < 14, records >> bits > Self.recordsPerBin { bits += 1 }
    self.bits = UInt64(bits)
    count = 1 << bits
    self.workers = workers
    self.spill = spill
    shelves = .allocate(capacity: workers * count)
    shelves.initialize(repeating: Shelf(), count: workers * count)
  }

  deinit {
    for bin in 0..<count { release(bin) }
    shelves.deinitialize(count: workers * count)
    shelves.deallocate()
  }

  @inline(__always)
  func bin(of key: UInt64) -> Int { Int(key >> (64 - bits)) }

  /// Copies a record to its dossier's bin.
  @inline(__always)
  func append(_ record: Text, key: UInt64, worker: Int) throws {
    let shelf = shelves + (worker * count + bin(of: key))
    let size = record.count + 8
    if shelf.pointee.filled + size > shelf.pointee.open.count { try turn(shelf, for: size) }
    let place = shelf.pointee.open.baseAddress.unsafelyUnwrapped + shelf.pointee.filled
    place.storeBytes(of: key, as: UInt64.self)
    let source = record.bytes.baseAddress.unsafelyUnwrapped
    (place + 8).copyMemory(from: source, byteCount: record.count)
    shelf.pointee.filled += size
    shelf.pointee.entries += 1
  }

  /// Puts the full block away and opens the next.
  private func turn(_ shelf: UnsafeMutablePointer<Shelf>, for size: Int) throws {
    try close(shelf)
    shelf.pointee.open = BlockPool.take(atLeast: size)
  }

  private func close(_ shelf: UnsafeMutablePointer<Shelf>) throws {
    let block = shelf.pointee.open
    guard let start = block.baseAddress else { return }
    let count = shelf.pointee.filled
    shelf.pointee.open = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    shelf.pointee.filled = 0
    if let spill, let offset = try spill.write(start, count) {
      BlockPool.give(block)
      shelf.pointee.full.append(.spilled(offset: offset, count: count))
    } else {
      shelf.pointee.full.append(.memory(block, count: count))
    }
  }

  /// Puts blocks that are not full away too, where the memory limit has no room for them.
  func seal() throws {
    guard spill != nil else { return }
    for index in 0..<workers * count { try close(shelves + index) }
  }

  /// Bytes of records that wait in the temporary file.
  var spilledBytes: Int { spill?.byteCount ?? 0 }

  /// How many records wait in a bin.
  func entryCount(_ bin: Int) -> Int {
    (0..<workers).reduce(0) { $0 + shelves[$1 * count + bin].entries }
  }

  /// The entries of a bin, in no order that means anything. They lie in the bin's own memory until
  /// it is released.
  func load(_ bin: Int, into entries: inout [Placed]) throws {
    entries.removeAll(keepingCapacity: true)
    for worker in 0..<workers {
      let shelf = shelves + (worker * count + bin)
      for index in shelf.pointee.full.indices {
        if case .spilled(let offset, let count) = shelf.pointee.full[index], let spill {
          let block = BlockPool.take(atLeast: count)
          shelf.pointee.full[index] = .memory(block, count: count)
          try spill.read(offset, count, into: block.baseAddress!)
        }
        if case .memory(let block, let count) = shelf.pointee.full[index] {
          Self.list(block.baseAddress!, count, &entries)
        }
      }
      if let open = shelf.pointee.open.baseAddress {
        Self.list(open, shelf.pointee.filled, &entries)
      }
    }
  }

  /// Shows the entries of a bin; what lies in the temporary file stays there.
  func scan(_ bin: Int, _ body: (Placed) -> Void) throws {
    var entries: [Placed] = []
    for worker in 0..<workers {
      let shelf = shelves + (worker * count + bin)
      for block in shelf.pointee.full {
        entries.removeAll(keepingCapacity: true)
        switch block {
        case .memory(let start, let count):
          Self.list(start.baseAddress!, count, &entries)
          entries.forEach(body)
        case .spilled(let offset, let count):
          let copy = BlockPool.take(atLeast: count)
          defer { BlockPool.give(copy) }
          try spill?.read(offset, count, into: copy.baseAddress!)
          Self.list(copy.baseAddress!, count, &entries)
          entries.forEach(body)
        }
      }
      guard let open = shelf.pointee.open.baseAddress else { continue }
      entries.removeAll(keepingCapacity: true)
      Self.list(open, shelf.pointee.filled, &entries)
      entries.forEach(body)
    }
  }

  private static func list(
    _ start: UnsafeMutableRawPointer, _ count: Int, _ entries: inout [Placed]
  ) {
    var offset = 0
    while offset < count {
      let key = start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let record = UnsafeRawPointer(start + offset + 8)
      entries.append(Placed(key: key, record: record))
      var reader = ByteReader(record)
      let size = Int(reader.varint())
      offset += 8 + size + (reader.position - record)
    }
  }

  /// Gives a bin's memory back: no text of its records may be used any more.
  func release(_ bin: Int) {
    for worker in 0..<workers {
      let shelf = shelves + (worker * count + bin)
      for case .memory(let block, _) in shelf.pointee.full { BlockPool.give(block, chill: chill) }
      BlockPool.give(shelf.pointee.open, chill: chill)
      shelf.pointee = Shelf()
    }
  }
}

/// Gives a block's pages back to the system; its address stays.
func chill(_ block: UnsafeMutableRawPointer) {
  madvise(block, BlockPool.blockSize, MADV_DONTNEED)
}
