import Returns

/// What a term makes of an XML path at which one record has several different values: to take one
/// of them would be a guess.
enum Several: String, Sendable, CaseIterable {
  /// The row is a reject.
  case refuse
  /// None is taken, and the file says so.
  case empty

  /// Stands between values that were gathered at one path.
  static let mark = Array(" | ".utf8)
  /// How many of them are kept: to say that they are several, and to show them, takes no more.
  static let most = 8

  /// - Returns: nil where the value is among those gathered already, or these are enough.
  static func joined(_ gathered: Text, _ text: Text) -> [UInt8]? {
    if gathered == text { return nil }
    let values = values(gathered)
    if values.count >= most || values.contains(text) { return nil }
    return Array(gathered.bytes) + mark + Array(text.bytes)
  }

  static func values(_ gathered: Text) -> [Text] {
    var values: [Text] = []
    var start = 0
    for place in gathered.bytes.indices.dropLast(mark.count)
    where place >= start && gathered.bytes[place...].starts(with: mark) {
      values.append(gathered.slice(start, place))
      start = place + mark.count
    }
    return values + [gathered.slice(start, gathered.count)]
  }
}

extension Evaluator {
  /// The one value that stands at a path, each cleaned as the term says.
  func only(
    _ gathered: Text, _ rule: Several, column: Int, clean: (Text) -> Text
  ) throws(ValueProblem) -> Text {
    var values: [Text] = []
    for value in Several.values(gathered).map(clean)
    where !value.isEmpty && !values.contains(value) { values.append(value) }
    guard values.count > 1 else { return values.first ?? Text() }
    if rule == .refuse { throw .several }
    assumptions.note(gathered, as: Text(), in: column)
    return Text()
  }
}
