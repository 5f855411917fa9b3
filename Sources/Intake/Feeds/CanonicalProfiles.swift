import Returns

/// The canonical feeds as profiles: every column under its own name.
extension Profile {
  public static let canonicalName = "canonical"

  static func canonical(_ feed: Feed, isXML: Bool) -> Profile {
    isXML ? canonicalXML[Int(feed.rawValue)] : canonicalCSV[Int(feed.rawValue)]
  }

  private static let canonicalCSV = Feed.allCases.map { make($0, isXML: false) }
  private static let canonicalXML = Feed.allCases.map { make($0, isXML: true) }

  private static func make(_ feed: Feed, isXML: Bool) -> Profile {
    var profile = Profile(name: canonicalName, title: feed.name)
    profile.isXML = isXML
    profile.isCanonical = true
    profile.ignored = []
    var block = RecordBlock(feed: feed)
    for name in feed.schema.columns.map(\.name) + ["shop_id", "updated_at"] {
      let isRequired = feed.schema.columns.contains { $0.name == name && $0.isRequired }
      let paths = isXML ? [[Text(name)]] : []
      profile.columns.append(ColumnRef(names: [name], paths: paths))
      var term = Term(.column(profile.columns.count - 1))
      term.isOptional = !isRequired
      block.terms.append((name, term))
    }
    profile.blocks = [block]
    if isXML { profile.shape = XMLShape(record: [[Text("record")]]) }
    return profile
  }
}
