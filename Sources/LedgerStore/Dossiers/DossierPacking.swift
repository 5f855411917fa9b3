public import Returns

/// What is stored of a dossier and a business date: the facts received on it, or the state at its
/// end.
enum DossierPart: Int { case facts, state }

/// Packs one part of a business date's dossiers into blocks, and their keys into directory pages.
///
/// A block holds the contents of many dossiers, one after the other, each behind its length (u32,
/// little endian). A directory page holds sorted pairs of key and place (block * 2^24 + offset), so
/// that what a key has is found by walking sorted pages, days at a time, and a night's million
/// dossiers are some thousand long rows appended to the file: a quarter of the time that a row per
/// dossier takes, at any age of the ledger.
struct DossierPacking {
  /// A block is written when it has reached this size; a larger dossier has a block of its own.
  static let blockBytes = 64 * 1024
  static let offsetBits: UInt64 = 24

  let part: DossierPart
  let day: Day
  private(set) var block: Int64
  private(set) var content: [UInt8] = []
  /// Key, place, key, place, …
  private(set) var entries: [UInt64] = []

  init(_ part: DossierPart, day: Day, block: Int64) {
    self.part = part
    self.day = day
    self.block = block
    content.reserveCapacity(Self.blockBytes)
    entries.reserveCapacity(2 * PairPage.pairsMax)
  }

  func hasRoom(for bytes: UnsafeRawBufferPointer) -> Bool {
    content.isEmpty || content.count + 4 + bytes.count <= Self.blockBytes
  }

  /// Whether the key may follow in the current directory page.
  func follows(_ key: UInt64) -> Bool {
    guard entries.count >= 2 else { return true }
    return entries.count < 2 * PairPage.pairsMax
      && UInt64(littleEndian: entries[entries.count - 2]) < key
  }

  mutating func append(_ key: UInt64, _ bytes: UnsafeRawBufferPointer) {
    let place = UInt64(block) << Self.offsetBits | UInt64(content.count)
    entries.append(key.littleEndian)
    entries.append(place.littleEndian)
    withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { content.append(contentsOf: $0) }
    content.append(contentsOf: bytes)
  }

  mutating func startBlock(_ number: Int64) {
    block = number
    content.removeAll(keepingCapacity: true)
  }

  mutating func startPage() { entries.removeAll(keepingCapacity: true) }
}

extension LedgerWriter {
  /// Stores what a dossier has of a business date; fastest with ascending keys.
  ///
  /// - Parameters:
  ///   - records: the records received on `day`, of all its runs; nil keeps what earlier runs of
  ///     the day stored.
  ///   - state: what the next judging starts from, in a form of the caller's; it replaces an
  ///     earlier one of the day.
  public func putDossierDay(_ orderKey: UInt64, day: Day, records: Text?, state: Text) throws {
    if let records { try put(orderKey, .facts, day, records, &facts) }
    try put(orderKey, .state, day, state, &states)
  }

  /// Stores anew what a dossier received on a day, because some of it has found another dossier.
  public func replaceFacts(_ orderKey: UInt64, day: Day, records: Text) throws {
    try put(orderKey, .facts, day, records, &facts)
  }

  private func put(
    _ key: UInt64, _ part: DossierPart, _ day: Day, _ text: Text, _ packing: inout DossierPacking?
  ) throws {
    guard text.count < Int(Int32.max) else {
      throw LedgerError.refused(path: path, detail: "an order with 2 GiB of facts")
    }
    if packing?.day != day {
      try finish(&packing)
      packing = DossierPacking(part, day: day, block: try takeBlockNumber())
    }
    if packing?.follows(key) == false { try writePage(&packing) }
    if packing?.hasRoom(for: text.bytes) == false {
      try writeBlock(&packing)
      packing?.startBlock(try takeBlockNumber())
    }
    packing?.append(key, text.bytes)
  }

  /// Writes what is left of a packing, and ends it.
  func finish(_ packing: inout DossierPacking?) throws {
    try writeBlock(&packing)
    try writePage(&packing)
    packing = nil
  }

  private func takeBlockNumber() throws -> Int64 {
    let last = try statement("SELECT max(number) FROM dossier_block").first { $0.int64() } ?? 0
    let number = nextBlock ?? last + 1
    nextBlock = number + 1
    return number
  }

  private func writeBlock(_ packing: inout DossierPacking?) throws {
    guard let full = packing, !full.content.isEmpty else { return }
    let insert = try statement(
      "INSERT INTO dossier_block (number, part, day, digest, content) VALUES (?, ?, ?, ?, ?)")
    try full.content.withUnsafeBytes { bytes in
      insert.add(full.block)
      insert.add(full.part.rawValue)
      insert.add(full.day)
      insert.add(bits: PairPage.digest(bytes))
      insert.add(blob: bytes)
      try insert.run()
    }
  }

  private func writePage(_ packing: inout DossierPacking?) throws {
    guard let full = packing, full.entries.count >= 2 else { return }
    let insert = try statement(
      """
      INSERT INTO dossier_directory (part, day, first, last, digest, entries)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    try full.entries.withUnsafeBytes { bytes in
      insert.add(full.part.rawValue)
      insert.add(full.day)
      insert.add(key: PairPage.first(bytes, 0))
      insert.add(key: PairPage.first(bytes, full.entries.count / 2 - 1))
      insert.add(bits: PairPage.digest(bytes))
      insert.add(blob: bytes)
      try insert.run()
    }
    packing?.startPage()
  }
}
