extension MatchingSlate {
  /// What stands after the last pass.
  mutating func answer() -> MoneyMatching {
    if !disputes.isEmpty { holdClaimants() }
    var answer = MoneyMatching(
      matches: [],
      standings: [(standing: Standing, matched: Int64)](
        repeating: (.met, 0), count: expectations.count))
    let inOrder = taken.sorted { ($0.expectation, $0.evidence) < ($1.expectation, $1.evidence) }
    answer.matches = inOrder.map(\.match)
    let free = freeEvidence
    for expectation in expectations.indices {
      answer.standings[places[expectation]] = standing(expectation, free)
    }
    for movement in evidence.indices {
      let part = evidence[movement].amount
      if let dispute = disputes.about(evidence: movement) {
        answer.undecided.append(
          UndecidedMoney(
            evidence: evidence[movement].index, part: part,
            rivals: caseNames(dispute.expectations), reachedLimit: dispute.reachedLimit))
      } else if isFree(movement) || part <= 0 {
        let leftover = leftover(movement, inOrder)
        var nearest: [Note] = []
        if case .unentitled = leftover, part > 0 { nearest = nearestExpectations(to: movement) }
        answer.leftovers.append(
          LeftoverMoney(
            evidence: evidence[movement].index, part: part, leftover: leftover, nearest: nearest))
      }
    }
    return answer
  }

  /// Free money that may belong to an undecided expectation is undecided with it, not left over.
  private mutating func holdClaimants() {
    let held = expectations.indices.filter { disputes.holds(expectation: $0) }
    for movement in freeEvidence {
      let own = held.filter {
        if exact.names(movement, $0) || normalised.names(movement, $0) { return true }
        return isEqualMoney($0, movement) && mayServe(movement, $0)
          && (isOfOrder(movement) || isSamePayment($0, movement))
      }
      if !own.isEmpty { hold(own, [movement]) }
    }
  }

  private func standing(_ expectation: Int, _ free: [Int]) -> (standing: Standing, matched: Int64) {
    if let dispute = disputes.about(expectation: expectation) {
      return (
        dispute.reachedLimit ? .searchLimit : .ambiguous(rivals: rivals(expectation, dispute)),
        cameBefore[expectation]
      )
    }
    let before = cameBefore[expectation]
    switch states[expectation] {
    case .settled(let standing, let matched): return (standing, before + matched)
    case .void: return (.met, 0)
    case .open where before > 0: return (.short, before)
    case .open: return (.open(nearest: nearestEvidence(to: expectation, free)), 0)
    }
  }

  private func rivals(_ expectation: Int, _ dispute: Disputes.Dispute) -> [Text] {
    let own = expectations[expectation].caseID
    let others = dispute.expectations.filter { expectations[$0].caseID != own }
    return dispute.evidence.map { evidence[$0].txnID }.sortedOnce + caseNames(others)
  }

  private func caseNames(_ members: Set<Int>) -> [Text] {
    members.map { expectations[$0].caseID.isEmpty ? orderID : expectations[$0].caseID }.sortedOnce
  }

  private func leftover(_ movement: Int, _ taken: [Taken]) -> Leftover {
    guard evidence[movement].amount > 0 else { return .unentitled }
    let named = exact.list(of: movement)
    let twin = taken.first { other in
      if let list = named ?? normalised.list(of: movement), list.sortedContains(other.expectation) {
        return isEqualMoney(evidence: other.evidence, movement)
      }
      // What names only the order is one of its refunds again, however that was called.
      guard named == nil else { return false }
      return isAlike(evidence: other.evidence, movement)
        || (isOfOrder(movement) && isEqualMoney(evidence: other.evidence, movement))
    }
    if let twin { return .duplicate(of: places[twin.expectation]) }
    guard let last = named?.last(where: { whole[$0] > 0 }) else { return .unentitled }
    return .over(places[last])
  }

  private func isEqualMoney(evidence one: Int, _ other: Int) -> Bool {
    evidence[one].amount == evidence[other].amount
      && evidence[one].currency == evidence[other].currency
  }
}

extension [Text] {
  /// Each once, in the order of bytes.
  fileprivate var sortedOnce: [Text] {
    var kept: [Text] = []
    for text in sorted() where kept.last != text { kept.append(text) }
    return kept
  }
}
