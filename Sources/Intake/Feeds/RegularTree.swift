import CByteScan
import Glibc
import Returns

/// Reads a canonical XML file of the usual form straight from its bytes: `<record>` elements of
/// plain `<name>text</name>` elements, without attributes, comments or sections.
///
/// Whatever is not of that form (also all that is wrong in any way) is left to libxml2: then
/// nothing of this reading is kept, so there is one place that says what XML is, and one that words
/// its faults.
struct RegularTree {
  private struct Field {
    let name: UnsafeRawPointer
    let count: Int
    let slot: Int
  }

  private let text: UnsafeRawBufferPointer
  private let content: InputContent
  private let trees: PathTrees
  private let records: TreeRecords
  private let scratch = Scratch()
  private var at = 0
  private var line = 1
  /// Up to where line ends are counted.
  private var counted = 0
  /// Up to where the file's pages were given back.
  private var released = 0
  private var slots: [Text]
  private var filled: UInt64 = 0
  /// The names met so far; records mostly name their values in one order.
  private var fields: [Field] = []
  private var expected = 0

  /// - Returns: nil where the bytes are not in memory as UTF-8.
  init?(
    _ content: InputContent, _ recognition: Recognition, _ trees: PathTrees, _ records: TreeRecords
  ) {
    guard recognition.profile.isCanonical, recognition.encoding == .utf8, trees.slotCount <= 64,
      case .plain(let bytes, _) = content.source
    else { return nil }
    text = UnsafeRawBufferPointer(
      rebasing: bytes.bytes.dropFirst(bytes.begins(with: byteOrderMark) ? byteOrderMark.count : 0))
    self.content = content
    self.trees = trees
    self.records = records
    slots = [Text](repeating: Text(), count: trees.slotCount)
  }

  /// - Returns: the values that belong to the file as a whole; nil where the file is not regular.
  mutating func read() -> [Text]? {
    guard let base = text.baseAddress, isPlainText(base), skipDeclaration(), skipRoot() else {
      return nil
    }
    while true {
      skipBlanks()
      if take("<record>") {
        guard readRecord(base) else { return nil }
      } else if take("</backhaul>") {
        skipBlanks()
        return at == text.count ? slots : nil
      } else {
        return nil
      }
    }
  }

  /// UTF-8 throughout, without the two characters that XML excludes beyond the control characters.
  private func isPlainText(_ base: UnsafeRawPointer) -> Bool {
    guard bytescan_is_utf8(base, text.count) != 0 else { return false }
    return bytescan_has_noncharacter(base, text.count) == 0
  }

  private mutating func skipDeclaration() -> Bool {
    skipBlanks()
    guard starts(with: "<?") else { return true }
    // Nothing may stand before a declaration.
    guard at == 0, take("<?xml version=\"1.0\"") else { return false }
    _ = take(" encoding=\"UTF-8\"") || take(" encoding=\"utf-8\"")
    return take("?>")
  }

  private mutating func skipRoot() -> Bool {
    skipBlanks()
    guard take("<backhaul feed=\"") else { return false }
    while at < text.count, text[at] >= 0x61 && text[at] <= 0x7A || text[at] == 0x5F { at += 1 }
    return take("\">")
  }

  private mutating func readRecord(_ base: UnsafeRawPointer) -> Bool {
    line += bytescan_count(base + counted, at - counted, 0x0A)
    counted = at
    release()
    for slot in slots.indices { slots[slot] = Text() }
    (filled, expected) = (0, 0)
    scratch.clear()
    records.begin(line)
    while true {
      skipBlanks()
      if take("</record>") {
        records.end(&slots)
        return true
      }
      guard readValue(base) else { return false }
    }
  }

  /// `<name>text</name>` or `<name/>`.
  private mutating func readValue(_ base: UnsafeRawPointer) -> Bool {
    guard at < text.count, text[at] == 0x3C, let field = readName(base) else { return false }
    if text[at] == 0x2F {
      at += 1
      guard take(">") else { return false }
      set(field, Text(), base)
      return true
    }
    at += 1
    guard let value = readText(base) else { return false }
    // readText stops at a `<`.
    guard text.count - at >= field.count + 3, text[at + 1] == 0x2F,
      memcmp(base + at + 2, field.name, field.count) == 0, text[at + 2 + field.count] == 0x3E
    else { return false }
    at += field.count + 3
    set(field, value, base)
    return true
  }

  /// Leaves `at` on the `>` or `/` behind the name.
  private mutating func readName(_ base: UnsafeRawPointer) -> Field? {
    let start = at + 1
    if expected < fields.count, fits(fields[expected], base, start) {
      expected += 1
      at = start + fields[expected - 1].count
      return fields[expected - 1]
    }
    let end = start + bytescan_xml_name(base + start, text.count - start)
    guard end > start, end < text.count, text[end] == 0x3E || text[end] == 0x2F else { return nil }
    at = end
    if let known = fields.firstIndex(where: { fits($0, base, start) }) {
      expected = known + 1
      return fields[known]
    }
    let name = Text(start: base + start, count: end - start)
    let node = trees.record.child(0, name)
    let slot = node == PathTree.dead ? -1 : trees.record.nodes[node].slots.first ?? -1
    let field = Field(name: base + start, count: end - start, slot: slot)
    // Names without end are no reason to search without end.
    if fields.count < 64 { fields.append(field) }
    return field
  }

  @inline(__always)
  private func fits(_ field: Field, _ base: UnsafeRawPointer, _ start: Int) -> Bool {
    guard start + field.count < text.count, memcmp(base + start, field.name, field.count) == 0
    else { return false }
    let behind = text[start + field.count]
    return behind == 0x3E || behind == 0x2F
  }

  /// The text up to the next `<`, its five entities replaced.
  private mutating func readText(_ base: UnsafeRawPointer) -> Text? {
    let start = at
    at += bytescan_xml_text(base + at, text.count - at)
    guard at < text.count, at - start <= XMLLimits.text else { return nil }
    if text[at] == 0x3C { return Text(start: base + start, count: at - start).trimmed() }
    return text[at] == 0x26 ? readEscaped(base, from: start) : nil
  }

  private mutating func readEscaped(_ base: UnsafeRawPointer, from start: Int) -> Text? {
    var bytes = Array(text[start..<at])
    while at < text.count, text[at] == 0x26 {
      guard let character = takeEntity() else { return nil }
      bytes.append(character)
      let from = at
      at += bytescan_xml_text(base + at, text.count - at)
      bytes += text[from..<at]
    }
    guard at < text.count, text[at] == 0x3C, bytes.count <= XMLLimits.text else { return nil }
    return scratch.text(bytes).trimmed()
  }

  private mutating func takeEntity() -> UInt8? {
    if take("&amp;") { return 0x26 }
    if take("&lt;") { return 0x3C }
    if take("&gt;") { return 0x3E }
    if take("&quot;") { return 0x22 }
    return take("&apos;") ? 0x27 : nil
  }

  /// As for every XML file: the first value of a name holds; one that is empty does not count.
  private mutating func set(_ field: Field, _ value: Text, _ base: UnsafeRawPointer) {
    guard field.slot >= 0 else {
      return records.unknown(Text(start: field.name, count: field.count))
    }
    let bit: UInt64 = 1 << UInt64(field.slot)
    if filled & bit != 0 { records.doubled(field.slot) }
    filled |= bit
    if slots[field.slot].isEmpty { slots[field.slot] = value }
  }

  private mutating func release() {
    guard at - released > 4 << 20 else { return }
    content.letGo(UnsafeRawBufferPointer(rebasing: text[released..<at]))
    released = at
  }

  // MARK: bytes

  private mutating func skipBlanks() {
    while at < text.count, isBlank(text[at]) { at += 1 }
  }

  @inline(__always)
  private func starts(with word: StaticString) -> Bool {
    guard text.count - at >= word.utf8CodeUnitCount, let base = text.baseAddress else {
      return false
    }
    return memcmp(base + at, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  @inline(__always)
  private mutating func take(_ word: StaticString) -> Bool {
    guard starts(with: word) else { return false }
    at += word.utf8CodeUnitCount
    return true
  }
}
