extension MoneyPass {
  /// Pass 3: under the exact reference, several movements that add up to one expectation, or one
  /// movement that covers several expectations of its case (goods and freight, two lines).
  static let split = MoneyPass(.split) { slate in
    for positions in slate.cases { slate.splitCase(positions) }
  }
}

extension MatchingSlate {
  /// A sum that has several answers, or too many to try.
  private struct Open {
    var expectations: [Int]
    var evidence: [Int]
    var reachedLimit: Bool
  }

  fileprivate mutating func splitCase(_ positions: Range<Int>) {
    guard positions.contains(where: { isOpen($0) }) else { return }
    let named = evidence.indices.filter { movement in
      isFree(movement) && namesOnly(positions, movement)
    }
    guard !named.isEmpty else { return }
    var open: [Open] = []
    var hasMatched = true
    while hasMatched {
      hasMatched = false
      open = []
      for expectation in positions where isOpen(expectation) {
        hasMatched = addUp(named, to: expectation, &open) || hasMatched
      }
      for movement in named where isFree(movement) {
        hasMatched = cover(positions, with: movement, &open) || hasMatched
      }
    }
    // Where all that came is all that was expected, it does not matter what was meant for which
    // line.
    let wanted = positions.filter { isOpen($0) }
    let isSquare = squareUp(wanted, named.filter { isFree($0) }) { $0.exact.names($1, $2) }
    guard !isSquare else { return }
    for sum in open { hold(sum.expectations, sum.evidence, reachedLimit: sum.reachedLimit) }
  }

  /// Whether a movement names expectations of this case and of no other.
  private func namesOnly(_ positions: Range<Int>, _ movement: Int) -> Bool {
    guard let list = exact.list(of: movement), !list.isEmpty else { return false }
    return list.allSatisfy(positions.contains)
  }

  /// - Returns: whether it matched.
  private mutating func addUp(_ named: [Int], to expectation: Int, _ open: inout [Open]) -> Bool {
    let parts = named.filter {
      isFree($0) && exact.names($0, expectation) && isSameCurrency(expectation, $0)
    }
    guard parts.count >= 2 else { return false }
    let search = SubsetSearch(
      parts, target: expectations[expectation].amount, amount: { evidence[$0].amount },
      alike: { isAlike(evidence: $0, $1) })
    switch answer(of: search) {
    case .none: return false
    case .unique(let members):
      meet(expectation, with: members) { $0.namingField($1, expectation) }
      return true
    case .several(let members):
      open.append(Open(expectations: [expectation], evidence: members, reachedLimit: false))
    case .limit:
      open.append(Open(expectations: [expectation], evidence: parts, reachedLimit: true))
    }
    return false
  }

  /// - Returns: whether it matched.
  private mutating func cover(
    _ positions: Range<Int>, with movement: Int, _ open: inout [Open]
  ) -> Bool {
    let wanted = positions.filter {
      isOpen($0) && exact.names(movement, $0) && isSameCurrency($0, movement)
    }
    guard wanted.count >= 2 else { return false }
    let search = SubsetSearch(
      wanted, target: evidence[movement].amount, amount: { expectations[$0].amount },
      alike: { isAlike(expectations: $0, $1) })
    switch answer(of: search) {
    case .none: return false
    case .unique(let members):
      meetAll(members, with: movement, pass: .split) { $0.namingField($2, $1).withAmount }
      return true
    case .several(let members):
      open.append(Open(expectations: members, evidence: [movement], reachedLimit: false))
    case .limit:
      open.append(Open(expectations: wanted, evidence: [movement], reachedLimit: true))
    }
    return false
  }

  /// Takes movements that add up to an expectation to the last cent.
  mutating func meet(
    _ expectation: Int, with members: [Int],
    by field: (MatchingSlate, _ movement: Int) -> ReferenceField
  ) {
    for movement in members {
      take(
        movement, for: expectation, part: evidence[movement].amount, pass: .split,
        matchedOn: field(self, movement).withAmount)
    }
    settle(expectation, .met, matched: expectations[expectation].amount)
  }

  /// Shares one movement out to the expectations it covers to the last cent.
  mutating func meetAll(
    _ members: [Int], with movement: Int, pass: MatchPass,
    matchedOn: (MatchingSlate, _ expectation: Int, _ movement: Int) -> StaticString
  ) {
    for expectation in members.sorted() {
      let amount = expectations[expectation].amount
      take(
        movement, for: expectation, part: amount, pass: pass,
        matchedOn: matchedOn(self, expectation, movement))
      settle(expectation, .met, matched: amount)
    }
  }

  /// Several movements for several expectations of a case, equal only in sum: filled in order.
  ///
  /// - Parameter names: whether a movement is for an expectation.
  /// - Returns: whether the sums are equal.
  mutating func squareUp(
    _ wanted: [Int], _ moved: [Int], names: (MatchingSlate, _ movement: Int, Int) -> Bool
  ) -> Bool {
    guard !wanted.isEmpty, !moved.isEmpty,
      moved.allSatisfy({ movement in
        wanted.allSatisfy { names(self, movement, $0) && isSameCurrency($0, movement) }
      }),
      let expected = total(wanted.map { expectations[$0].amount }),
      expected == total(moved.map { evidence[$0].amount })
    else { return false }
    fill(wanted, from: moved, pass: .split, names: names)
    return true
  }

  private func total(_ amounts: [Int64]) -> Int64? {
    amounts.reduce(0 as Int64?) { sum, amount in sum.flatMap { MinorUnits.sum($0, amount) } }
  }
}
