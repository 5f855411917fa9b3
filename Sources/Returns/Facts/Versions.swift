/// How one version of a fact stands to another.
enum VersionAge { case newer, older, unordered }

extension Record {
  /// Same key together; within a key older first, so that the versions can be folded.
  func precedes(_ other: Record) -> Bool {
    let (left, right) = (head, other.head)
    if left.feed != right.feed { return left.feed.rawValue < right.feed.rawValue }
    if left.key != right.key { return left.key < right.key }
    if left.run != right.run { return left.run < right.run }
    let (early, late) = (left.stamp ?? .min, right.stamp ?? .min)
    if early != late { return early < late }
    if content != other.content { return content < other.content }
    return (left.file, left.line) < (right.file, right.line)
  }

  /// By the stamp, else by the run that received it (design: section 4).
  func age(against current: Record) -> VersionAge {
    if let left = head.stamp, let right = current.head.stamp, left != right {
      return left > right ? .newer : .older
    }
    if head.run != current.head.run { return head.run > current.head.run ? .newer : .older }
    return .unordered
  }

  /// The place, among versions of one fact in any order, of the one that stands.
  public static func standing(of versions: [Record]) -> Int {
    let order = versions.indices.sorted { versions[$0].precedes(versions[$1]) }
    var current = order[0]
    var seen = [versions[current].content]
    for index in order.dropFirst() where !seen.contains(versions[index].content) {
      seen.append(versions[index].content)
      if versions[index].age(against: versions[current]) == .newer { current = index }
    }
    return current
  }
}
