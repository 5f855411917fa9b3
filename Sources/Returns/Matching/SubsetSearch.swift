/// What a search for amounts that add up found.
enum SubsetAnswer: Sendable, Equatable {
  case none
  /// The only answer, alike members counted as one: its members.
  case unique([Int])
  /// Several answers: all members that occur in any of them.
  case several([Int])
  /// The work limit was reached before all answers were known.
  case limit
}

/// Finds which members add up to a target, two or more of them, each used once. The work is bounded and the same
/// on every machine: amounts are tried from the largest down.
struct SubsetSearch: Sendable {
  /// Members of one amount that nobody can (and nobody needs to) tell apart.
  private struct Group {
    let amount: Int64
    var members: [Int]
    var isRequired: Bool
  }

  private var groups: [Group] = []
  private let target: Int64

  /// - Parameters:
  ///   - members: in the order in which alike ones are used.
  ///   - isRequired: an answer needs one of these; nil where any will do.
  init(
    _ members: [Int], target: Int64, amount: (Int) -> Int64, alike: (Int, Int) -> Bool,
    isRequired: ((Int) -> Bool)? = nil
  ) {
    self.target = target
    let fitting = members.enumerated().filter { amount($0.element) > 0 && amount($0.element) < target }
    let descending = fitting.sorted {
      (amount($1.element), $0.offset) < (amount($0.element), $1.offset)
    }
    for (_, member) in descending {
      var index = groups.count - 1
      while index >= 0, groups[index].amount == amount(member),
        !alike(groups[index].members[0], member)
      {
        index -= 1
      }
      if index >= 0, groups[index].amount == amount(member) {
        groups[index].members.append(member)
      } else {
        groups.append(
          Group(amount: amount(member), members: [member], isRequired: isRequired?(member) ?? true))
      }
    }
  }

  /// - Parameter limit: how many partial sums may be tried.
  func answer(limit: Int) -> SubsetAnswer {
    guard let (first, isOnly, isTouched) = solve(limit: limit) else { return .limit }
    guard let first else { return .none }
    if isOnly {
      return .unique(zip(groups, first).flatMap { $0.members.prefix($1) })
    }
    return .several(zip(groups, isTouched).flatMap { $1 ? $0.members : [] })
  }

  /// Depth first with a stack of its own: how many members of each group are in the sum so far.
  /// - Returns: the first answer, whether it is the only one, and which groups occur in any; nil at the limit.
  private func solve(limit: Int) -> (first: [Int]?, isOnly: Bool, isTouched: [Bool])? {
    let reachable = reachableSums()
    var counts = [Int](repeating: 0, count: groups.count)
    var isTouched = [Bool](repeating: false, count: groups.count)
    var first: [Int]?
    var isOnly = true
    var rest = target
    var depth = 0
    var work = 0
    while true {
      if rest > 0, depth < groups.count, reachable[depth] >= rest {
        work += 1
        if work > limit { return nil }
        let fitting = rest / groups[depth].amount
        counts[depth] = Int(min(Int64(groups[depth].members.count), fitting))
        rest -= Int64(counts[depth]) * groups[depth].amount
        depth += 1
        continue
      }
      if rest == 0, isAnswer(counts) {
        isOnly = first == nil
        first = first ?? counts
        for index in counts.indices where counts[index] > 0 { isTouched[index] = true }
      }
      // Back to the last group that still has one to give up.
      repeat {
        if depth == 0 { return (first, isOnly, isTouched) }
        depth -= 1
      } while counts[depth] == 0
      counts[depth] -= 1
      rest += groups[depth].amount
      depth += 1
      work += 1
      if work > limit { return nil }
    }
  }

  private func isAnswer(_ counts: [Int]) -> Bool {
    var total = 0
    var hasRequired = false
    for index in counts.indices where counts[index] > 0 {
      total += counts[index]
      hasRequired = hasRequired || groups[index].isRequired
    }
    return total >= 2 && hasRequired
  }

  /// What each group and all smaller ones add up to at most; capped at the target, which is all that is asked.
  private func reachableSums() -> [Int64] {
    var sums = [Int64](repeating: 0, count: groups.count + 1)
    for index in groups.indices.reversed() {
      let wanted = min(Int64(groups[index].members.count), target / groups[index].amount)
      let (sum, overflow) = sums[index + 1].addingReportingOverflow(wanted * groups[index].amount)
      sums[index] = overflow ? target : min(sum, target)
    }
    return sums
  }
}
