import Returns

extension Signature {
  init(_ node: ProfileNode, isXML: Bool) throws(ProfileError) {
    let map = try node.map(
      isXML ? ["root", "path"] : ["header", "absent", "text", "values", "first_line", "width"])
    for item in try map["header"]?.items() ?? [] { header.append(try item.strings()) }
    absent = try map["absent"]?.strings() ?? []
    compared = (
      header.map { $0.map(HeaderNames.comparable) }, absent.map(HeaderNames.comparable)
    )
    text = try map["text"]?.strings() ?? []
    for item in try map["values"]?.items() ?? [] {
      let rule = try item.map(["column", "matches", "says"])
      guard let column = rule["column"], let pattern = rule["matches"], let says = rule["says"]
      else { throw item.error("`column`, `matches` and `says` are needed") }
      values.append((try column.strings(), try pattern.pattern(), try says.string()))
    }
    firstLine = try map["first_line"]?.pattern()
    width = try map["width"]?.number(1...4096)
    root = Text(try map["root"]?.string() ?? "")
    paths = try map["path"]?.strings().map(XMLShape.path) ?? []
    let isEnough = isXML ? !paths.isEmpty || root != Text() : !header.isEmpty || firstLine != nil
    guard isEnough else {
      throw node.error(isXML ? "expected root or path" : "expected header or first_line")
    }
  }
}

extension CaptureRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["name", "line", "latest"] + TermBuilder.termKeys)
    guard let nameNode = map["name"] else { throw node.error("`name` is missing") }
    name = builder.capture(try nameNode.string())
    if let pattern = map["line"] {
      line = try pattern.pattern()
    } else {
      term = try builder.term(map.filter { !["name", "latest"].contains($0.key) }, node)
    }
    isLatest = try map["latest"]?.flag() ?? false
    if isLatest, builder.isXML || line != nil {
      throw node.error("`latest` is of a column: it says the latest day of all rows")
    }
    time = try builder.timeRule(map)
  }
}

extension AsideRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["starts_with", "header", "when", "key", "capture"])
    startsWith = try map["starts_with"]?.strings().map { Text($0) } ?? []
    header = try map["header"]?.strings().map { Text($0) } ?? []
    if let condition = map["when"] { when = try builder.condition(condition) }
    if let value = map["key"] { key = try builder.term(value) }
    for (name, term) in try map["capture"]?.entries() ?? [] {
      captures.append((builder.capture(name), try builder.term(term)))
    }
    let kinds = [!startsWith.isEmpty, !header.isEmpty, when != nil].filter { $0 }.count
    guard kinds == 1 else { throw node.error("expected one of: starts_with, header, when") }
  }
}

extension FillDown {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["columns", "while_same"])
    guard let list = map["columns"] else { throw node.error("`columns` is missing") }
    columns = []
    for term in try builder.terms(list) {
      guard let column = term.plainColumn else { throw list.error("expected plain columns") }
      columns.append(column)
    }
    if let same = map["while_same"] { whileSame = try builder.term(same).plainColumn }
  }
}

extension ControlRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["name", "expected", "sum", "count", "when", "by", "unless"])
    guard let nameNode = map["name"], let expectedNode = map["expected"] else {
      throw node.error("`name` and `expected` are needed")
    }
    guard (map["sum"] == nil) != (map["count"] == nil) else {
      throw node.error("expected either `sum: COLUMN` or `count: rows`")
    }
    _ = try map["count"]?.word([("rows", true)])
    name = try nameNode.string()
    expected = try builder.term(expectedNode)
    if let term = map["sum"] { sum = try builder.term(term) }
    if let condition = map["when"] { when = try builder.condition(condition) }
    if let condition = map["unless"] { unless = try builder.condition(condition) }
    guard let key = map["by"] else { return }
    by = try builder.term(key)
    switch expected.origin {
    case .captured, .constant: break
    default:
      throw expectedNode.error(
        "with `by`, expected `captured: NAME` of a rule with `key`, or `value: FIGURE`")
    }
  }
}

extension RequiredRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["name", "captured", "with"])
    guard let nameNode = map["name"], let captured = map["captured"] else {
      throw node.error("`name` and `captured` are needed")
    }
    name = try nameNode.string()
    capture = builder.capture(try captured.string())
    if let value = map["with"] { given = builder.capture(try value.string()) }
  }
}

extension ChainRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let map = try node.map(["name", "number", "before", "after", "when", "by"])
    guard let nameNode = map["name"] else { throw node.error("`name` is missing") }
    name = try nameNode.string()
    if let number = map["number"], map["before"] == nil, map["after"] == nil {
      kind = .number(try builder.term(number))
    } else if let before = map["before"], let after = map["after"], map["number"] == nil {
      kind = .balance(before: try builder.term(before), after: try builder.term(after))
    } else {
      throw node.error("expected either `number`, or `before` and `after`")
    }
    if let condition = map["when"] { when = try builder.condition(condition) }
    if let account = map["by"] { by = try builder.term(account) }
  }
}

extension RecordBlock {
  static let keys = ["feed", "when", "otherwise", "set", "repeat", "combine", "share"]

  /// - Parameter common: the profile's own `set`, for what all blocks have in common.
  init(
    _ node: ProfileNode, common: ProfileNode?, _ builder: inout TermBuilder
  ) throws(ProfileError) {
    let map = try node.map(Self.keys)
    guard let feedNode = map["feed"] else { throw node.error("`feed` is missing") }
    feed = try feedNode.word(Feed.allCases.map { ($0.name, $0) })
    if let condition = map["when"] { when = try builder.condition(condition) }
    isOtherwise = try map["otherwise"]?.flag() ?? false
    let known = feed.schema.columns.map(\.name) + ["shop_id", "updated_at"]
    var seen: Set<String> = []
    for (place, isCommon) in [(map["set"], false), (common, true)] {
      for (column, value) in try place?.entries() ?? [] {
        guard known.contains(column) else {
          // What the blocks have in common may hold columns of another block's feed.
          if isCommon, Feed.allCases.contains(where: { $0.schema.index(column) != nil }) {
            continue
          }
          throw value.error(
            "\(feed.name) has no such column; it has \(known.joined(separator: ", "))")
        }
        if seen.insert(column).inserted { terms.append((column, try builder.term(value))) }
      }
    }
    for column in feed.schema.columns where column.isRequired && !seen.contains(column.name) {
      throw node.error("\(feed.name).\(column.name) is required and not set")
    }
    if let value = map["combine"] { combine = try Combine(value, feed) }
    if let value = map["share"] { share = try Share(value, feed, &builder) }
  }
}

extension RecordBlock.Combine {
  init(_ node: ProfileNode, _ feed: Feed) throws(ProfileError) {
    let map = try node.map(["by", "sum", "absolute"])
    by = try map["by"]?.strings() ?? []
    sum = try map["sum"]?.strings() ?? []
    absolute = try map["absolute"]?.strings() ?? []
    guard !by.isEmpty else { throw node.error("`by` names the columns whose equality joins rows") }
    for column in by + sum + absolute where feed.schema.index(column) == nil {
      throw node.error("\(feed.name) has no column \(column)")
    }
  }
}

extension RecordBlock.Share {
  init(
    _ node: ProfileNode, _ feed: Feed, _ builder: inout TermBuilder
  ) throws(ProfileError) {
    let map = try node.map(["column", "by", "weight"])
    guard let name = map["column"], let keys = map["by"], let number = map["weight"] else {
      throw node.error("`column`, `by` and `weight` are needed")
    }
    column = try name.string()
    by = try keys.strings()
    weight = try builder.term(number)
    for column in by + [column] where feed.schema.index(column) == nil {
      throw node.error("\(feed.name) has no column \(column)")
    }
  }
}

extension Profile {
  static func shape(
    _ map: [String: ProfileNode], _ root: ProfileNode, _ builder: inout TermBuilder
  ) throws(ProfileError) -> XMLShape {
    var shape = XMLShape()
    guard let record = map["record"] else { throw root.error("`record` (an element) is missing") }
    shape.record = try record.strings().map(XMLShape.path)
    shape.groups = try map["group"]?.strings().map(XMLShape.path) ?? []
    shape.parts = try map["parts"].map(XMLShape.path)
    if let node = map["split"] {
      let map = try node.map(["part", "whole"])
      guard let part = map["part"], let whole = map["whole"], shape.parts != nil else {
        throw node.error("`split` needs `parts` of the profile, and `part` and `whole` amounts")
      }
      shape.split = (try builder.term(part), try builder.term(whole))
    }
    shape.balance = try map["balance"].map { node throws(ProfileError) in
      try BalanceRule(node, &builder)
    }
    return shape
  }
}

extension XMLShape {
  static func path(_ text: String) -> [Text] { text.split(separator: "/").map { Text(String($0)) } }
  static func path(_ node: ProfileNode) throws(ProfileError) -> [Text] { path(try node.string()) }
}

extension BalanceRule {
  init(_ node: ProfileNode, _ builder: inout TermBuilder) throws(ProfileError) {
    let keys = [
      "element", "type", "opening", "closing", "amount", "currency", "indicator", "debit", "day",
      "booked", "booked_currency", "label", "chain", "chain_when",
    ]
    let map = try node.map(keys)
    func needed(_ key: String) throws(ProfileError) -> ProfileNode {
      guard let value = map[key] else { throw node.error("`\(key)` is missing") }
      return value
    }
    element = try XMLShape.path(try needed("element"))
    type = try XMLShape.path(try needed("type"))
    opening = try needed("opening").strings().map { Text($0) }
    closing = try needed("closing").strings().map { Text($0) }
    amount = try XMLShape.path(try needed("amount"))
    currency = try XMLShape.path(try needed("currency"))
    indicator = try XMLShape.path(try needed("indicator"))
    debit = Text(try needed("debit").string())
    day = try needed("day").strings().map(XMLShape.path)
    booked = try builder.term(try needed("booked"))
    bookedCurrency = try builder.term(try needed("booked_currency"))
    label = try builder.term(try needed("label"))
    chain = try map["chain"]?.string()
    if let condition = map["chain_when"] { chainWhen = try builder.condition(condition) }
  }
}
