import Returns

/// What a member is: its profile, and how its bytes become rows.
struct Recognition {
  let profile: Profile
  private(set) var encoding: TextEncoding
  var dialect = Dialect(delimiter: 0x2C, quoting: .rfc4180)
  /// The physical line of the header; 0 for a file without one.
  var headerLine = 0
  /// Where the rows come from a sheet of a workbook.
  var sheet: (book: Workbook, sheet: Workbook.Sheet)?
  /// The rows are rejects of an earlier file that come back.
  var correction: Correction?
  var notices: [String] = []

  /// Calls `body` for each row of the table, as `readRows` does.
  func eachRow(_ member: InputMember, _ body: (RawRow) -> Bool) throws(InputError) {
    guard let (book, sheet) = sheet else {
      return try readRows(member, encoding: encoding, dialect: dialect, body: body)
    }
    try book.readRows(sheet, body: body)
    try member.content.checkUnchanged()
  }
}

extension Recognition {
  /// Recognises a member by its content alone, never by its name.
  /// - Parameter known: the profiles, asked for unless the file is canonical throughout.
  static func of(
    _ member: InputMember, _ known: () -> [Profile]
  ) throws(InputError) -> Recognition {
    if case .workbook(let package) = member.content.source {
      return try ofWorkbook(try Workbook(package), known)
    }
    let start: (isXML: Bool, encoding: TextEncoding, text: Text)
    do throws(InputError) {
      start = try head(of: member, encoding: nil)
    } catch {
      // Bytes no encoding fits by itself may still fit the one a profile insists on.
      guard error.code == .encoding, let found = forced(member, known(), nil) else { throw error }
      return found
    }
    if start.isXML { return try ofXML(member, start.encoding, known) }
    var table = TableHead(start.text)
    if var found = try ofTable(&table, start.encoding, known) {
      if found.encoding == .gb18030 { found.encoding = found.profile.legacyEncoding ?? .gb18030 }
      if found.encoding == .gb18030, found.profile.encoding == nil,
        let raw = try? rawHead(of: member.content), isUnlikeChinese(raw.bytes)
      {
        found.notices.append(
          "its characters beyond ASCII are read as GB18030, though they do not look like Chinese:"
            + " where names come out wrong, export the file as UTF-8")
      }
      return found
    }
    let profiles = known()
    if let found = forced(member, profiles, start.encoding) { return found }
    throw InputError(.unknownFormat, nearest(&table, profiles))
  }

  /// - Returns: nil where nothing fits.
  static func ofTable(
    _ table: inout TableHead, _ encoding: TextEncoding, _ known: () -> [Profile]
  ) throws(InputError) -> Recognition? {
    if let row = table.firstRow, let correction = table.correction {
      return try ofCorrection(correction, encoding, row.delimiter, known)
    }
    let canonical = try ofCanonical(&table, encoding)
    // Where a canonical feed has every column of the file, no profile can say more about it.
    if let canonical, canonical.knowsAll(table.firstRow?.row.cells ?? []) { return canonical }
    guard let found = best(&table, encoding, known()) else { return canonical }
    // A profile that knows a column of the file that no canonical feed has says more about it.
    guard let canonical, !found.profile.signature.goesBeyond(canonical.profile.feeds) else {
      return found
    }
    return canonical
  }

  /// Every column of a header is one of the canonical feed.
  private func knowsAll(_ cells: [String]) -> Bool {
    let names = Profile.columnNames(of: profile.feeds)
    return cells.allSatisfy(names.contains)
  }

  private static func ofCanonical(
    _ table: inout TableHead, _ encoding: TextEncoding
  ) throws(InputError) -> Recognition? {
    guard let (delimiter, row) = table.firstRow else { return nil }
    let cells = Set(row.cells)
    var best: [(feed: Feed, count: Int)] = []
    for feed in Feed.allCases {
      let columns = feed.schema.columns
      guard columns.allSatisfy({ !$0.isRequired || cells.contains($0.name) }) else { continue }
      best.append((feed, columns.count { cells.contains($0.name) }))
    }
    guard let most = best.map(\.count).max() else { return nil }
    let fitting = best.filter { $0.count == most }
    guard fitting.count == 1 else {
      let names = fitting.map(\.feed.name).joined(separator: " and ")
      throw InputError(
        .unknownFormat, line: row.line,
        "the header fits the feeds \(names) equally; add a column that only one of them has")
    }
    return Recognition(
      profile: .canonical(fitting[0].feed, isXML: false), encoding: encoding,
      dialect: Dialect(delimiter: delimiter, quoting: .rfc4180), headerLine: row.line)
  }

  /// The profile with the most signature names; of two that fit equally the first.
  private static func best(
    _ table: inout TableHead, _ encoding: TextEncoding, _ profiles: [Profile]
  ) -> Recognition? {
    var best: (found: Recognition, score: Int)?
    for profile in profiles where !profile.isXML {
      if !table.isSheet, let forced = profile.encoding, forced != encoding { continue }
      guard let (placed, line) = table.place(of: profile) else { continue }
      var dialect = placed
      dialect.hasGuards = profile.clean.contains(.formulaGuard)
      let found = Recognition(
        profile: profile, encoding: encoding, dialect: dialect, headerLine: line)
      let signature = profile.signature
      let score =
        signature.header.count + signature.absent.count + signature.text.count
        + signature.values.count
      if let other = best {
        if score == other.score {
          best?.found.notices.append("the file also fits profile \(profile.name)")
        }
        if score <= other.score { continue }
      }
      best = (found, score)
    }
    return best?.found
  }

  /// Profiles that insist on an encoding the bytes did not suggest, or have a legacy one for bytes
  /// that no encoding fits by itself.
  private static func forced(
    _ member: InputMember, _ profiles: [Profile], _ tried: TextEncoding?
  ) -> Recognition? {
    for profile in profiles where !profile.isXML {
      let legacy = tried == nil ? profile.legacyEncoding : nil
      guard let encoding = profile.encoding ?? legacy, encoding != tried,
        let start = try? head(of: member, encoding: encoding)
      else { continue }
      var table = TableHead(start.text)
      if let found = best(&table, encoding, [profile]) { return found }
    }
    return nil
  }

  /// What the file is closest to, and what it lacks.
  static func nearest(_ table: inout TableHead, _ profiles: [Profile]) -> String {
    guard let (_, row) = table.firstRow else { return "the file holds no row" }
    var best = (share: 0.0, words: "")
    let cells = Set(row.cells)
    for feed in Feed.allCases {
      let required = feed.schema.columns.filter(\.isRequired).map(\.name)
      let missing = required.filter { !cells.contains($0) }
      let share = Double(required.count - missing.count) / Double(required.count)
      if share > best.share {
        best = (share, "feed \(feed.name), without \(missing.joined(separator: ", "))")
      }
    }
    for profile in profiles where !profile.isXML && !profile.signature.header.isEmpty {
      let missing = table.leastMissing(profile)
      let all = profile.signature.header.count
      let share = Double(all - missing.count) / Double(all)
      if share > best.share {
        let marks = profile.signature.values.map(\.says)
        let lack =
          (missing.isEmpty ? (marks.isEmpty ? ["its other marks"] : marks) : missing)
          .joined(separator: ", ")
        best = (share, "profile \(profile.name), without \(lack)")
      }
    }
    let shown = ValueWording.shown(row.raw.string)
    let near =
      best.share > 0 ? "nearest is \(best.words)" : "no feed or profile has any of its columns"
    return "no feed or profile fits: line \(row.line) is \(shown); \(near)."
      + " Rename the columns, or write a profile for this source"
  }
}

extension Signature {
  /// Names a column that none of these feeds has.
  fileprivate func goesBeyond(_ feeds: [Feed]) -> Bool {
    let known = Profile.columnNames(of: feeds)
    return header.contains { names in !names.contains { known.contains($0) } }
  }
}

extension Profile {
  /// What the file contract calls columns in these feeds.
  fileprivate static func columnNames(of feeds: [Feed]) -> Set<String> {
    Set(feeds.flatMap { $0.schema.columns.map(\.name) } + ["shop_id", "updated_at"])
  }
}
