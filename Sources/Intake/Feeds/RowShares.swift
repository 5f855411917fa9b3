/// Which rows went into which record, where a record may be made of several rows: so that every row
/// is counted, once, with its record.
struct RowShares {
  /// Rows that a kept record stands on.
  private var heads: Set<Int> = []
  /// The other rows of kept records, and the row the record stands on.
  private var joined: [Int: Int] = [:]
  /// Two kept records stand on one row.
  private(set) var hasSeveralFacts = false

  mutating func keep(_ lines: [Int]) {
    guard let head = lines.first else { return }
    if !heads.insert(head).inserted { hasSeveralFacts = true }
    for line in lines.dropFirst() where joined[line] == nil { joined[line] = head }
  }

  /// Those of a refused record's rows that no kept record has.
  func lost(_ lines: [Int]) -> [Int] { lines.filter { !heads.contains($0) && joined[$0] == nil } }

  /// How many rows beyond its own stand behind a record's row.
  var counts: [Int: Int] {
    var counts: [Int: Int] = [:]
    for (line, head) in joined where !heads.contains(line) { counts[head, default: 0] += 1 }
    return counts
  }
}
