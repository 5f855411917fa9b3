extension MatchingSlate {
  /// Pass 8, which outranks all others and so comes first: what a person matched, whatever the
  /// references say. An expectation takes what it still wants, then of what names it; what a
  /// movement has beyond what it was matched to is too much for the last of these. What names an
  /// expectation that has all its money already is left to the passes: it is too much by itself.
  mutating func take(_ decided: [DecidedMatch]) {
    var pairs: [(expectation: Int, movement: Int)] = []
    for match in decided {
      guard let expectation = expectations.firstIndex(where: { $0.id == match.expectation }),
        let movement = evidence.firstIndex(where: { $0.txnID == match.txnID })
      else { continue }
      if !pairs.contains(where: { $0 == (expectation, movement) }) {
        pairs.append((expectation, movement))
      }
    }
    let decidedCount = pairs.count
    var parts: [Int64] = []
    var rest = left
    fill(pairs, &parts, &rest)
    addNamed(&pairs, parts)
    fill(pairs, &parts, &rest)
    for (index, pair) in pairs.enumerated().reversed() where rest[pair.movement] > 0 {
      parts[index] += rest[pair.movement]
      rest[pair.movement] = 0
    }
    for (index, pair) in pairs.enumerated() where parts[index] > 0 {
      let isDecided = index < decidedCount
      take(
        pair.movement, for: pair.expectation, part: parts[index],
        pass: isDecided ? .decision : .split,
        matchedOn: isDecided ? "decision" : namingField(pair.movement, pair.expectation).withAmount)
    }
    for expectation in Set(pairs.map(\.expectation)).sorted() {
      settle(expectation, pairs, parts)
    }
  }

  /// Adds the parts of the pairs that have none yet.
  private func fill(
    _ pairs: [(expectation: Int, movement: Int)], _ parts: inout [Int64], _ rest: inout [Int64]
  ) {
    for pair in pairs[parts.count...] {
      guard isSameCurrency(pair.expectation, pair.movement) else {
        parts.append(0)
        continue
      }
      let sum = Self.sum(of: pair.expectation, pairs, parts)
      let part = min(
        rest[pair.movement], max(expectations[pair.expectation].amount - sum, 0))
      parts.append(part)
      rest[pair.movement] -= part
    }
  }

  /// What names an expectation that a person matched, and no other case, is a part of its money as
  /// long as it wants any.
  private func addNamed(
    _ pairs: inout [(expectation: Int, movement: Int)], _ parts: [Int64]
  ) {
    for expectation in Set(pairs.map(\.expectation)).sorted()
    where Self.sum(of: expectation, pairs, parts) < expectations[expectation].amount {
      for movement in evidence.indices
      where exact.names(movement, expectation) && isSameCurrency(expectation, movement)
        && !pairs.contains(where: { $0.movement == movement })
        && (exact.list(of: movement) ?? []).allSatisfy({ other in
          pairs.contains { $0.expectation == other }
        })
      { pairs.append((expectation, movement)) }
    }
  }

  private mutating func settle(
    _ expectation: Int, _ pairs: [(expectation: Int, movement: Int)], _ parts: [Int64]
  ) {
    let wanted = expectations[expectation]
    var (sum, foreign): (Int64, Currency?) = (0, nil)
    for (pair, part) in zip(pairs, parts) where pair.expectation == expectation {
      if isSameCurrency(expectation, pair.movement) {
        sum += part
      } else {
        foreign = foreign ?? evidence[pair.movement].currency
      }
    }
    let standing: Standing =
      if let foreign, sum < wanted.amount { .currencyDiffers(foreign) } else if sum == wanted.amount
      { .met } else { sum < wanted.amount ? .short : .over }
    settle(expectation, standing, matched: min(sum, wanted.amount))
  }

  private static func sum(
    of expectation: Int, _ pairs: [(expectation: Int, movement: Int)], _ parts: [Int64]
  ) -> Int64 {
    var sum: Int64 = 0
    for (pair, part) in zip(pairs, parts) where pair.expectation == expectation { sum += part }
    return sum
  }
}
