extension MoneyPass {
  /// The rest of pass 6: several movements that add up to one expectation and that the order or its
  /// payments alone tie to it. The sums are searched, and an answer holds only where it is the only
  /// one and no other expectation wants its movements.
  static let parts = MoneyPass(.split) { slate in
    while true {
      let claims = slate.partClaims()
      let accepted = claims.undisputed
      for claim in accepted {
        slate.meet(claim.expectation, with: claim.movements.sorted()) {
          $0.field($1, claim.expectation)
        }
      }
      guard accepted.isEmpty else { continue }
      // Where all that came is all that was expected, it does not matter what was meant for which.
      if slate.squareUpOrder() { return }
      for claim in claims {
        let alike = slate.openExpectations.filter {
          slate.isAlike(expectations: claim.expectation, $0)
        }
        slate.hold(alike, claim.movements.sorted(), reachedLimit: claim.reachedLimit)
      }
      return
    }
  }
}

/// What one expectation could have come as.
private struct PartClaim: SumClaim {
  let expectation: Int
  /// The movements of its answer, or of all its answers.
  let movements: Set<Int>
  var isUnique = false
  var reachedLimit = false

  var members: Set<Int> { movements }
}

extension MatchingSlate {
  /// One claim for every expectation that has an answer; of alike expectations the first speaks.
  fileprivate mutating func partClaims() -> [PartClaim] {
    guard freeEvidence.count >= 2 else { return [] }
    var speakers: [Int] = []
    var claims: [PartClaim] = []
    for expectation in openExpectations {
      guard !speakers.contains(where: { isAlike(expectations: $0, expectation) }) else { continue }
      speakers.append(expectation)
      if let claim = partClaim(expectation) { claims.append(claim) }
    }
    return claims
  }

  /// nil also where money that met nothing names the expectation: that comes first.
  private mutating func partClaim(_ expectation: Int) -> PartClaim? {
    guard !evidence.indices.contains(where: { isFree($0) && exact.names($0, expectation) })
    else { return nil }
    let parts = freeEvidence.filter { isPart($0, of: expectation) && !isWhole($0) }
    guard parts.count >= 2 else { return nil }
    let search = SubsetSearch(
      parts, target: expectations[expectation].amount, amount: { evidence[$0].amount },
      alike: { isAlike(evidence: $0, $1) })
    switch answer(of: search) {
    case .none: return nil
    case .unique(let members):
      return PartClaim(expectation: expectation, movements: Set(members), isUnique: true)
    case .several(let members):
      return PartClaim(expectation: expectation, movements: Set(members))
    case .limit:
      return PartClaim(expectation: expectation, movements: Set(parts), reachedLimit: true)
    }
  }

  /// Whether a movement that names no case byte for byte may be for an expectation.
  private func isPart(_ movement: Int, of expectation: Int) -> Bool {
    exact.listOf[movement] == nil && isSameCurrency(expectation, movement)
      && mayServe(movement, expectation) && reaches(movement, expectation)
  }

  /// Money that equals an expectation is that one's, and no part.
  private func isWhole(_ movement: Int) -> Bool {
    expectations.indices.contains {
      (isOpen($0) || disputes.holds(expectation: $0)) && isEqualMoney($0, movement)
        && isPart(movement, of: $0)
    }
  }

  /// Several movements for all that one case expects, equal only in sum: filled in order.
  /// - Returns: whether the sums are equal.
  fileprivate mutating func squareUpOrder() -> Bool {
    let (wanted, moved) = (openExpectations, freeEvidence)
    guard moved.count >= 2, let first = wanted.first,
      wanted.allSatisfy({ expectations[$0].caseID == expectations[first].caseID }),
      moved.allSatisfy({ movement in wanted.allSatisfy { isPart(movement, of: $0) } })
    else { return false }
    return squareUp(wanted, moved) { _, _, _ in true }
  }
}
