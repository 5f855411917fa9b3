internal import Yams

/// One value of a YAML file, with its name and the place it stands at.
struct Setting {
  let file: String
  /// The name down from the file's root, for messages: `windows.fit`; empty for the root itself.
  let path: String
  /// The last part of the name.
  let key: String
  let keyMark: Mark?
  let node: Node

  var place: Place {
    let mark = isNothing ? keyMark ?? node.mark : node.mark
    return Place(file: file, line: mark?.line, column: mark?.column)
  }
  /// Where its name stands, for what is wrong with the name.
  var keyPlace: Place {
    let mark = keyMark ?? node.mark
    return Place(file: file, line: mark?.line, column: mark?.column)
  }

  /// The name with nothing after it.
  var isNothing: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// What was found, for messages.
  var found: String {
    switch node {
    case .scalar(let scalar): isNothing ? "empty" : quoted(scalar.string)
    case .mapping: "a map"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// A child with its name below this one.
  func child(_ key: String, mark: Mark?, node: Node) -> Setting {
    let below = path.isEmpty ? key : "\(path).\(key)"
    return Setting(file: file, path: below, key: key, keyMark: mark, node: node)
  }
}

/// The root of a YAML file.
/// - Returns: nil where the file is empty or is not YAML as we take it; the problem is then
///   recorded.
func readYAML(_ file: ConfigurationFile, problems: inout Problems) -> Setting? {
  guard let text = text(of: file, problems: &problems) else { return nil }
  do {
    let parser = try Parser(yaml: text, resolver: .basic)
    let root = try parser.singleRoot()
    // Nodes hold their anchors weakly: the parser owns them.
    let anchor = withExtendedLifetime(parser) { root.flatMap(firstAnchor) }
    if let anchor {
      let place = Place(file: file.path, line: anchor.mark?.line, column: anchor.mark?.column)
      problems.add(aliasMessage, at: place)
      return nil
    }
    return root.map { Setting(file: file.path, path: "", key: "", keyMark: nil, node: $0) }
  } catch let error as YamlError {
    let (message, mark) = explain(error, in: text)
    problems.add(message, at: Place(file: file.path, line: mark?.line, column: mark?.column))
  } catch {
    problems.add("is not YAML: \(error)", at: Place(file: file.path))
  }
  return nil
}

private let aliasMessage =
  "anchors (&name) and aliases (*name) are not taken here; write the value out where it is needed"

/// The first value in the order of the file that carries an anchor. An alias comes after its
/// anchor, so the search ends before anything is expanded.
private func firstAnchor(in node: Node) -> Node? {
  if node.anchor != nil { return node }
  switch node {
  case .scalar: return nil
  case .alias: return node
  case .sequence(let items):
    for item in items { if let found = firstAnchor(in: item) { return found } }
  case .mapping(let pairs):
    for (key, value) in pairs {
      if let found = firstAnchor(in: key) ?? firstAnchor(in: value) { return found }
    }
  }
  return nil
}

private func explain(_ error: YamlError, in text: String) -> (String, Mark?) {
  switch error {
  case .duplicatedKeysInMapping(let keys, let context):
    let key = keys.first ?? ""
    let again = lineOfTwin(key, context.mark, text).map { ", again in line \($0)" } ?? ""
    return ("\(quoted(key)) is set twice in one map\(again); keep one of them", context.mark)
  case .composer(_, let problem, let mark, _) where problem.contains("alias"):
    return (aliasMessage, mark)
  case .composer(_, let problem, let mark, _) where problem.contains("document"):
    return ("a second document begins here; keep one and remove the line ---", mark)
  case .parser(_, let problem, let mark, _) where problem.contains("nesting level"),
    .scanner(_, let problem, let mark, _) where problem.contains("nesting level"):
    return ("is nested too deeply; the settings need four levels at most", mark)
  case .scanner(_, let problem, let mark, _) where startsWithTab(text, mark):
    return ("is not YAML: \(problem); indent with blanks, not with tabs", mark)
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return ("is not YAML: \(problem)", mark)
  case .reader(let problem, _, _, _):
    return ("is not YAML: \(problem)", nil)
  default:
    return ("is not YAML: \(error)", nil)
  }
}

/// The next line where the key stands in the same column; nil in a map written on one line.
private func lineOfTwin(_ key: String, _ mark: Mark, _ text: String) -> Int? {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let indent = String(repeating: " ", count: max(0, mark.column - 1))
  return lines.indices.first { $0 >= mark.line && lines[$0].hasPrefix("\(indent)\(key):") }
    .map { $0 + 1 }
}

private func startsWithTab(_ text: String, _ mark: Mark) -> Bool {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.indices.contains(mark.line - 1) else { return false }
  return lines[mark.line - 1].first { $0 != " " } == "\t"
}
