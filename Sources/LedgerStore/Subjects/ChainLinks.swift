public import Returns

/// A file's place among those of its source, with what orders the files.
public struct ChainLinkRow: Equatable, Sendable {
  public var file: String
  public var profile: String
  public var chain: String
  public var account: String
  public var start: String
  public var end: String
  public var periodFrom: Day?
  /// The last day of the file's period or events, else the day that took it in.
  public var through: Day
  public var receivedOn: Day
}

extension LedgerReader {
  /// All links of files that were taken in up to a business date, ordered by source, chain and
  /// time.
  public func chainLinks(through day: Day) throws -> [ChainLinkRow] {
    let query = try statement(
      """
      SELECT path, member, profile, chain, chain_link.account, start, end, period_from,
        coalesce(period_to, last_event_day, day) AS through, day
      FROM chain_link JOIN file ON file.number = chain_link.file
      WHERE day <= ? AND status = 'taken'
      ORDER BY profile, chain_link.account, chain, through, chain_link.file, position
      """)
    query.add(day)
    var rows: [ChainLinkRow] = []
    try query.forEach { columns in
      let (path, member) = (columns.string(), columns.string())
      rows.append(
        ChainLinkRow(
          file: member.isEmpty ? path : "\(path)!\(member)", profile: columns.string(),
          chain: columns.string(), account: columns.string(), start: columns.string(),
          end: columns.string(), periodFrom: columns.optionalDay(), through: columns.day(),
          receivedOn: columns.day()))
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
}
