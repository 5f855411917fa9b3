import Returns

/// Which values of a file nobody knows were taken for a word, and how often: a reason that is not
/// known decides who bears freight, so it is never taken without a word. The empty word: they were
/// several, and none was taken.
struct Assumptions {
  /// How many different values a notice shows.
  private static let shown = 5

  private struct Key: Hashable {
    let word: Text
    let column: Int
  }

  private struct Values {
    var count = 0
    /// The first ones by their bytes, so that no order of rows matters; one more than are shown.
    var first: [Text] = []

    mutating func add(_ text: Text) {
      let place = first.firstIndex { !($0 < text) } ?? first.count
      guard place <= Assumptions.shown, place == first.count || first[place] != text else { return }
      first.insert(Text(copying: text.bytes), at: place)
      if first.count > Assumptions.shown + 1 { first.removeLast() }
    }
  }

  private var values: [Key: Values] = [:]

  /// - Parameter column: where the value stands.
  mutating func note(_ text: Text, as word: Text, in column: Int) {
    let key = Key(word: word, column: column)
    values[key, default: Values()].count += 1
    values[key, default: Values()].add(text)
  }

  mutating func add(_ other: Assumptions) {
    for (key, found) in other.values {
      values[key, default: Values()].count += found.count
      for text in found.first { values[key, default: Values()].add(text) }
    }
  }

  /// A sentence for each column and word.
  func notices(_ profile: Profile) -> [String] {
    values.sorted { ($0.key.column, $0.key.word) < ($1.key.column, $1.key.word) }.map {
      key, found in
      let list = found.first.prefix(Self.shown).map { ValueWording.shown($0.string) }
      let more = found.first.count > Self.shown ? ["…"] : []
      if key.word.isEmpty {
        return "\(profile.columns[key.column].label): of several values none is taken:"
          + " \((list + more).joined(separator: ", "))"
      }
      return "\(profile.columns[key.column].label): \(found.count) values are not known and taken"
        + " for \(key.word.string): \((list + more).joined(separator: ", "))"
    }
  }
}
