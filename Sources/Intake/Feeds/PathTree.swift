import Returns

/// The paths a profile reads, as a tree of local names: an element is looked up once, under its
/// parent's node.
struct PathTree {
  struct Node {
    var children: [(name: Text, node: Int)] = []
    var attributes: [(name: Text, slot: Int)] = []
    /// Where the element's text goes.
    var slots: [Int] = []
    var mark = Mark.none
  }

  /// What begins with an element.
  enum Mark { case none, group, record, part, balance }

  private(set) var nodes = [Node()]
  static let dead = -1

  var isEmpty: Bool { nodes.count == 1 && nodes[0].attributes.isEmpty && nodes[0].slots.isEmpty }

  mutating func add(_ path: [Text], slot: Int) {
    guard let last = path.last else { return }
    if last.bytes.first == 0x40 {
      let node = place(path.dropLast())
      nodes[node].attributes.append((last.slice(1, last.count), slot))
    } else {
      nodes[place(path[...])].slots.append(slot)
    }
  }

  mutating func mark(_ path: [Text], _ mark: Mark) { nodes[place(path[...])].mark = mark }

  private mutating func place(_ path: ArraySlice<Text>) -> Int {
    var node = 0
    for name in path {
      let next = child(node, name)
      if next != Self.dead {
        node = next
        continue
      }
      nodes.append(Node())
      nodes[node].children.append((name, nodes.count - 1))
      node = nodes.count - 1
    }
    return node
  }

  func child(_ node: Int, _ name: Text) -> Int {
    if node == Self.dead { return Self.dead }
    for child in nodes[node].children where child.name == name { return child.node }
    return Self.dead
  }
}

/// The trees of one profile, by where their paths begin.
struct PathTrees {
  /// Paths here may begin at any element.
  var document = PathTree()
  var group = PathTree()
  var record = PathTree()
  var part = PathTree()
  var balance = PathTree()
  let partSlots: [Int]
  /// Slots that end with a group; those of the document stay.
  let groupSlots: [Int]
  let recordSlots: [Int]
  let balanceSlot: Int
  let slotCount: Int
  /// By slot: whether all different values of it are kept.
  let gathers: [Bool]

  static let balanceSlots = 5

  init(_ profile: Profile, _ shape: XMLShape) {
    func slots(_ scope: ColumnRef.Scope) -> [Int] {
      profile.columns.indices.filter { profile.columns[$0].scope == scope }
    }
    partSlots = slots(.part)
    groupSlots = slots(.group)
    recordSlots = slots(.path)
    balanceSlot = profile.columns.count
    slotCount = profile.columns.count + Self.balanceSlots
    gathers =
      profile.columns.map(\.gathers) + [Bool](repeating: false, count: Self.balanceSlots)
    for (slot, column) in profile.columns.enumerated() {
      for path in column.paths {
        switch column.scope {
        case .document: document.add(path, slot: slot)
        case .group: group.add(path, slot: slot)
        case .path: record.add(path, slot: slot)
        case .part: part.add(path, slot: slot)
        }
      }
    }
    mark(shape)
  }

  private mutating func mark(_ shape: XMLShape) {
    for path in shape.groups { document.mark(path, .group) }
    for path in shape.record {
      if shape.groups.isEmpty { document.mark(path, .record) } else { group.mark(path, .record) }
    }
    if let parts = shape.parts { record.mark(parts, .part) }
    guard let rule = shape.balance else { return }
    group.mark(rule.element, .balance)
    for (offset, path) in [rule.type, rule.amount, rule.currency, rule.indicator].enumerated() {
      balance.add(path, slot: balanceSlot + offset)
    }
    for path in rule.day { balance.add(path, slot: balanceSlot + 4) }
  }
}
