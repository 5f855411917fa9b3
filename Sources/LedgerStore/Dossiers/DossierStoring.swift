public import Returns

/// A page of a directory in the making: key, place, key, place, …, little endian, keys ascending.
struct DirectoryPage {
  let day: Day
  private(set) var entries: [UInt64] = []

  init(day: Day) {
    self.day = day
    entries.reserveCapacity(2 * PairPage.pairsMax)
  }

  /// Whether the key may follow.
  func follows(_ key: UInt64) -> Bool {
    guard entries.count >= 2 else { return true }
    return entries.count < 2 * PairPage.pairsMax
      && UInt64(littleEndian: entries[entries.count - 2]) < key
  }

  mutating func append(_ key: UInt64, _ place: UInt64) {
    entries.append(key.littleEndian)
    entries.append(place.littleEndian)
  }

  mutating func clear() { entries.removeAll(keepingCapacity: true) }
}

/// The dossiers that a writer was given one by one, and the directory pages it has begun.
struct DossierDesk {
  static let blocksMax = 64

  var packed = PackedDossiers()
  var day: Day?
  var pages: [DirectoryPage?] = [nil, nil]
  var nextBlock: Int64?
}

extension LedgerWriter {
  /// Stores dossiers of a business date; fastest with ascending keys, from pack to pack too.
  public func put(_ dossiers: PackedDossiers, day: Day) throws {
    try putWaiting()
    try put(dossiers.facts, .facts, day)
    try put(dossiers.states, .state, day)
  }

  /// Stores anew what a dossier received on a day, because some of it has found another dossier.
  public func replaceFacts(_ orderKey: UInt64, day: Day, records: Text) throws {
    try makeRoom(for: day, records.count)
    dossiers.packed.facts.append(orderKey, records)
  }

  private func makeRoom(for day: Day, _ size: Int) throws {
    guard size < Int(Int32.max) else {
      throw LedgerError.refused(path: path, detail: "an order with 2 GiB of facts")
    }
    let packed = dossiers.packed
    let blocks = packed.facts.blocks.count + packed.states.blocks.count
    if dossiers.day != day || blocks > DossierDesk.blocksMax { try putWaiting() }
    dossiers.day = day
  }

  /// Stores what was given one by one.
  private func putWaiting() throws {
    guard let day = dossiers.day, !dossiers.packed.isEmpty else { return }
    let packed = dossiers.packed
    dossiers.packed = PackedDossiers()
    try put(packed.facts, .facts, day)
    try put(packed.states, .state, day)
  }

  /// Stores all that is held back.
  func finishDossiers() throws {
    try putWaiting()
    for part in DossierPart.allCases { try endPage(part) }
  }

  private func put(_ packing: DossierPacking, _ part: DossierPart, _ day: Day) throws {
    var packing = packing
    packing.endBlock()
    let first = try takeBlockNumbers(packing.blocks.count)
    let insert = try statement(
      "INSERT INTO dossier_block (number, part, day, digest, content) VALUES (?, ?, ?, ?, ?)")
    for (index, block) in packing.blocks.enumerated() {
      insert.add(first + Int64(index))
      insert.add(part.rawValue)
      insert.add(day)
      insert.add(bits: block.digest)
      insert.add(blob: block.content)
      try insert.run()
    }
    packing.release()
    if dossiers.pages[part.rawValue]?.day != day { try endPage(part) }
    var page = dossiers.pages[part.rawValue].take() ?? DirectoryPage(day: day)
    for index in stride(from: 0, to: packing.entries.count, by: 2) {
      if !page.follows(packing.entries[index]) { try write(&page, part) }
      page.append(
        packing.entries[index],
        packing.entries[index + 1] + UInt64(first) << DossierPacking.offsetBits)
    }
    dossiers.pages[part.rawValue] = page
  }

  private func takeBlockNumbers(_ count: Int) throws -> Int64 {
    let last = try statement("SELECT max(number) FROM dossier_block").first { $0.int64() } ?? 0
    let number = dossiers.nextBlock ?? last + 1
    dossiers.nextBlock = number + Int64(count)
    return number
  }

  private func endPage(_ part: DossierPart) throws {
    guard var page = dossiers.pages[part.rawValue].take() else { return }
    try write(&page, part)
  }

  private func write(_ page: inout DirectoryPage, _ part: DossierPart) throws {
    guard !page.entries.isEmpty else { return }
    let insert = try statement(
      """
      INSERT INTO dossier_directory (part, day, first, last, digest, entries)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    try page.entries.withUnsafeBytes { bytes in
      insert.add(part.rawValue)
      insert.add(page.day)
      insert.add(key: PairPage.first(bytes, 0))
      insert.add(key: PairPage.first(bytes, page.entries.count / 2 - 1))
      insert.add(bits: PairPage.digest(bytes))
      insert.add(blob: bytes)
      try insert.run()
    }
    page.clear()
  }
}
