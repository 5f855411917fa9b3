import Returns

/// One control figure while its rows are counted. Every data row counts, also one that is rejected
/// or left out: the figure proves that the file is whole, not that its rows are good.
struct ControlCount {
  private struct Tally {
    var rows = 0
    var sum = Exact(units: 0)
    var unreadable = 0
    /// A row of it is of the kind that the file's own figure may or may not count.
    var isVoid = false

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(
        rows: a.rows + b.rows, sum: a.sum + b.sum, unreadable: a.unreadable + b.unreadable,
        isVoid: a.isVoid || b.isVoid)
    }
  }

  let rule: ControlRule
  /// By the value of `by` (a currency); one of the empty text without it.
  private var tallies: [Text: Tally] = [:]

  init(_ rule: ControlRule) { self.rule = rule }

  mutating func count(_ evaluator: Evaluator) {
    if let when = rule.when, !evaluator.holds(when) { return }
    var key = Text()
    if let by = rule.by {
      let text = (try? evaluator.text(by)) ?? Text()
      key = tallies[text] == nil ? Text(copying: text.bytes) : text
    }
    var tally = tallies[key] ?? Tally()
    tally.rows += 1
    if let condition = rule.unless, evaluator.holds(condition) { tally.isVoid = true }
    do throws(ValueProblem) {
      if let term = rule.sum, let value = try evaluator.exact(term, decimals: 2) {
        tally.sum = tally.sum + value
      }
    } catch {
      tally.unreadable += 1
    }
    tallies[key] = tally
  }

  /// Adds what was counted in other rows.
  mutating func add(_ other: ControlCount) { tallies.merge(other.tallies, uniquingKeysWith: +) }

  mutating func clear() { self = ControlCount(rule) }

  /// - Parameter label: what the figure belongs to, where a file has several (a statement).
  /// - Returns: nothing where the file does not state the figure.
  func totals(_ evaluator: Evaluator, label: String = "") -> [ControlTotal] {
    let name = label.isEmpty ? rule.name : "\(label): \(rule.name)"
    guard rule.by != nil, case .captured(let number) = rule.expected.origin else {
      return rule.by == nil
        ? [total(evaluator, tallies[Text()], name)].compactMap(\.self)
        : totalsOfEach(evaluator, name)
    }
    let stated = evaluator.keyedCaptures[number] ?? []
    if stated.isEmpty { return [] }
    let silent = tallies.keys.filter { key in !stated.contains { $0.key == key } }.sorted()
    let all = stated + silent.map { ($0, Exact(units: 0)) }
    return all.compactMap { key, expected in
      let tally = tallies[key] ?? Tally()
      return tally.isVoid
        ? nil : compare(expected, tally, name: "\(name) \(key.string)", places: 0)
    }
  }

  /// A figure that holds for each value of `by`: those that differ, or one where none does. Rows
  /// without such a value may belong to any of them.
  private func totalsOfEach(_ evaluator: Evaluator, _ name: String) -> [ControlTotal] {
    guard tallies.count > 1, tallies[Text()] == nil else {
      let all = tallies.values.reduce(Tally(), +)
      return [total(evaluator, all, name)].compactMap(\.self)
    }
    let sorted = tallies.sorted { $0.key < $1.key }
    let wrong = sorted.compactMap { key, tally in
      total(evaluator, tally, "\(name) \(key.string)")
    }.filter { !$0.agrees }
    return wrong.isEmpty
      ? [total(evaluator, sorted[0].value, name)].compactMap(\.self) : wrong
  }

  private func total(_ evaluator: Evaluator, _ tally: Tally?, _ name: String) -> ControlTotal? {
    guard let text = try? evaluator.text(rule.expected), !text.isEmpty else { return nil }
    let places = Self.places(text)
    let tally = tally ?? Tally()
    if tally.isVoid { return nil }
    guard let expected = (try? evaluator.exact(rule.expected, decimals: 2)) ?? nil else {
      return ControlTotal(
        name: name, expected: text.string, found: found(tally, places), agrees: false)
    }
    return compare(expected, tally, name: name, places: places)
  }

  private func found(_ tally: Tally, _ places: Int) -> String {
    let note = tally.unreadable > 0 ? " (\(tally.unreadable) cells not readable)" : ""
    return (rule.sum == nil ? String(tally.rows) : tally.sum.string(decimals: places)) + note
  }

  private func compare(
    _ expected: Exact, _ tally: Tally, name: String, places: Int
  ) -> ControlTotal {
    let counted = rule.sum == nil ? Exact(units: Int128(tally.rows) * Exact.one) : tally.sum
    return ControlTotal(
      name: name, expected: expected.string(decimals: places), found: found(tally, places),
      agrees: expected == counted && tally.unreadable == 0)
  }

  private static func places(_ text: Text) -> Int {
    guard let point = text.bytes.firstIndex(of: 0x2E) else { return 0 }
    return min(Exact.places, text.count - point - 1)
  }
}
