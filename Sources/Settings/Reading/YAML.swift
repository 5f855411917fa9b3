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
    let (message, spot) = explain(error, in: text)
    problems.add(message, at: Place(file: file.path, line: spot?.line, column: spot?.column))
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

/// A line and a column, both from 1.
private typealias Spot = (line: Int, column: Int)

private func explain(_ error: YamlError, in text: String) -> (String, Spot?) {
  func place(_ mark: Mark?) -> Spot? { mark.map { ($0.line, $0.column) } }
  switch error {
  case .duplicatedKeysInMapping(let keys, let context):
    let key = keys.first ?? ""
    let twin = spotOfTwin(key, after: context.mark, text)
    let first = twin.map { _ in ", first in line \(context.mark.line)" } ?? ""
    return (
      "\(quoted(key)) is set twice in one map\(first); keep one of them",
      twin ?? place(context.mark)
    )
  case .composer(_, let problem, let mark, _) where problem.contains("alias"):
    return (aliasMessage, place(mark))
  case .composer(_, let problem, let mark, _) where problem.contains("document"):
    return ("a second document begins here; keep one and remove the line ---", place(mark))
  case .parser(_, let problem, let mark, _) where problem.contains("nesting level"),
    .scanner(_, let problem, let mark, _) where problem.contains("nesting level"):
    return ("is nested too deeply; the settings need four levels at most", place(mark))
  case .scanner(_, let problem, let mark, _) where startsWithTab(text, mark):
    return ("is not YAML: \(problem); indent with blanks, not with tabs", place(mark))
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return ("is not YAML: \(problem)", place(mark))
  case .reader(let problem, let offset, _, _):
    return ("is not YAML: \(problem)", offset.map { spot(at: $0, in: text) })
  default:
    return ("is not YAML: \(error)", nil)
  }
}

/// Where a key stands for the second time in its map; nil where it is written in another way.
/// - Parameter first: where it stands for the first time.
private func spotOfTwin(_ key: String, after first: Mark, _ text: String) -> Spot? {
  let lines = lines(of: text).map(Array.init)
  guard lines.indices.contains(first.line - 1) else { return nil }
  let names = [key, "\"\(key)\"", "'\(key)'"].map { Array($0 + ":") }
  let isBlock = lines[first.line - 1].prefix(first.column - 1).allSatisfy { " -".contains($0) }
  for line in first.line - 1..<lines.count {
    let row = lines[line]
    // The keys of a block begin in one column, those of a map within it further in.
    let columns = isBlock ? first.column - 1..<first.column : 0..<row.count
    for column in columns where line > first.line - 1 || column > first.column - 1 {
      let isStart =
        isBlock
        ? row.prefix(column).allSatisfy { $0 == " " }
        : column == 0 || "{, ".contains(row[column - 1])
      if isStart, names.contains(where: { row.dropFirst(column).starts(with: $0) }) {
        return (line + 1, column + 1)
      }
    }
  }
  return nil
}

/// Lines as YAML counts them: at any of its line breaks (YAML 1.1, 4.2).
private func lines(of text: String) -> [String] {
  let breaks: Set<Character> = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
  let lines: [Substring] = text.split(omittingEmptySubsequences: false) { breaks.contains($0) }
  return lines.map(String.init)
}

/// The place of a byte.
private func spot(at offset: Int, in text: String) -> Spot {
  let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
  let lines = lines(of: before)
  return (lines.count, (lines.last?.count ?? 0) + 1)
}

private func startsWithTab(_ text: String, _ mark: Mark) -> Bool {
  let lines = lines(of: text)
  guard lines.indices.contains(mark.line - 1) else { return false }
  return lines[mark.line - 1].first { $0 != " " } == "\t"
}
