import Returns

/// How the rows of each file came out: accepted, superseded, duplicate. A row that gives several
/// facts counts once, as the best of them; the rows of one record count as it does.
struct RowCounts: Sendable {
  struct Count: Sendable {
    var accepted = 0
    var superseded = 0
    var duplicate = 0
  }

  /// Lowest file number of the run; files are numbered from it.
  private let firstFile: Int
  private var counts: [Count]
  /// For files whose rows give several facts: the best class of each line, by line number.
  private var lines: [[UInt8]]
  private let severalFacts: [Bool]
  /// By file: how many rows beyond its own a record was made of, by the record's line.
  private let joined: [[Int: Int]]

  init(firstFile: Int, severalFacts: [Bool], joined: [[Int: Int]]) {
    self.firstFile = firstFile
    self.severalFacts = severalFacts
    self.joined = joined
    counts = Array(repeating: Count(), count: severalFacts.count)
    lines = Array(repeating: [], count: severalFacts.count)
  }

  mutating func count(_ head: RecordHead, _ recordClass: RecordClass) {
    let file = head.file - firstFile
    // Rows of a run that was killed were counted when it took them in.
    guard file >= 0, file < severalFacts.count else { return }
    guard severalFacts[file] else {
      counts[file].add(recordClass)
      return
    }
    if lines[file].count <= head.line {
      let missing = max(head.line + 1, lines[file].count * 2) - lines[file].count
      lines[file].append(contentsOf: repeatElement(0, count: missing))
    }
    let best = 4 - recordClass.rawValue
    if lines[file][head.line] < best { lines[file][head.line] = best }
  }

  mutating func merge(_ other: RowCounts) {
    for file in counts.indices {
      counts[file].accepted += other.counts[file].accepted
      counts[file].superseded += other.counts[file].superseded
      counts[file].duplicate += other.counts[file].duplicate
      if lines[file].count < other.lines[file].count {
        lines[file].append(
          contentsOf: repeatElement(0, count: other.lines[file].count - lines[file].count))
      }
      for line in other.lines[file].indices where lines[file][line] < other.lines[file][line] {
        lines[file][line] = other.lines[file][line]
      }
    }
  }

  func result(file number: Int) -> Count {
    let file = number - firstFile
    guard severalFacts[file] else { return counts[file] }
    var count = Count()
    for (line, best) in lines[file].enumerated() where best > 0 {
      let rows = 1 + (joined[file][line] ?? 0)
      count.add(RecordClass(rawValue: 4 - best) ?? .accepted, rows: rows)
    }
    return count
  }
}

extension RowCounts.Count {
  mutating func add(_ recordClass: RecordClass, rows: Int = 1) {
    switch recordClass {
    case .accepted: accepted += rows
    case .superseded: superseded += rows
    case .duplicate, .confirmed: duplicate += rows
    }
  }
}
