/// When one movement can meet one expectation alone, and what the match then says.
struct PairingRule: Sendable {
  let pass: MatchPass
  let fits: @Sendable (MatchingSlate, _ expectation: Int, _ movement: Int) -> Bool
  let matchedOn: @Sendable (MatchingSlate, _ expectation: Int, _ movement: Int) -> StaticString
}

/// What becomes of rivals.
enum Rivalry: Sendable {
  /// A later pass knows more fields.
  case leave
  /// No later pass may decide.
  case hold
}

extension MatchingSlate {
  /// Pairs expectations with movements one to one wherever the answer is unique.
  mutating func pair(
    _ expectations: [Int], _ evidence: [Int], by rule: PairingRule, rivals: Rivalry
  ) {
    var wanted = expectations.filter { isOpen($0) }
    var moved = evidence.filter { isFree($0) }
    while let first = wanted.first, !moved.isEmpty {
      let group = component(of: first, &wanted, &moved, rule)
      guard !group.evidence.isEmpty else { continue }
      if isDecided(group, rule) {
        for (expectation, movement) in zip(group.expectations, group.evidence) {
          meet(
            expectation, with: movement, pass: rule.pass,
            matchedOn: rule.matchedOn(self, expectation, movement))
        }
      } else if rivals == .hold {
        hold(group.expectations, group.evidence)
      }
    }
  }

  private typealias Component = (expectations: [Int], evidence: [Int])

  /// All that competes with `first`, directly or through others; taken out of `wanted` and `moved`.
  private func component(
    of first: Int, _ wanted: inout [Int], _ moved: inout [Int], _ rule: PairingRule
  ) -> Component {
    var group: Component = ([first], [])
    wanted.removeFirst()
    var seenExpectations = 0
    var seenEvidence = 0
    while true {
      if seenExpectations < group.expectations.count {
        let expectation = group.expectations[seenExpectations]
        seenExpectations += 1
        group.evidence += moved.extract { rule.fits(self, expectation, $0) }
      } else if seenEvidence < group.evidence.count {
        let movement = group.evidence[seenEvidence]
        seenEvidence += 1
        group.expectations += wanted.extract { rule.fits(self, $0, movement) }
      } else {
        return (group.expectations.sorted(), group.evidence.sorted())
      }
    }
  }

  /// Whether it says nothing which movement meets which expectation: alike movements are no rivals
  /// where each expectation gets one, alike expectations are none where each movement finds one.
  private func isDecided(_ group: Component, _ rule: PairingRule) -> Bool {
    let (wanted, moved) = group
    let isOneName = moved.allSatisfy { isAlike(evidence: moved[0], $0) }
    let isOneCase = wanted.allSatisfy { isAlike(expectations: wanted[0], $0) }
    guard
      (isOneName && moved.count >= wanted.count) || (isOneCase && moved.count <= wanted.count)
        || (isOneName && isOneCase)
    else { return false }
    return wanted.allSatisfy { expectation in
      moved.allSatisfy { rule.fits(self, expectation, $0) }
    }
  }
}

extension [Int] {
  /// Removes the elements that fit, and returns them in order.
  fileprivate mutating func extract(_ fits: (Int) -> Bool) -> [Int] {
    let found = filter(fits)
    if !found.isEmpty { removeAll { number in found.sortedContains(number) } }
    return found
  }
}
