public import Returns

/// Proposes a profile for a file, by the names of its columns and by what all its values prove.
/// - Parameter feed: what the file is to be read as; nil: the feed whose columns are found best.
/// - Returns: nil where the file has no table, no repeated element, or none of the names is known.
public func proposeProfile(for member: InputMember, feed: Feed? = nil) -> ProfileProposal? {
  guard let survey = FileSurvey.of(member), !survey.columns.isEmpty else { return nil }
  let fits = (feed.map { [$0] } ?? Feed.allCases.filter { $0 != .decisions })
    .map { FeedFit($0, survey) }
  // Of equal scores the earlier feed.
  guard let most = fits.map(\.score).max(), let best = fits.first(where: { $0.score == most }),
    feed != nil || most > 0
  else { return nil }
  let near = fits.filter { $0.feed != best.feed && $0.score > 0 && $0.score * 4 >= best.score * 3 }
  return best.proposal(survey, others: near.sorted { $0.score > $1.score }.map(\.feed))
}

/// Whether a member is a table or XML with records, whatever its columns are called, also in an old
/// Western encoding.
public func hasTable(_ member: InputMember) -> Bool {
  FileSurvey.of(member)?.columns.isEmpty == false
}

/// A canonical column, or one of the two that every feed may carry.
struct WantedColumn {
  let name: String
  let type: ColumnType
  let isRequired: Bool

  static func all(of feed: Feed) -> [WantedColumn] {
    feed.schema.columns.map {
      WantedColumn(name: $0.name, type: $0.type, isRequired: $0.isRequired)
    } + [
      WantedColumn(name: "shop_id", type: .text, isRequired: false),
      WantedColumn(name: "updated_at", type: .time, isRequired: false),
    ]
  }
}

/// How the columns of a file go to the columns of a feed.
private struct FeedFit {
  struct Pair {
    let canonical: WantedColumn
    let survey: ColumnSurvey
    let match: ColumnAliases.Match
  }

  let feed: Feed
  private(set) var pairs: [Pair] = []
  private(set) var score = 0

  init(_ feed: Feed, _ survey: FileSurvey) {
    self.feed = feed
    let names = survey.columns.map { column in
      ColumnAliases.normal(column.name.split(separator: "/").last.map(String.init) ?? column.name)
    }
    var candidates: [(pair: Pair, place: Int, score: Int)] = []
    for column in WantedColumn.all(of: feed) {
      for (place, source) in survey.columns.enumerated() {
        guard
          let match = ColumnAliases.match(normal: names[place], column.name, of: feed)
        else { continue }
        let isTyped = source.fits(column.type) * 5 >= source.surveyedCount * 4
        // A column without a value has nothing but its whole name.
        guard isTyped, source.filled > 0 || !column.isRequired && match.isWhole,
          match.isWhole || column.type != .text || !ColumnAliases.isOtherKind(names[place])
        else { continue }
        // Required columns first, then whole names, then long ones; then the order of the file.
        let value = (match.isWhole ? 100 : 40) + min(match.alias.count, 20)
        candidates.append((Pair(canonical: column, survey: source, match: match), place, value))
      }
    }
    var (taken, given) = (Set<Int>(), Set<String>())
    let sorted = candidates.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      let (left, right) = (one.pair.canonical.isRequired, other.pair.canonical.isRequired)
      if one.score != other.score { return one.score > other.score }
      return left != right ? left : first.offset < second.offset
    }
    for (_, candidate) in sorted {
      guard !taken.contains(candidate.place), !given.contains(candidate.pair.canonical.name)
      else { continue }
      taken.insert(candidate.place)
      given.insert(candidate.pair.canonical.name)
      pairs.append(candidate.pair)
      let weight = candidate.pair.canonical.isRequired ? 3 : 1
      score += weight * (candidate.pair.match.isWhole ? 2 : 1)
    }
    score -= 2 * feed.schema.columns.count { $0.isRequired && !given.contains($0.name) }
  }

  func proposal(_ survey: FileSurvey, others: [Feed]) -> ProfileProposal {
    let answers = ColumnAnswers(feed, survey, taken: pairs.map(\.survey))
    let columns = WantedColumn.all(of: feed).compactMap { column -> ProfileProposal.Column? in
      guard let pair = pairs.first(where: { $0.canonical.name == column.name }) else {
        return column.isRequired ? answers.missing(column) : nil
      }
      return answers.found(column, pair.survey, pair.match)
    }
    let used = Set(pairs.map { "\($0.survey.name)/\($0.survey.occurrence)" })
    return ProfileProposal(
      feed: feed, otherFeeds: others, isXML: survey.isXML, record: survey.record,
      root: survey.root, encoding: survey.encoding.rawValue,
      isWestern: survey.encoding == .windows1252,
      hasDashes: survey.columns.contains(where: \.hasDashes), delimiter: survey.delimiter,
      headerLine: survey.headerLine,
      totals: survey.totals.words.sorted { $0.key < $1.key }.map { ($0.key + 1, $0.value) },
      signature: signature(survey), rowCount: survey.rowCount,
      columns: columns,
      unused: survey.columns.filter { !used.contains("\($0.name)/\($0.occurrence)") })
  }

  /// The names that the profile needs, in the order of the file; at least three where there are.
  private func signature(_ survey: FileSurvey) -> [String] {
    let needed = Set(pairs.filter(\.canonical.isRequired).map(\.survey.name))
    let names = survey.columns.filter { $0.occurrence == 1 && !$0.name.isEmpty }.map(\.name)
    let rest = names.filter { !needed.contains($0) }.prefix(max(0, 3 - needed.count))
    return names.filter { needed.contains($0) || rest.contains($0) }
  }
}
