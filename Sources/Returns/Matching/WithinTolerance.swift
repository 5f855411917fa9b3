extension MoneyPass {
  /// Pass 2: the exact reference, and an amount that is off by no more than the expectation's
  /// tolerance.
  static let withinTolerance = MoneyPass(.exactWithinTolerance) { slate in
    guard slate.expectations.contains(where: { $0.tolerance > 0 }) else { return }
    slate.pairNamed(
      by: PairingRule(
        pass: .exactWithinTolerance,
        fits: { slate, expectation, movement in
          slate.isSameCurrency(expectation, movement)
            && slate.expectations[expectation].tolerates(slate.evidence[movement].amount)
        },
        matchedOn: { $0.namingField($2, $1).withCurrency }))
  }
}

extension MoneyExpectation {
  /// Whether an amount of its currency is near enough to what is expected.
  func tolerates(_ found: Int64) -> Bool {
    (found > amount ? found - amount : amount - found) <= max(tolerance, 0)
  }
}
