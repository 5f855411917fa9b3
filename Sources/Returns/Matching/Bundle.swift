extension MoneyPass {
  /// Pass 4: one movement that covers expectations of several cases of the order. It names one of
  /// the cases, or none that is known; the sums are searched, and the answer holds only where no
  /// other movement contests it.
  static let bundle = MoneyPass(.bundle) { slate in
    while true {
      let claims = slate.bundleClaims()
      let accepted = claims.undisputed
      for claim in accepted {
        slate.meetAll(claim.expectations.sorted(), with: claim.movement, pass: .bundle) {
          $0.field($2, $1).withAmount
        }
      }
      guard accepted.isEmpty else { continue }
      for claim in claims {
        let alike = slate.freeEvidence.filter { slate.isAlike(evidence: claim.movement, $0) }
        slate.hold(
          claim.expectations.sorted(), alike + [claim.movement], reachedLimit: claim.reachedLimit)
      }
      return
    }
  }
}

/// A sum that was found, which others may want a member of.
protocol SumClaim {
  /// Of its answer, or of all its answers.
  var members: Set<Int> { get }
  var isUnique: Bool { get }
}

extension Array where Element: SumClaim {
  /// Those with one answer of which no other claim wants a member.
  var undisputed: [Element] {
    indices.filter { index in
      self[index].isUnique
        && !indices.contains {
          $0 != index && !self[$0].members.isDisjoint(with: self[index].members)
        }
    }.map { self[$0] }
  }
}

/// What one movement could be a bundle of.
private struct BundleClaim: SumClaim {
  let movement: Int
  /// The expectations of its answer, or of all its answers.
  let expectations: Set<Int>
  var isUnique = false
  var reachedLimit = false

  var members: Set<Int> { expectations }
}

extension MatchingSlate {
  /// One claim for every movement that has an answer; of alike movements the first speaks.
  fileprivate mutating func bundleClaims() -> [BundleClaim] {
    let wanted = openExpectations.filter { !isAwaited($0) }
    guard wanted.count >= 2 else { return [] }
    var speakers: [Int] = []
    var claims: [BundleClaim] = []
    for movement in freeEvidence {
      guard !speakers.contains(where: { isAlike(evidence: $0, movement) }) else { continue }
      speakers.append(movement)
      if let claim = bundleClaim(movement, wanted) { claims.append(claim) }
    }
    return claims
  }

  /// Whether equal money bears the name of an expectation, but for its spelling: that is no
  /// bundle's part.
  private func isAwaited(_ expectation: Int) -> Bool {
    evidence.indices.contains {
      isEqualMoney(expectation, $0) && isFree($0) && normalised.names($0, expectation)
    }
  }

  private mutating func bundleClaim(_ movement: Int, _ wanted: [Int]) -> BundleClaim? {
    // Money that equals one expectation is that one's, and no bundle: the passes on single amounts
    // judge it.
    let isSingle = expectations.indices.contains {
      (isOpen($0) || disputes.holds(expectation: $0)) && isEqualMoney($0, movement)
        && mayServe(movement, $0) && reaches(movement, $0)
    }
    guard !isSingle else { return nil }
    let members = wanted.filter { isSameCurrency($0, movement) && reaches(movement, $0) }
    let claim = claim(movement)
    let search = SubsetSearch(
      members, target: evidence[movement].amount, amount: { expectations[$0].amount },
      alike: { isAlike(expectations: $0, $1) && mayServe(movement, $0) == mayServe(movement, $1) },
      isRequired: claim.map { list in { list.sortedContains($0) } })
    switch answer(of: search) {
    case .none: return nil
    case .unique(let answer):
      return BundleClaim(movement: movement, expectations: Set(answer), isUnique: true)
    case .several(let answers): return BundleClaim(movement: movement, expectations: Set(answers))
    case .limit:
      let tried = members.filter { expectations[$0].amount < evidence[movement].amount }
      return BundleClaim(movement: movement, expectations: Set(tried), reachedLimit: true)
    }
  }

  /// Whether a movement belongs to the order of an expectation: by a reference that names someone
  /// here, by the order id, or by the payment.
  func reaches(_ movement: Int, _ expectation: Int) -> Bool {
    exact.listOf[movement] != nil || normalised.listOf[movement] != nil || isOfOrder(movement)
      || isSamePayment(expectation, movement)
  }

  /// The field through which a movement belongs to the order of an expectation.
  func field(_ movement: Int, _ expectation: Int) -> ReferenceField {
    if exact.listOf[movement] != nil { return namingField(movement, expectation) }
    if normalised.listOf[movement] != nil { return .normalised }
    return isOfOrder(movement) ? .orderID : .paymentRef
  }
}
