import Returns

/// Finds the element of an unknown XML file that stands for a record, and surveys what is in it.
final class TreeSurvey {
  private static let elementLimit = 2_000_000
  private var open: [String] = []
  private var root = ""
  /// How often each path occurs, and how many leaves lie below it in one occurrence at most.
  private var counts: [String: Int] = [:]
  private var order: [String] = []
  private var leaves: [String: Set<String>] = [:]
  private var hasChildren: [Bool] = []
  private var elements = 0

  static func of(_ member: InputMember, _ encoding: TextEncoding) -> FileSurvey? {
    let counting = TreeSurvey()
    guard
      (try? readXML(
        member,
        handler: XMLHandler(
          start: { name, attributes, _ in counting.start(name, attributes) }, text: { _ in },
          end: { _, _ in counting.end() }))) != nil, let record = counting.record
    else { return nil }
    var survey = FileSurvey()
    survey.isXML = true
    survey.encoding = encoding
    survey.root = counting.root
    survey.record = record
    let values = TreeValues(record)
    try? readXML(
      member,
      handler: XMLHandler(
        start: { name, attributes, _ in values.start(name, attributes) },
        text: { values.add($0) }, end: { _, _ in values.end() }))
    survey.columns = values.columns
    survey.rowCount = values.count
    return survey
  }

  private func start(
    _ name: XMLName, _ attributes: [(name: XMLName, value: Text)]
  ) -> Bool {
    if open.isEmpty { root = name.local.string }
    open.append(name.local.string)
    if !hasChildren.isEmpty { hasChildren[hasChildren.count - 1] = true }
    hasChildren.append(false)
    let path = open.joined(separator: "/")
    if counts[path] == nil { order.append(path) }
    counts[path, default: 0] += 1
    if !attributes.isEmpty { note(attributes.map { "@" + $0.name.local.string }) }
    elements += 1
    return elements < Self.elementLimit && order.count < 2000
  }

  private func end() {
    if hasChildren.popLast() == false { note([""]) }
    open.removeLast()
  }

  /// Leaves belong to every element around them, under their path below it.
  private func note(_ names: [String]) {
    for depth in 1..<max(1, open.count) {
      let above = open[..<depth].joined(separator: "/")
      let below = open[depth...].joined(separator: "/")
      for name in names {
        leaves[above, default: []].insert(name.isEmpty ? below : "\(below)/\(name)")
      }
    }
    let own = open.joined(separator: "/")
    for name in names where !name.isEmpty { leaves[own, default: []].insert(name) }
  }

  /// Below the root, the element with most values in all: how often it stands there times how many
  /// different leaves it has; of nested ones the outer.
  private var record: String? {
    let candidates = order.filter { $0.contains("/") && (leaves[$0]?.count ?? 0) >= 2 }
    var best: (path: String, score: Int)?
    for path in candidates {
      let score = (counts[path] ?? 0) * (leaves[path]?.count ?? 0)
      if score > best?.score ?? 0 { best = (path, score) }
    }
    return best.map { $0.path.split(separator: "/").dropFirst().joined(separator: "/") }
  }
}

/// The values of the records of an XML file, by their paths below the record.
final class TreeValues {
  private let record: [String]
  private(set) var columns: [ColumnSurvey] = []
  private(set) var count = 0
  private var places: [String: Int] = [:]
  private var open: [String] = []
  private var start: Int?
  private var text: [UInt8] = []
  private var isLeaf = false
  private let iso = TimeReader()

  init(_ record: String) { self.record = record.split(separator: "/").map(String.init) }

  func start(_ name: XMLName, _ attributes: [(name: XMLName, value: Text)]) -> Bool {
    open.append(name.local.string)
    if start == nil, open.count > record.count, open.suffix(record.count) == record[...] {
      start = open.count
      count += 1
    }
    if let start {
      for attribute in attributes {
        let path = open[start...] + ["@" + attribute.name.local.string]
        take(path.joined(separator: "/"), attribute.value)
      }
    }
    text.removeAll(keepingCapacity: true)
    isLeaf = true
    return count <= 20_000
  }

  func add(_ piece: Text) {
    if start != nil, isLeaf, text.count < 4096 { text.append(contentsOf: piece.bytes) }
  }

  func end() {
    if let start {
      if isLeaf, open.count > start {
        text.withUnsafeBytes { take(open[start...].joined(separator: "/"), Text($0).trimmed()) }
      }
      if open.count == start { self.start = nil }
    }
    isLeaf = false
    open.removeLast()
  }

  private func take(_ path: String, _ value: Text) {
    if places[path] == nil {
      guard columns.count < 500 else { return }
      places[path] = columns.count
      columns.append(ColumnSurvey(name: path))
    }
    if let place = places[path] { columns[place].take(value.string, iso: iso) }
  }
}
