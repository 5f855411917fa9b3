import Returns

/// Reads terms and conditions, and numbers the columns and captures they name.
struct TermBuilder {
  let isXML: Bool
  var columns: [ColumnRef] = []
  var captureNames: [String] = []
  /// Terms to which the profile gave a name, for use in others.
  var named: [String: Term] = [:]
  /// The number that stands for `{n}` in names, inside a repeated block.
  var repetition: Int?

  static let originKeys = [
    "column", "position", "path", "part", "group", "document", "value", "captured", "first_of",
    "join", "total", "credit", "in", "id", "assume", "term",
  ]
  static let termKeys =
    originKeys + [
      "occurrence", "with", "debit", "out", "for", "clean", "pattern", "map", "otherwise", "when",
      "optional", "unit", "sign", "negative_when", "times", "per", "round", "time", "zone",
      "several",
    ]
  static let testKeys = ["is", "is_not", "matches", "empty", "is_sign", "same_as"]

  mutating func term(_ node: ProfileNode) throws(ProfileError) -> Term {
    guard node.isMap else {
      let name = fill(try node.string())
      guard !name.isEmpty else { throw node.error("expected a column's name") }
      var term = Term(.column(number(try reference(isXML ? .path : nil, [name], node))))
      term.line = node.line
      return term
    }
    return try term(try node.map(Self.termKeys), node)
  }

  mutating func terms(_ node: ProfileNode) throws(ProfileError) -> [Term] {
    var list: [Term] = []
    for item in try node.items() { list.append(try term(item)) }
    return list
  }

  mutating func term(
    _ map: [String: ProfileNode], _ node: ProfileNode
  ) throws(ProfileError) -> Term {
    var term = Term(try origin(map, node))
    term.line = node.line
    if let list = map["clean"] { term.clean = try Self.clean(list) }
    if let pattern = map["pattern"] { term.pattern = try pattern.pattern() }
    if let words = map["map"] { term.map = try wordMap(words, map["otherwise"]) }
    if map["map"] == nil, let stray = map["otherwise"] {
      throw stray.error("`otherwise` says what `map` does with other words, and there is no `map`")
    }
    if let condition = map["when"] { term.when = try self.condition(condition) }
    term.several = try map["several"].map { node throws(ProfileError) in
      try node.word(Several.allCases.map { ($0.rawValue, $0) })
    }
    term.isOptional = try map["optional"]?.flag() ?? false
    term.number = try numberRule(map)
    if map["time"] != nil || map["zone"] != nil { term.time = try timeRule(map) }
    return term
  }

  private mutating func origin(
    _ map: [String: ProfileNode], _ node: ProfileNode
  ) throws(ProfileError) -> Term.Origin {
    let found = Self.originKeys.filter { map[$0] != nil }
    guard found.count == 1, let key = found.first, let value = map[key] else {
      let list = Self.originKeys.joined(separator: ", ")
      throw node.error("expected exactly one of: \(list)")
    }
    switch key {
    case "value": return .constant(Text(fill(try value.string())))
    case "captured": return .captured(capture(try value.string()))
    case "first_of": return .firstOf(try terms(value))
    case "total": return .total(try terms(value))
    case "join": return .join(try terms(value), with: Text(try map["with"]?.string() ?? ""))
    case "assume":
      guard let unknown = map["for"] else {
        throw value.error("`assume` needs `for` beside it: the term whose value is not known")
      }
      let word = Text(fill(try value.string()))
      let source = try term(unknown)
      guard !source.columns.isEmpty else { throw unknown.error("expected a column") }
      return .assumed(word, for: source)
    case "credit", "in":
      let other = key == "credit" ? "debit" : "out"
      guard let second = map[other] else {
        throw value.error("`\(key)` needs `\(other)` beside it")
      }
      return .difference(try term(value), try term(second), magnitudes: key == "in")
    case "term":
      guard let known = named[try value.string()] else {
        let names = named.keys.sorted().joined(separator: ", ")
        throw value.error("no term above has this name; there are: \(names)")
      }
      return .firstOf([known])
    case "id":
      return try value.word([
        ("content", .contentID), ("number", .ordinal), ("part", .partNumber),
      ])
    default: return .column(number(try reference(map, key, value)))
    }
  }

  private func reference(
    _ map: [String: ProfileNode], _ key: String, _ value: ProfileNode
  ) throws(ProfileError) -> ColumnRef {
    if key == "position" {
      return ColumnRef(position: try value.number(1...4096))
    }
    let names = try value.strings().map(fill)
    var reference = try reference(ColumnRef.Scope(rawValue: key), names, value)
    if let several = map["several"] {
      guard isXML else { throw several.error("`several` is of an XML path") }
      reference.gathers = true
    }
    if let occurrence = map["occurrence"] {
      let text = try occurrence.string()
      let isEach = text == "each"
      guard let each = isEach ? repetition : try occurrence.number(1...1000) else {
        throw occurrence.error("`each` only stands in a block with `repeat`")
      }
      reference.occurrence = each
    }
    return reference
  }

  /// - Parameter scope: nil for a CSV column.
  private func reference(
    _ scope: ColumnRef.Scope?, _ names: [String], _ node: ProfileNode
  ) throws(ProfileError) -> ColumnRef {
    if isXML != (scope != nil) {
      throw node.error(
        isXML
          ? "an XML profile names elements: path, part, group or document"
          : "a CSV profile names columns: column or position")
    }
    guard let scope else { return ColumnRef(names: names) }
    let paths = names.map { $0.split(separator: "/").map { Text(String($0)) } }
    guard paths.allSatisfy({ !$0.isEmpty }) else { throw node.error("an empty path") }
    return ColumnRef(names: names, scope: scope, paths: paths)
  }

  mutating func number(_ reference: ColumnRef) -> Int {
    if let known = columns.firstIndex(of: reference) { return known }
    columns.append(reference)
    return columns.count - 1
  }

  mutating func capture(_ name: String) -> Int {
    if let known = captureNames.firstIndex(of: name) { return known }
    captureNames.append(name)
    return captureNames.count - 1
  }

  func fill(_ name: String) -> String {
    guard let repetition, let place = name.range(of: "{n}") else { return name }
    return name.replacingCharacters(in: place, with: "\(repetition)")
  }
}

extension String {
  /// The first place of a short text, without Foundation.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }

  fileprivate func replacingCharacters(in place: Range<Index>, with text: String) -> String {
    self[..<place.lowerBound] + text + self[place.upperBound...]
  }
}
