import Returns

/// One control figure while its rows are counted. Every data row counts, also one that is rejected
/// or left out: the figure proves that the file is whole, not that its rows are good.
struct ControlCount {
  let rule: ControlRule
  private var rows = 0
  private var sum = Exact(units: 0)
  private var unreadable = 0

  init(_ rule: ControlRule) { self.rule = rule }

  mutating func count(_ evaluator: Evaluator) {
    if let when = rule.when, !evaluator.holds(when) { return }
    guard let term = rule.sum else {
      rows += 1
      return
    }
    do throws(ValueProblem) {
      if let value = try evaluator.exact(term, decimals: 2) { sum = sum + value }
    } catch {
      unreadable += 1
    }
  }

  /// Adds what was counted in other rows.
  mutating func add(_ other: ControlCount) {
    rows += other.rows
    sum = sum + other.sum
    unreadable += other.unreadable
  }

  mutating func clear() { self = ControlCount(rule) }

  /// - Parameter label: what the figure belongs to, where a file has several (a statement).
  /// - Returns: nil where the file does not state the figure.
  func total(_ evaluator: Evaluator, label: String = "") -> ControlTotal? {
    guard let text = try? evaluator.text(rule.expected), !text.isEmpty else { return nil }
    let name = label.isEmpty ? rule.name : "\(label): \(rule.name)"
    let places = Self.places(text)
    let found = rule.sum == nil ? String(rows) : sum.string(decimals: places)
    let note = unreadable > 0 ? " (\(unreadable) cells not readable)" : ""
    guard let expected = (try? evaluator.exact(rule.expected, decimals: 2)) ?? nil else {
      return ControlTotal(name: name, expected: text.string, found: found + note, agrees: false)
    }
    let counted = rule.sum == nil ? Exact(units: Int128(rows) * Exact.one) : sum
    return ControlTotal(
      name: name, expected: expected.string(decimals: places), found: found + note,
      agrees: expected == counted && unreadable == 0)
  }

  private static func places(_ text: Text) -> Int {
    guard let point = text.bytes.firstIndex(of: 0x2E) else { return 0 }
    return min(Exact.places, text.count - point - 1)
  }
}
