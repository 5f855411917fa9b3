internal import Yams

/// What is wrong in a profile's YAML, and where.
public struct ProfileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name as it was handed in.
  public let file: String
  public let line: Int
  /// The way to the key, such as `records[0].set.amount`; empty for the file as a whole.
  public let key: String
  /// What was found, what was expected, what to do.
  public let message: String

  public var description: String {
    "\(file):\(line): \(key.isEmpty ? "" : "\(key): ")\(message)"
  }
}

/// A place in a profile's YAML. Every way of reading it refuses what it does not expect.
struct ProfileNode {
  let node: Node
  let file: String
  let key: String

  /// 1 MiB is a hundred times the largest profile; beyond it something else was handed in.
  static let sizeLimit = 1 << 20

  static func root(yaml: String, file: String) throws(ProfileError) -> ProfileNode {
    func refused(_ line: Int, _ message: String) -> ProfileError {
      ProfileError(file: file, line: line, key: "", message: message)
    }
    guard yaml.utf8.count <= sizeLimit else {
      throw refused(1, "the file is larger than 1 MiB; a profile is a page of YAML")
    }
    do {
      let parser = try Parser(yaml: yaml, resolver: .basic)
      guard let node = try parser.singleRoot() else {
        throw refused(1, "the file is empty; a profile begins with `profile: NAME`")
      }
      let root = ProfileNode(node: node, file: file, key: "")
      // Nodes hold their anchors weakly: the parser owns them.
      try withExtendedLifetime(parser) { try root.refuseAnchors(depth: 0) }
      return root
    } catch let error as ProfileError {
      throw error
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      let list = names.sorted().joined(separator: ", ")
      throw refused(context.mark.line, "the same key twice: \(list); keep one")
    } catch YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _), YamlError.composer(_, let problem, let mark, _)
    {
      throw refused(mark.line, "not YAML: \(problem)")
    } catch {
      throw refused(1, "not YAML that can be read")
    }
  }

  /// An anchor comes before its aliases, so this stops before any expansion is walked.
  private func refuseAnchors(depth: Int) throws(ProfileError) {
    if node.anchor != nil { throw error("anchors and aliases (& *) are not allowed; write it out") }
    guard depth <= 24 else { throw error("nested deeper than 24; no profile needs that") }
    switch node {
    case .mapping(let mapping):
      for (name, value) in mapping {
        try child(name, "").refuseAnchors(depth: depth + 1)
        try child(value, name.string ?? "").refuseAnchors(depth: depth + 1)
      }
    case .sequence(let items):
      for (index, item) in items.enumerated() {
        try child(item, "[\(index)]").refuseAnchors(depth: depth + 1)
      }
    case .scalar, .alias: break
    }
  }

  var line: Int { node.mark?.line ?? 1 }

  func error(_ message: String) -> ProfileError {
    ProfileError(file: file, line: line, key: key, message: message)
  }

  private func child(_ node: Node, _ name: String) -> ProfileNode {
    let way = name.hasPrefix("[") || key.isEmpty ? key + name : "\(key).\(name)"
    return ProfileNode(node: node, file: file, key: way)
  }

  var isMap: Bool { node.mapping != nil }
  var isList: Bool { node.sequence != nil }

  /// The mapping's entries in the order they are written, any key allowed.
  func entries() throws(ProfileError) -> [(name: String, value: ProfileNode)] {
    guard let mapping = node.mapping else { throw error("expected `key: value` lines") }
    var list: [(name: String, value: ProfileNode)] = []
    for (name, value) in mapping {
      guard let text = name.scalar?.string else { throw error("a key must be plain text") }
      list.append((text, child(value, text)))
    }
    return list
  }

  /// The mapping by key; a key that is not in `known` is refused.
  func map(_ known: [String]) throws(ProfileError) -> [String: ProfileNode] {
    var found: [String: ProfileNode] = [:]
    for (name, value) in try entries() {
      guard known.contains(name) else {
        throw value.error("unknown key; known here: \(known.joined(separator: ", "))")
      }
      found[name] = value
    }
    return found
  }

  /// The items of a list; a single value is a list of one.
  func items() throws(ProfileError) -> [ProfileNode] {
    guard let items = node.sequence else { return [self] }
    return items.enumerated().map { child($1, "[\($0)]") }
  }

  func string() throws(ProfileError) -> String {
    guard let scalar = node.scalar else { throw error("expected one value, not a list or mapping") }
    return scalar.string
  }

  func strings() throws(ProfileError) -> [String] {
    var list: [String] = []
    for item in try items() { list.append(try item.string()) }
    return list
  }

  func flag() throws(ProfileError) -> Bool {
    switch try string() {
    case "true", "yes": return true
    case "false", "no": return false
    case let other: throw error("\"\(other)\" is not yes or no")
    }
  }

  func number(_ range: ClosedRange<Int>) throws(ProfileError) -> Int {
    let text = try string()
    guard let value = Int(text), range.contains(value) else {
      throw error(
        "\"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func word<Value>(_ words: [(String, Value)]) throws(ProfileError) -> Value {
    let text = try string()
    guard let found = words.first(where: { $0.0 == text }) else {
      let known = words.map(\.0).joined(separator: ", ")
      throw error("\"\(text)\" is not known; expected one of: \(known)")
    }
    return found.1
  }

  func pattern() throws(ProfileError) -> Pattern {
    let source = try string()
    do {
      return try Pattern(source)
    } catch {
      throw self.error("\"\(source)\" is not a pattern: \(error.message)")
    }
  }
}
