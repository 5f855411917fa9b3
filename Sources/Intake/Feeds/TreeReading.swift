import Returns

/// Reads an XML member: finds groups (statements), records and their parts by local names, and
/// hands each record on as a row whose fields are the values at the profile's paths.
final class TreeReading {
  private struct Frame {
    var document = PathTree.dead
    var group = PathTree.dead
    var record = PathTree.dead
    var part = PathTree.dead
    var balance = PathTree.dead
    var begins = PathTree.Mark.none
    var collects = false
  }

  private let recognition: Recognition
  private let trees: PathTrees
  private let records: TreeRecords
  // Events come one after another from one parser: no access to these can overlap another, and
  // checking that at run time took a seventh of the reading.
  @exclusivity(unchecked) private var frames = [Frame()]
  @exclusivity(unchecked) private var buffer: [UInt8] = []
  @exclusivity(unchecked) private var isCollecting = false
  @exclusivity(unchecked) private var isInGroup = false
  @exclusivity(unchecked) private var isInRecord = false
  @exclusivity(unchecked) private var slots: [Text]
  @exclusivity(unchecked) private var filled: [Bool]
  /// Values live as long as what they belong to.
  private let documentTexts = Scratch()
  private let groupTexts = Scratch()
  private let recordTexts = Scratch()
  private let textsOf: [Scratch]

  init(
    _ recognition: Recognition, zone: Zone, zones: Zones, shops: ShopFinder, file: Int, run: Int
  ) {
    self.recognition = recognition
    let shape = recognition.profile.shape ?? XMLShape()
    trees = PathTrees(recognition.profile, shape)
    slots = [Text](repeating: Text(), count: trees.slotCount)
    filled = [Bool](repeating: false, count: trees.slotCount)
    var textsOf = [Scratch](repeating: groupTexts, count: trees.slotCount)
    for (slot, column) in recognition.profile.columns.enumerated() {
      switch column.scope {
      case .document: textsOf[slot] = documentTexts
      case .group: break
      case .path, .part: textsOf[slot] = recordTexts
      }
    }
    self.textsOf = textsOf
    records = TreeRecords(
      recognition, shape, trees, zone: zone, zones: zones, shops: shops, file: file, run: run)
  }

  /// Reads a canonical file of the usual form without libxml2.
  /// - Returns: false where it is not of that form; then nothing was read.
  func readRegular(
    _ member: InputMember, into reading: inout MemberReading
  ) throws(InputError) -> Bool {
    guard var regular = RegularTree(member.content, recognition, trees, records),
      let slots = regular.read()
    else { return false }
    try member.content.checkUnchanged()
    try records.finish(slots, into: &reading)
    return true
  }

  func read(_ member: InputMember, into reading: inout MemberReading) throws(InputError) {
    // Names and texts of the parser live as long as one event: what is kept is copied.
    try readXML(
      member,
      handler: XMLHandler(
        start: { name, attributes, line in
          self.start(name.local, attributes, line)
          return true
        },
        text: { text in
          if self.isCollecting { self.buffer.append(contentsOf: text.bytes) }
        },
        end: { _, _ in self.end() }))
    try records.finish(slots, into: &reading)
  }

  private func start(_ name: Text, _ attributes: [(name: XMLName, value: Text)], _ line: Int) {
    let parent = frames[frames.count - 1]
    var frame = Frame()
    frame.document = trees.document.child(parent.document, name)
    if frame.document == PathTree.dead { frame.document = trees.document.child(0, name) }
    frame.group = trees.group.child(parent.group, name)
    frame.record = trees.record.child(parent.record, name)
    frame.part = trees.part.child(parent.part, name)
    frame.balance = trees.balance.child(parent.balance, name)
    if parent.begins == .record, frame.record == PathTree.dead { records.unknown(name) }
    begin(&frame, line)
    take(attributes, frame)
    frame.collects = hasSlots(frame)
    isCollecting = frame.collects
    buffer.removeAll(keepingCapacity: true)
    frames.append(frame)
  }

  private func begin(_ frame: inout Frame, _ line: Int) {
    func mark(_ tree: PathTree, _ node: Int) -> PathTree.Mark {
      node == PathTree.dead ? .none : tree.nodes[node].mark
    }
    if !isInGroup, mark(trees.document, frame.document) == .group {
      frame.begins = .group
      frame.group = 0
      isInGroup = true
      groupTexts.clear()
      clear(trees.groupSlots)
      records.beginGroup()
    } else if !isInRecord,
      mark(trees.document, frame.document) == .record || mark(trees.group, frame.group) == .record
    {
      frame.begins = .record
      frame.record = 0
      isInRecord = true
      recordTexts.clear()
      clear(trees.recordSlots)
      records.begin(line)
    } else if mark(trees.record, frame.record) == .part {
      frame.begins = .part
      frame.part = 0
      clear(trees.partSlots)
    } else if mark(trees.group, frame.group) == .balance {
      frame.begins = .balance
      frame.balance = 0
      clear(Array(trees.balanceSlot..<trees.slotCount))
    }
  }

  private func clear(_ list: [Int]) {
    for slot in list {
      slots[slot] = Text()
      filled[slot] = false
    }
  }

  private func hasSlots(_ frame: Frame) -> Bool {
    func has(_ tree: PathTree, _ node: Int) -> Bool {
      node != PathTree.dead && !tree.nodes[node].slots.isEmpty
    }
    return has(trees.record, frame.record) || has(trees.part, frame.part)
      || has(trees.group, frame.group) || has(trees.document, frame.document)
      || has(trees.balance, frame.balance)
  }

  private func take(_ attributes: [(name: XMLName, value: Text)], _ frame: Frame) {
    if attributes.isEmpty { return }
    visit(frame) { tree, node in
      for (name, slot) in tree.nodes[node].attributes {
        for attribute in attributes where attribute.name.local == name {
          set(slot, attribute.value.trimmed())
        }
      }
    }
  }

  @inline(__always)
  private func visit(_ frame: Frame, _ body: (borrowing PathTree, Int) -> Void) {
    if frame.document != PathTree.dead { body(trees.document, frame.document) }
    if frame.group != PathTree.dead { body(trees.group, frame.group) }
    if frame.record != PathTree.dead { body(trees.record, frame.record) }
    if frame.part != PathTree.dead { body(trees.part, frame.part) }
    if frame.balance != PathTree.dead { body(trees.balance, frame.balance) }
  }

  /// The first value of a path holds, unless all are asked for; one that is empty does not count.
  private func set(_ slot: Int, _ text: Text) {
    if filled[slot] { records.doubled(slot) }
    filled[slot] = true
    if text.isEmpty { return }
    if slots[slot].isEmpty {
      slots[slot] = textsOf[slot].copy(text)
    } else if trees.gathers[slot], let all = Several.joined(slots[slot], text) {
      slots[slot] = textsOf[slot].text(all)
    }
  }

  private func end() {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    if frame.collects {
      // A path that ends at an element with children takes the text after the last child.
      buffer.withUnsafeBytes { bytes in
        let text = Text(bytes).trimmed()
        visit(frame) { tree, node in
          for slot in tree.nodes[node].slots { set(slot, text) }
        }
      }
    }
    isCollecting = false
    buffer.removeAll(keepingCapacity: true)
    switch frame.begins {
    case .none: break
    case .part: records.endPart(slots)
    case .balance: records.balance(slots)
    case .record:
      records.end(&slots)
      isInRecord = false
    case .group:
      records.endGroup(slots)
      isInGroup = false
    }
  }
}
