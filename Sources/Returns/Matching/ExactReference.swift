extension MoneyPass {
  /// Pass 1: the exact reference and the equal amount.
  static let exactReference = MoneyPass(.exact) { slate in
    slate.pairNamed(
      by: PairingRule(
        pass: .exact,
        fits: { $0.isEqualMoney($1, $2) },
        matchedOn: { $0.namingField($2, $1).withAmount }))
  }
}

extension MatchingSlate {
  /// Pairs movements with the expectations they name, the most narrowly named first.
  mutating func pairNamed(by rule: PairingRule) {
    for number in exact.narrowestFirst {
      let named = evidence.indices.filter { exact.listOf[$0] == number }
      pair(exact.lists[number], named, by: rule, rivals: .hold)
    }
  }
}
