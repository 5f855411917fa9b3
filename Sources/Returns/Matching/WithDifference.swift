extension MoneyPass {
  /// Pass 7: the exact reference, whatever the amount or currency: short, over, another currency.
  static let withDifference = MoneyPass(.exactWithDifference) { slate in
    slate.holdRivals()
    slate.holdSharedNames()
    for positions in slate.cases {
      let wanted = positions.filter { slate.isOpen($0) }
      guard !wanted.isEmpty else { continue }
      let moved = slate.evidence.indices.filter { movement in
        slate.isFree(movement) && !slate.isDuplicate(movement)
          && wanted.contains { slate.exact.names(movement, $0) }
      }
      slate.fill(wanted, from: moved, pass: .exactWithDifference)
    }
  }
}

extension MatchingSlate {
  /// Whether a movement is one of those alike that are left over: the earliest has matched, and
  /// what else its case expects is not paid by its repetition.
  fileprivate func isDuplicate(_ movement: Int) -> Bool {
    exact.listOf[movement] != nil && taken.contains { isAlike(evidence: $0.evidence, movement) }
  }

  /// A reference that several cases carry says nothing about which of them an unequal amount
  /// belongs to.
  fileprivate mutating func holdSharedNames() {
    for movement in freeEvidence {
      let wanted = (exact.list(of: movement) ?? []).filter { isOpen($0) }
      guard let first = wanted.first,
        wanted.contains(where: { expectations[$0].caseID != expectations[first].caseID })
      else { continue }
      hold(wanted, [movement])
    }
  }

  /// Fills expectations of one case from the movements that name them, in their order: what is due
  /// first, and of one day as they stand. What is too much goes to the last one, what is in another
  /// currency to the first that wants money.
  ///
  /// - Parameter names: whether a movement is for an expectation.
  mutating func fill(
    _ open: [Int], from moved: [Int], pass: MatchPass,
    names: (MatchingSlate, _ movement: Int, Int) -> Bool = { $0.exact.names($1, $2) }
  ) {
    let wanted = open.sorted {
      (expectations[$0].dueOn?.number ?? .min, $0) < (expectations[$1].dueOn?.number ?? .min, $1)
    }
    let narrowest = moved.sorted {
      (exact.list(of: $0)?.count ?? 0, $0) < (exact.list(of: $1)?.count ?? 0, $1)
    }
    var filling = Filling(wanted, left: left)
    for slot in wanted.indices {
      for movement in narrowest where names(self, movement, wanted[slot]) {
        guard isSameCurrency(wanted[slot], movement) else { continue }
        filling.pour(movement, into: slot, upTo: expectations[wanted[slot]].amount)
      }
    }
    for movement in narrowest where filling.left[movement] > 0 {
      let last = wanted.indices.last {
        names(self, movement, wanted[$0]) && isSameCurrency(wanted[$0], movement)
      }
      if let last { filling.pour(movement, into: last, upTo: .max) }
    }
    for movement in narrowest where filling.left[movement] > 0 {
      let first = wanted.indices.first {
        names(self, movement, wanted[$0]) && filling.sums[$0] < expectations[wanted[$0]].amount
      }
      if let first { filling.add(movement, of: evidence[movement].currency, to: first) }
    }
    for slot in wanted.indices { settle(wanted[slot], filling, slot, pass) }
  }

  private mutating func settle(
    _ expectation: Int, _ filling: Filling, _ slot: Int, _ pass: MatchPass
  ) {
    let parts = filling.parts.filter { $0.slot == slot }
    let sum = filling.sums[slot]
    let wanted = expectations[expectation]
    guard !parts.isEmpty else { return }
    let isTolerated = wanted.tolerates(sum) && filling.foreign[slot] == nil
    let difference = sum > wanted.amount ? sum - wanted.amount : wanted.amount - sum
    for (number, part) in parts.enumerated() {
      let field = field(part.movement, expectation)
      take(
        part.movement, for: expectation, part: part.amount, pass: pass,
        toleranceUsed: isTolerated && number == parts.count - 1 ? difference : 0,
        matchedOn: matchedOn(field, isSameCurrency(expectation, part.movement), pass))
    }
    let word = filling.foreign[slot].map(Standing.currencyDiffers) ?? wanted.standing(for: sum)
    settle(expectation, word, matched: min(sum, wanted.amount))
  }
}

extension MoneyExpectation {
  fileprivate func standing(for sum: Int64) -> Standing {
    if tolerates(sum) { return .met }
    return sum < amount ? .short : .over
  }
}

private func matchedOn(
  _ field: ReferenceField, _ isSameCurrency: Bool, _ pass: MatchPass
) -> StaticString {
  guard isSameCurrency else { return field.name }
  return pass == .split ? field.withAmount : field.withCurrency
}

/// Money on its way from movements into the slots of the expectations to be filled.
private struct Filling {
  /// Per movement.
  var left: [Int64]
  /// Per slot: what went in, in the expectation's currency.
  private(set) var sums: [Int64]
  /// Per slot: the first other currency that went in.
  private(set) var foreign: [Currency?]
  private(set) var parts: [(slot: Int, movement: Int, amount: Int64)] = []

  init(_ slots: [Int], left: [Int64]) {
    self.left = left
    sums = [Int64](repeating: 0, count: slots.count)
    foreign = [Currency?](repeating: nil, count: slots.count)
  }

  /// Pours what the movement has, or what the slot still holds.
  mutating func pour(_ movement: Int, into slot: Int, upTo limit: Int64) {
    let amount = min(left[movement], max(limit - sums[slot], 0))
    guard amount > 0 else { return }
    left[movement] -= amount
    sums[slot] = MinorUnits.sum(sums[slot], amount) ?? .max
    if let last = parts.lastIndex(where: { $0.slot == slot && $0.movement == movement }) {
      parts[last].amount += amount
    } else {
      parts.append((slot, movement, amount))
    }
  }

  mutating func add(_ movement: Int, of currency: Currency, to slot: Int) {
    parts.append((slot, movement, left[movement]))
    left[movement] = 0
    foreign[slot] = foreign[slot] ?? currency
  }
}
