import Returns

/// Where a file stands among those of its source: what it begins with and what it ends with, as a
/// balance, or a number whose predecessor must be there.
public struct ChainLink: Sendable, Equatable {
  /// The source's own name of it.
  public let chain: String
  public let account: String
  public let start: String
  public let end: String
}

/// The links of a file's rows, joined into the file's own: of each account that rows name.
///
/// A row that leads from one balance to another continues the row that ends where it begins, in
/// whatever order rows stand: what begins nowhere else is where the file begins.
struct ChainCount {
  let rule: ChainRule
  /// By account; one of the empty text where the rule does not say which.
  private var tallies: [Text: Tally] = [:]

  init(_ rule: ChainRule) { self.rule = rule }

  mutating func clear() { self = ChainCount(rule) }

  mutating func count(_ evaluator: Evaluator) {
    if let when = rule.when, !evaluator.holds(when) { return }
    var key = Text()
    if let by = rule.by {
      let text = (try? evaluator.text(by)) ?? Text()
      key = tallies[text] == nil ? Text(copying: text.bytes) : text
    }
    tallies[key, default: Tally()].count(rule, evaluator)
  }

  /// - Parameter account: whose the links are that name none.
  func links(account: String) -> [ChainLink] {
    tallies.sorted { $0.key < $1.key }.flatMap { key, tally in
      tally.links(rule, account: key.isEmpty ? account : key.string)
    }
  }
}

extension ChainCount {
  /// The rows of one account.
  private struct Tally {
    private var starts: [Int128: Int] = [:]
    private var ends: [Int128: Int] = [:]
    private var numbers: Set<Int128> = []
    private var first: (start: Exact, end: Exact)?
    private var last: (start: Exact, end: Exact)?
    private var isReadable = true

    mutating func count(_ rule: ChainRule, _ evaluator: Evaluator) {
      do throws(ValueProblem) {
        switch rule.kind {
        case .number(let term):
          guard let number = try evaluator.exact(term, decimals: 0) else { return }
          if number.units > 0 { numbers.insert(number.units) }
        case .balance(let before, let after):
          guard let start = try evaluator.exact(before, decimals: 2),
            let end = try evaluator.exact(after, decimals: 2)
          else { return }
          add(start, end)
        }
      } catch {
        isReadable = false
      }
    }

    private mutating func add(_ start: Exact, _ end: Exact) {
      if first == nil { first = (start, end) }
      last = (start, end)
      starts[start.units, default: 0] += 1
      ends[end.units, default: 0] += 1
    }

    /// - Returns: a link for each number; one from the first balance to the last. None where
    ///   balances do not follow on from each other, as in an export of some kinds of rows only:
    ///   nothing follows from them.
    func links(_ rule: ChainRule, account: String) -> [ChainLink] {
      guard isReadable else { return [] }
      func link(_ start: Exact, _ end: Exact, _ decimals: Int) -> ChainLink {
        ChainLink(
          chain: rule.name, account: account, start: start.string(decimals: decimals),
          end: end.string(decimals: decimals))
      }
      if case .number = rule.kind {
        return numbers.sorted().map { number in
          link(Exact(units: number - Exact.one), Exact(units: number), 0)
        }
      }
      guard let first, let last else { return [] }
      let opening = starts.filter { $0.value > ends[$0.key] ?? 0 }
      let closing = ends.filter { $0.value > starts[$0.key] ?? 0 }
      if opening.isEmpty, closing.isEmpty {
        // It ends as it began: where, the order of the rows tells.
        let isDescending = first.end == last.start && first.start != last.end
        return [isDescending ? link(last.start, first.end, 2) : link(first.start, last.end, 2)]
      }
      guard opening.count == 1, closing.count == 1, let start = opening.keys.first,
        let end = closing.keys.first, opening[start]! - (ends[start] ?? 0) == 1
      else { return [] }
      return [link(Exact(units: start), Exact(units: end), 2)]
    }
  }
}
