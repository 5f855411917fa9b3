public import Returns

/// A file of the inbox, or a member of a packed one, that a date's last run did not take in.
public struct SetAsideFile: Equatable, Sendable {
  /// Below the inbox.
  public var path: String
  /// The entry of a packed file; empty for the file itself.
  public var member = ""
  /// 64 hex digits, of the bytes as delivered; empty for a file that could not be read.
  public var sha256 = ""
  public var shopID = ""
  public var feed = ""
  public var profile = ""
  /// `held` or `refused`.
  public var status = FileStatus.refused
  public var periodFrom: Day?
  public var periodTo: Day?
  public var controlTotal = ""
  public var controlFound = ""
  /// Why, in English.
  public var reason: String
  /// Of a held file: the days of each source that it is about.
  public var days: [HeldDays] = []
  /// Of a held file: the shops that it may be of; empty: any.
  public var shops: [String] = []

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// As messages name it: `bill.zip!detail.csv`.
  public var name: String { member.isEmpty ? path : "\(path)!\(member)" }
  public var isHeld: Bool { status == .held }
}

/// The days of a source that a held file is about.
public struct HeldDays: Equatable, Sendable {
  public var sourceID: String
  public var first: Day
  public var last: Day

  public init(sourceID: String, first: Day, last: Day) {
    (self.sourceID, self.first, self.last) = (sourceID, first, last)
  }
}

extension LedgerReader {
  /// What the last run of a business date left in the inbox, in the order in which it was stored.
  public func setAside(day: Day) throws -> [SetAsideFile] {
    let query = try statement("SELECT * FROM set_aside WHERE day = ? ORDER BY position")
    query.add(day)
    var files: [SetAsideFile] = []
    var places: [Int: Int] = [:]
    try query.forEach { columns in
      _ = columns.day()
      places[columns.int()] = files.count
      var file = SetAsideFile(path: columns.string(), reason: "")
      file.member = columns.string()
      file.sha256 = columns.string()
      file.shopID = columns.string()
      file.feed = columns.string()
      file.profile = columns.string()
      file.status = try columns.required(FileStatus.self, path: path)
      file.periodFrom = columns.optionalDay()
      file.periodTo = columns.optionalDay()
      file.controlTotal = columns.string()
      file.controlFound = columns.string()
      file.reason = columns.string()
      files.append(file)
    }
    try readScopes(of: &files, places, day)
    return files
  }

  /// - Parameter places: indexes by position. Taken back to a date, positions have gaps.
  private func readScopes(
    of files: inout [SetAsideFile], _ places: [Int: Int], _ day: Day
  ) throws {
    let sources = try statement(
      """
      SELECT position, source_id, first_day, last_day FROM set_aside_source WHERE day = ?
      ORDER BY position, source_id
      """)
    sources.add(day)
    try sources.forEach { columns in
      guard let place = places[columns.int()] else { return }
      files[place].days.append(
        HeldDays(sourceID: columns.string(), first: columns.day(), last: columns.day()))
    }
    let shops = try statement(
      "SELECT position, shop_id FROM set_aside_shop WHERE day = ? ORDER BY position, shop_id")
    shops.add(day)
    try shops.forEach { columns in
      guard let place = places[columns.int()] else { return }
      files[place].shops.append(columns.string())
    }
  }
}

extension LedgerWriter {
  /// Keeps what a run left in the inbox; of a date that has none yet (`resetDay`).
  public func putSetAside(_ files: [SetAsideFile], day: Day) throws {
    let insert = try statement(
      """
      INSERT INTO set_aside (day, position, path, member, sha256, shop_id, feed, profile, status,
        period_from, period_to, control_total, control_found, reason)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """)
    for (index, file) in files.enumerated() {
      insert.add(day)
      insert.add(index + 1)
      for text in [file.path, file.member, file.sha256, file.shopID, file.feed, file.profile] {
        insert.add(text)
      }
      insert.add(word: file.status)
      for day in [file.periodFrom, file.periodTo] { insert.add(day) }
      for text in [file.controlTotal, file.controlFound, file.reason] { insert.add(text) }
      try insert.run()
      try putScope(of: file, day, position: index + 1)
    }
  }

  private func putScope(of file: SetAsideFile, _ day: Day, position: Int) throws {
    let source = try statement(
      """
      INSERT INTO set_aside_source (day, position, source_id, first_day, last_day)
      VALUES (?, ?, ?, ?, ?)
      """)
    for held in file.days {
      source.add(day)
      source.add(position)
      source.add(held.sourceID)
      source.add(held.first)
      source.add(held.last)
      try source.run()
    }
    let shop = try statement("INSERT INTO set_aside_shop (day, position, shop_id) VALUES (?, ?, ?)")
    for id in file.shops {
      shop.add(day)
      shop.add(position)
      shop.add(id)
      try shop.run()
    }
  }
}
