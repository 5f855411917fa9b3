import Returns

/// How a file is written, and what in it no profile reads: what `backhaul check` tells besides the
/// reading itself.
public struct FileGlance: Sendable {
  /// A feed or profile, and how much of what tells it the file has.
  public struct Candidate: Sendable {
    /// `canonical orders`, or the profile's name.
    public let name: String
    public let found: Int
    public let of: Int
    /// The names that the file lacks; empty for a profile with other marks than names.
    public let lacks: [String]
  }

  /// Of a workbook: the sheet that holds the table.
  public let sheet: String?
  /// Line ends of each kind; in a packed or transcoded file, those of its first 64 KiB.
  public let lineFeeds: Int
  public let carriageReturns: Int
  public let both: Int
  /// Between cells; nil for XML.
  public let delimiter: UInt8?
  /// The header's line; 0 where there is none.
  public let headerLine: Int
  /// What the profile's signature names, as it stands in the file.
  public let signature: [String]
  /// The others that came nearest, the nearest first.
  public let near: [Candidate]
  /// Columns (XML: paths below the record) of the file that are not read.
  public let unused: [String]
}

/// Looks at a member beside its reading.
/// - Returns: nil where not even its beginning can be read.
public func glance(at member: InputMember, context: IntakeContext) -> FileGlance? {
  let recognition = try? Recognition.of(member, context.profiles)
  if let recognition, let (book, sheet) = recognition.sheet {
    guard let rows = try? book.headRows(sheet) else { return nil }
    var table = TableHead(sheet: rows)
    return glance(at: &table, recognition, context, (0, 0, 0), delimiter: nil)
  }
  guard let start = try? head(of: member, encoding: nil) else { return nil }
  let ends = lineEnds(member, start.text, isPlain: start.encoding == .utf8)
  if start.isXML {
    return FileGlance(
      sheet: nil,
      lineFeeds: ends.lf, carriageReturns: ends.cr, both: ends.crlf, delimiter: nil, headerLine: 0,
      signature: recognition?.profile.signature.root.map { [$0.string] } ?? [], near: [],
      unused: recognition.map { unusedPaths(member, $0.profile) } ?? [])
  }
  var table = TableHead(start.text)
  return glance(
    at: &table, recognition, context, ends,
    delimiter: recognition?.dialect.delimiter ?? table.firstRow?.delimiter)
}

private func glance(
  at table: inout TableHead, _ recognition: Recognition?, _ context: IntakeContext,
  _ ends: (lf: Int, cr: Int, crlf: Int), delimiter: UInt8?
) -> FileGlance {
  let cells = recognition.flatMap { table.header($0) } ?? []
  return FileGlance(
    sheet: recognition?.sheet?.sheet.name, lineFeeds: ends.lf, carriageReturns: ends.cr,
    both: ends.crlf, delimiter: delimiter,
    headerLine: recognition?.headerLine ?? 0,
    signature: recognition.map { names($0, in: cells) } ?? [],
    near: near(&table, context.profiles(), not: recognition?.profile),
    unused: recognition.map { unusedColumns($0, cells) } ?? [])
}

private func lineEnds(
  _ member: InputMember, _ head: Text, isPlain: Bool
) -> (lf: Int, cr: Int, crlf: Int) {
  var text = head
  if isPlain, case .plain(let bytes, _) = member.content.source { text = bytes }
  var (feeds, returns, both) = (0, 0, 0)
  var last: UInt8 = 0
  for byte in text.bytes {
    if byte == 0x0A { if last == 0x0D { both += 1 } else { feeds += 1 } }
    if byte == 0x0D { returns += 1 }
    last = byte
  }
  return (feeds, returns - both, both)
}

private func names(_ recognition: Recognition, in cells: [String]) -> [String] {
  let profile = recognition.profile
  if profile.isCanonical {
    let feed = profile.feeds.first
    return feed?.schema.columns.filter(\.isRequired).map(\.name) ?? []
  }
  let header = HeaderNames(cells, isExact: false)
  return profile.signature.header.compactMap { spellings in
    spellings.first { header.contains($0) }
  }
}

/// Others that have at least half of what tells them, at most five.
private func near(
  _ table: inout TableHead, _ profiles: [Profile], not chosen: Profile?
) -> [FileGlance.Candidate] {
  var all: [FileGlance.Candidate] = []
  let cells = Set(table.firstRow?.row.cells ?? [])
  for feed in Feed.allCases where chosen?.isCanonical != true || chosen?.feeds.first != feed {
    let required = feed.schema.columns.filter(\.isRequired).map(\.name)
    let lacks = required.filter { !cells.contains($0) }
    all.append(
      FileGlance.Candidate(
        name: "canonical \(feed.name)", found: required.count - lacks.count, of: required.count,
        lacks: lacks))
  }
  for profile in profiles where !profile.isXML && profile.name != chosen?.name {
    let count = profile.signature.header.count
    if count == 0 { continue }
    let lacks = table.leastMissing(profile)
    all.append(
      FileGlance.Candidate(
        name: profile.name, found: count - lacks.count, of: count, lacks: lacks))
  }
  let half = all.filter { $0.found > 0 && $0.found * 2 >= $0.of }
  let sorted = half.enumerated().sorted { first, second in
    let (one, other) = (first.element, second.element)
    let (left, right) = (one.found * other.of, other.found * one.of)
    return left != right ? left > right : first.offset < second.offset
  }
  return sorted.prefix(5).map(\.element)
}

private func unusedColumns(_ recognition: Recognition, _ cells: [String]) -> [String] {
  let profile = recognition.profile
  if recognition.headerLine == 0 {
    let used = Set(profile.columns.compactMap(\.position))
    let width = profile.signature.width ?? 0
    return (1...max(1, width)).filter { width > 0 && !used.contains($0) }.map { "column \($0)" }
  }
  let header = HeaderNames(cells, isExact: profile.isCanonical)
  let used = Set(profile.columns.compactMap { header.field($0) })
  return cells.indices.filter { !used.contains($0) && !cells[$0].isEmpty }.map { cells[$0] }
}

private func unusedPaths(_ member: InputMember, _ profile: Profile) -> [String] {
  guard let shape = profile.shape else { return [] }
  var used: Set<String> = []
  for column in profile.columns {
    for path in column.paths {
      let words = column.scope == .part ? (shape.parts ?? []) + path : path
      used.insert(words.map(\.string).joined(separator: "/"))
    }
  }
  var unused: [String] = []
  for record in shape.record {
    let values = TreeValues(record.map(\.string).joined(separator: "/"))
    try? readXML(
      member,
      handler: XMLHandler(
        start: { name, attributes, _ in values.start(name, attributes) },
        text: { values.add($0) }, end: { _, _ in values.end() }))
    unused += values.columns.map(\.name).filter { !used.contains($0) && !unused.contains($0) }
  }
  return unused
}

extension TableHead {
  /// The cells of the header that a recognition found.
  fileprivate mutating func header(_ recognition: Recognition) -> [String]? {
    rows(recognition.dialect).first { $0.line == recognition.headerLine }?.cells
  }
}
