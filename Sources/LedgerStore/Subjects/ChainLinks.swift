public import Returns

/// A file's place among those of its source, with what orders the files.
public struct ChainLinkRow: Equatable, Sendable {
  /// The file's number.
  public var number: Int
  /// The link's place among those of the file, from 1.
  public var position: Int
  public var path: String
  /// The entry of a packed file; empty for the file itself.
  public var member: String
  public var profile: String
  public var chain: String
  public var account: String
  public var start: String
  public var end: String
  public var periodFrom: Day?
  /// The day of the first event; not always known where the file states a period.
  public var firstEventDay: Day?
  /// The last day of the file's period or events, else the day that took it in.
  public var through: Day
  public var receivedOn: Day
  /// A person has taken the file out of the books.
  public var isWithdrawn: Bool

  public init(
    number: Int, position: Int, path: String, member: String, profile: String, chain: String,
    account: String, start: String, end: String, periodFrom: Day?, firstEventDay: Day?,
    through: Day, receivedOn: Day, isWithdrawn: Bool = false
  ) {
    (self.number, self.position, self.path, self.member) = (number, position, path, member)
    (self.profile, self.chain, self.account) = (profile, chain, account)
    (self.start, self.end) = (start, end)
    (self.periodFrom, self.firstEventDay, self.through) = (periodFrom, firstEventDay, through)
    (self.receivedOn, self.isWithdrawn) = (receivedOn, isWithdrawn)
  }

  /// Numbers have no decimals, balances two.
  public var isNumber: Bool { !start.contains(".") }

  /// As messages name the file: `bill.zip!detail.csv`.
  public var file: String { member.isEmpty ? path : "\(path)!\(member)" }
}

extension LedgerReader {
  /// All links of files that came in up to a business date, by file.
  public func chainLinks(through day: Day) throws -> [ChainLinkRow] {
    let query = try statement(
      """
      SELECT number, position, path, member, profile, chain, chain_link.account, start, end,
        period_from, chain_begin.day, coalesce(period_to, last_event_day, file.day), file.day,
        status = 'withdrawn'
      FROM chain_link JOIN file ON file.number = chain_link.file
        LEFT JOIN chain_begin ON chain_begin.file = file.number
      WHERE file.day <= ? AND status IN ('taken', 'withdrawn') ORDER BY number, position
      """)
    query.add(day)
    var rows: [ChainLinkRow] = []
    try query.forEach { columns in
      rows.append(
        ChainLinkRow(
          number: columns.int(), position: columns.int(), path: columns.string(),
          member: columns.string(), profile: columns.string(), chain: columns.string(),
          account: columns.string(), start: columns.string(), end: columns.string(),
          periodFrom: columns.optionalDay(), firstEventDay: columns.optionalDay(),
          through: columns.day(), receivedOn: columns.day(), isWithdrawn: columns.bool()))
    }
    return rows
  }
}

extension LedgerWriter {
  public func addChainLink(
    file: Int, position: Int, chain: String, account: String, start: String, end: String
  ) throws {
    let insert = try statement(
      "INSERT INTO chain_link (file, position, chain, account, start, end) VALUES (?,?,?,?,?,?)")
    insert.add(file)
    insert.add(position)
    for text in [chain, account, start, end] { insert.add(text) }
    try insert.run()
  }

  /// The day of the first event of a file with links, or of a source, that states no period.
  public func addChainBegin(file: Int, day: Day) throws {
    let insert = try statement("INSERT INTO chain_begin (file, day) VALUES (?, ?)")
    insert.add(file)
    insert.add(day)
    try insert.run()
  }
}
