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

/// Finds which members add up to a target, two or more of them, each used once. The work is bounded
/// and the same on every machine.
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
    let fitting = members.enumerated().filter {
      amount($0.element) > 0 && amount($0.element) < target
    }
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
    guard let layers = partialSums(limit: limit) else { return .limit }
    guard let ways = layers.last?.last(where: { $0.amount == target && $0.hasRequired })?.ways
    else {
      return .none
    }
    let used = countsUsed(layers)
    if ways == 1 { return .unique(zip(groups, used).flatMap { $0.members.prefix($1) }) }
    return .several(zip(groups, used).flatMap { $1 > 0 ? $0.members : [] })
  }

  /// A sum of some members of the groups so far.
  private struct PartialSum: Hashable {
    var amount: Int64
    var hasRequired: Bool
  }

  /// With the number of ways that lead to it; beyond two they are not counted.
  private typealias Reached = (amount: Int64, hasRequired: Bool, ways: Int)

  /// Per group, the sums of all groups before it that can still end at the target, ascending and
  /// each once: equal sums go on together, which is what keeps orders with many alike prices within
  /// the limit.
  private func partialSums(limit: Int) -> [[Reached]]? {
    let reachable = reachableSums()
    var layers: [[Reached]] = [[(0, false, 1)]]
    var work = 0
    for (index, group) in groups.enumerated() {
      var next: [Reached] = []
      for sum in layers[index] {
        for count in 0...Self.most(of: group, within: target - sum.amount) {
          work += 1
          if work > limit { return nil }
          let step = Self.step(from: sum, by: count, of: group)
          if target - step.amount <= reachable[index + 1] {
            next.append((step.amount, step.hasRequired, sum.ways))
          }
        }
      }
      layers.append(Self.merged(next))
    }
    return layers
  }

  private static func most(of group: Group, within rest: Int64) -> Int {
    Int(min(Int64(group.members.count), rest / group.amount))
  }

  private static func step(from sum: Reached, by count: Int, of group: Group) -> PartialSum {
    PartialSum(
      amount: sum.amount + Int64(count) * group.amount,
      hasRequired: sum.hasRequired || (count > 0 && group.isRequired))
  }

  private static func merged(_ sums: [Reached]) -> [Reached] {
    let ascending = sums.sorted {
      ($0.amount, $0.hasRequired ? 1 : 0) < ($1.amount, $1.hasRequired ? 1 : 0)
    }
    var kept: [Reached] = []
    for sum in ascending {
      if let last = kept.last, last.amount == sum.amount, last.hasRequired == sum.hasRequired {
        kept[kept.count - 1].ways = min(last.ways + sum.ways, 2)
      } else {
        kept.append(sum)
      }
    }
    return kept
  }

  /// Back from the target: how many members of each group occur in an answer (the only one, or
  /// any).
  private func countsUsed(_ layers: [[Reached]]) -> [Int] {
    var used = [Int](repeating: 0, count: groups.count)
    var ends: Set<PartialSum> = [PartialSum(amount: target, hasRequired: true)]
    for index in groups.indices.reversed() {
      var starts: Set<PartialSum> = []
      for sum in layers[index] {
        for count in 0...Self.most(of: groups[index], within: target - sum.amount)
        where ends.contains(Self.step(from: sum, by: count, of: groups[index])) {
          used[index] = max(used[index], count)
          starts.insert(PartialSum(amount: sum.amount, hasRequired: sum.hasRequired))
        }
      }
      ends = starts
    }
    return used
  }

  /// What each group and all smaller ones add up to at most; capped at the target, which is all
  /// that is asked.
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
