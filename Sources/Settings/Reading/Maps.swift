internal import Yams

/// One key that a map may have: its name and what its value does to the target.
struct Key<Target>: Sendable {
  let name: String
  /// Taken by earlier versions: only to say what stands instead.
  private(set) var isRetired = false
  let read: @Sendable (Setting, inout Target, inout Problems) -> Void

  init(
    _ name: String, _ read: @escaping @Sendable (Setting, inout Target, inout Problems) -> Void
  ) {
    self.name = name
    self.read = read
  }

  /// A key that is refused.
  /// - Parameter advice: where to write it instead.
  static func retired(_ name: String, _ advice: String) -> Key {
    var key = Key(name) { setting, _, problems in
      problems.add("\(name) \(advice)", at: setting.keyPlace)
    }
    key.isRetired = true
    return key
  }
}

extension Setting {
  /// The entries of a map in the order of the file; none where there is nothing after the name.
  /// - Returns: nil where this is no map, or a key is no word; the problem is then recorded.
  func entries(_ problems: inout Problems) -> [Setting]? {
    if isNothing { return [] }
    guard case .mapping(let pairs) = node else {
      expected("a map of keys, one `name: value` a line", &problems)
      return nil
    }
    var entries: [Setting] = []
    for (key, value) in pairs {
      guard case .scalar(let name) = key else {
        problems.add(
          "a key is a list or a map; expected a word",
          at: Place(file: file, line: key.mark?.line, column: key.mark?.column))
        return nil
      }
      entries.append(child(name.string, mark: key.mark, node: value))
    }
    return entries
  }

  /// Reads a map by a list of known keys; an unknown one is a problem, with the name it was meant
  /// to be.
  func read<Target>(
    _ keys: [Key<Target>], into target: inout Target, _ problems: inout Problems
  ) {
    for entry in entries(&problems) ?? [] {
      entry.readAsEntry(keys, into: &target, &problems)
    }
  }

  /// Reads this entry of a map by the key of its name.
  func readAsEntry<Target>(
    _ keys: [Key<Target>], into target: inout Target, _ problems: inout Problems
  ) {
    if let known = keys.first(where: { $0.name == key }) {
      known.read(self, &target, &problems)
    } else {
      let known = keys.filter { !$0.isRetired }.map(\.name)
      problems.add(unknown("key", key, known: known), at: keyPlace)
    }
  }

  /// The items of a list; none where there is nothing after the name.
  func items(of what: String, _ problems: inout Problems) -> [Setting]? {
    if isNothing { return [] }
    guard case .sequence(let nodes) = node else {
      expected("a list of \(what), for example [a, b]", &problems)
      return nil
    }
    return nodes.map { Setting(file: file, path: path, key: key, keyMark: $0.mark, node: $0) }
  }

  var isEmptyList: Bool {
    if case .sequence(let items) = node { items.isEmpty } else { false }
  }

  /// The entries of a map; anything else is its own only leaf.
  var leaves: [Setting] {
    guard case .mapping(let pairs) = node, !pairs.isEmpty else { return [self] }
    return pairs.map { key, value in child(key.string ?? "", mark: key.mark, node: value) }
  }

  /// Records that the value is not what it must be.
  func expected(_ legal: String, _ problems: inout Problems) {
    let name = path.isEmpty ? "the file" : path
    problems.add("\(name) is \(found); expected \(legal)", at: place)
  }
}

/// One of several things with an id each: shops, sources, roles, people.
struct NamedSetting {
  let id: String
  let place: Place
  let entries: [Setting]

  /// Where the value of the first of these keys stands; without any of them, the thing itself.
  func place(of keys: String...) -> Place {
    entries.first { keys.contains($0.key) }?.place ?? place
  }
}

extension [Setting] {
  /// Where the value of a key stands among the entries of a map.
  func place(of key: String) -> Place? { first { $0.key == key }?.place }
}

extension Setting {
  /// Reads a list of maps that carry `idKey`, or a map from ids to maps. Every id must be there
  /// once.
  func named(_ idKey: String, _ problems: inout Problems) -> [NamedSetting] {
    var result: [NamedSetting] = []
    if case .sequence(let nodes) = node {
      for (position, node) in nodes.enumerated() {
        let item = Setting(
          file: file, path: "\(path.isEmpty ? "item" : path) \(position + 1)", key: key,
          keyMark: node.mark, node: node)
        guard let entries = item.entries(&problems) else { continue }
        guard let idEntry = entries.first(where: { $0.key == idKey }) else {
          problems.add("\(idKey) is missing; add it to this entry", at: item.place)
          continue
        }
        guard let id = idEntry.text(&problems) else { continue }
        let others = entries.filter { $0.key != idKey }
        result.append(NamedSetting(id: id, place: idEntry.place, entries: others))
      }
    } else {
      for entry in entries(&problems) ?? [] {
        guard let entries = entry.entries(&problems) else { continue }
        result.append(NamedSetting(id: entry.key, place: entry.keyPlace, entries: entries))
      }
    }
    return withoutTwins(result, &problems)
  }

  private func withoutTwins(
    _ all: [NamedSetting], _ problems: inout Problems
  ) -> [NamedSetting] {
    var places: [String: Place] = [:]
    return all.filter { one in
      guard let first = places[one.id] else {
        places[one.id] = one.place
        return true
      }
      problems.add(
        "\(quoted(one.id)) is already defined at \(first.text); give each its own name",
        at: one.place)
      return false
    }
  }
}
