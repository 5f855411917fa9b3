import Returns

extension Evaluator {
  /// Of the terms a value is made of, the one that is to blame where it cannot be read: the one
  /// that has the problem itself, else the one that was chosen.
  ///
  /// - Parameter decimals: the places of a number; nil where the value is none.
  func culprit(_ term: Term, of problem: ValueProblem, decimals: Int? = nil) -> Term {
    if problem == .unknownZone {
      let rule = timeRule(term)?.zone ?? profile.time.zone
      if case .term(let column) = rule { return Term(.column(column)) }
    }
    let rule = term.number
    let inner = term.inner.filter { $0.when.map(holds) ?? true }
    let all = inner + (rule?.factors ?? []) + (rule?.divisors ?? [])
    if let bad = all.first(where: { has(problem, $0, decimals) }) {
      return culprit(bad, of: problem, decimals: decimals)
    }
    guard case .firstOf = term.origin else { return term }
    let chosen = inner.first { ((try? text($0)) ?? Text()).isEmpty == false }
    return chosen.map { culprit($0, of: problem, decimals: decimals) } ?? term
  }

  private func has(_ problem: ValueProblem, _ term: Term, _ decimals: Int?) -> Bool {
    do throws(ValueProblem) {
      if let decimals {
        _ = try exact(term, decimals: decimals)?.minorUnits(decimals: decimals, rounding: false)
      } else {
        _ = try text(term)
      }
      return false
    } catch {
      return error == problem
    }
  }
}

extension Term {
  /// The terms that the origin is made of.
  fileprivate var inner: [Term] {
    switch origin {
    case .column, .constant, .captured, .contentID, .ordinal, .partNumber: []
    case .assumed(_, let unknown): [unknown]
    case .firstOf(let terms), .join(let terms, _), .total(let terms): terms
    case .difference(let first, let second, _): [first, second]
    }
  }
}
