import Returns

extension Recognition {
  /// What in the content told the profile: `line 5 has 交易时间, 公众账号ID, …`.
  var reason: String {
    if let correction { return "its rows are rejects of profile \(correction.profile)" }
    let signature = profile.signature
    if profile.isXML {
      if profile.isCanonical { return "the root element is backhaul with the feed's name" }
      let paths = signature.paths.map { $0.map(\.string).joined(separator: "/") }
      let root = signature.root.flatMap { $0.isEmpty ? nil : "the root element is \($0)" }
      let has = paths.isEmpty ? nil : "it has the element \(shown(paths, joint: " or "))"
      return [root, has].compactMap(\.self).joined(separator: " and ")
    }
    let place = sheet.map { "sheet \(ValueWording.shown($0.sheet.name)): " } ?? ""
    if profile.isCanonical {
      let feed = profile.feeds.first?.name ?? ""
      return "\(place)line \(headerLine) names every column that \(feed) must have"
    }
    if headerLine == 0 { return "\(place)its first line looks as the profile says" }
    let names = shown(signature.header.compactMap(\.first), joint: ", ")
    return "\(place)line \(headerLine) has \(names)"
  }

  private func shown(_ names: [String], joint: String) -> String {
    names.prefix(4).joined(separator: joint) + (names.count > 4 ? ", …" : "")
  }
}
