import Returns

extension Profile {
  /// Reads a profile.
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - file: its name for error messages.
  /// - Throws: `ProfileError` with file, line and key at the first thing that is not understood.
  public init(yaml: String, file: String) throws(ProfileError) {
    let root = try ProfileNode.root(yaml: yaml, file: file)
    let map = try root.map(Self.keys)
    guard let nameNode = map["profile"] else { throw root.error("`profile: NAME` is missing") }
    let name = try nameNode.string()
    guard try Pattern.profileName().matches(Text(name)) else {
      throw nameNode.error("\"\(name)\": a name is made of a-z, 0-9 and -")
    }
    self.init(name: name, title: try map["title"]?.string() ?? name)
    isXML = try map["format"]?.word([("csv", false), ("xml", true)]) ?? false
    var builder = TermBuilder(isXML: isXML)
    for (name, value) in try map["terms"]?.entries() ?? [] {
      builder.named[name] = try builder.term(value)
    }
    try readLayout(map, root)
    try readRows(map, &builder)
    try readRecords(map, root, &builder)
    try readChains(map, &builder)
    if isXML { shape = try Self.shape(map, root, &builder) }
    columns = builder.columns
    captureNames = builder.captureNames
    try checkCaptures(root)
  }

  static let keys = [
    "profile", "title", "format", "encoding", "legacy_encoding", "quoting", "cell_mark",
    "delimiter", "sheet",
    "signature",
    "repeats_header", "captures", "not_data", "clean", "time", "zone", "short_rows", "ignore",
    "leave_out", "fill_down", "terms", "set", "records", "controls", "chains", "required", "group",
    "record",
    "parts",
    "split",
    "balance",
  ]

  private mutating func readLayout(
    _ map: [String: ProfileNode], _ root: ProfileNode
  ) throws(ProfileError) {
    encoding = try map["encoding"].flatMap { node throws(ProfileError) in
      try node.string() == "auto" ? nil : try Self.encoding(node)
    }
    legacyEncoding = try map["legacy_encoding"].map { node throws(ProfileError) in
      try Self.encoding(node)
    }
    quotings =
      try map["quoting"]?.word([
        ("rfc4180", [Dialect.Quoting.rfc4180]), ("none", [.none]), ("auto", [.none, .rfc4180]),
      ]) ?? [.rfc4180]
    delimiter = try map["delimiter"]?.word([
      ("auto", nil), (",", 0x2C), (";", 0x3B), ("|", 0x7C), ("tab", 0x09), ("\t", 0x09),
    ])
    cellMark = try map["cell_mark"].map { node throws(ProfileError) in Text(try node.string()) }
    sheets = try map["sheet"]?.strings() ?? []
    repeatsHeader = try map["repeats_header"]?.flag() ?? false
    allowsShortRows = try map["short_rows"]?.flag() ?? false
    ignored = try map["ignore"]?.strings()
    if let clean = map["clean"] { self.clean = try TermBuilder.clean(clean) }
    guard let node = map["signature"] else { throw root.error("`signature` is missing") }
    signature = try Signature(node, isXML: isXML)
  }

  private static func encoding(_ node: ProfileNode) throws(ProfileError) -> TextEncoding {
    let word = try node.string()
    if let encoding = TextEncoding(name: word) { return encoding }
    let known = TextEncoding.allCases.map { $0.rawValue.lowercased() }.joined(separator: ", ")
    throw node.error("\"\(word)\" is not a known encoding; expected auto or one of: \(known)")
  }

  private mutating func readRows(
    _ map: [String: ProfileNode], _ builder: inout TermBuilder
  ) throws(ProfileError) {
    time = try builder.timeRule(map.filter { $0.key == "time" || $0.key == "zone" })
    for item in try map["captures"]?.items() ?? [] {
      captures.append(try CaptureRule(item, &builder))
    }
    for item in try map["not_data"]?.items() ?? [] {
      asides.append(try AsideRule(item, &builder))
    }
    if let node = map["leave_out"] { leaveOut = try builder.conditions(node) }
    if let node = map["fill_down"] { fillDown = try FillDown(node, &builder) }
    for item in try map["controls"]?.items() ?? [] {
      controls.append(try ControlRule(item, &builder))
    }
  }

  private mutating func readChains(
    _ map: [String: ProfileNode], _ builder: inout TermBuilder
  ) throws(ProfileError) {
    for item in try map["chains"]?.items() ?? [] {
      chains.append(try ChainRule(item, &builder))
    }
    for item in try map["required"]?.items() ?? [] {
      required.append(try RequiredRule(item, &builder))
    }
  }

  private mutating func readRecords(
    _ map: [String: ProfileNode], _ root: ProfileNode, _ builder: inout TermBuilder
  ) throws(ProfileError) {
    guard let node = map["records"] else { throw root.error("`records` is missing") }
    if !node.isList, !node.isMap, try node.string() == "none" { return }
    for item in try node.items() {
      let repeats = try item.map(RecordBlock.keys)["repeat"]?.number(1...200)
      for number in 1...(repeats ?? 1) {
        builder.repetition = repeats == nil ? nil : number
        blocks.append(try RecordBlock(item, common: map["set"], &builder))
      }
      builder.repetition = nil
    }
  }

  /// A captured value that nothing captures is a slip of the pen.
  private func checkCaptures(_ root: ProfileNode) throws(ProfileError) {
    guard !asides.contains(where: { !$0.header.isEmpty }) else { return }
    let given = Set(captures.map(\.name) + asides.flatMap { $0.captures.map(\.name) })
    for number in captureNames.indices
    where !given.contains(number) && captureNames[number] != FileFacts.periodMonth {
      throw root.error("`captured: \(captureNames[number])` is used, and no capture has that name")
    }
  }
}

extension Pattern {
  fileprivate static func profileName() throws(ProfileError) -> Pattern {
    do {
      return try Pattern("^[a-z0-9][a-z0-9-]*$")
    } catch {
      throw ProfileError(file: "", line: 0, key: "", message: error.message)
    }
  }
}
