extension MoneyPass {
  /// Pass 6: the payment the refund went back to, then references that are equal but for their
  /// spelling; the amount is the expected one.
  static let normalisedReference = MoneyPass(.normalisedReference) { slate in
    for rule in [PairingRule.paymentAndAmount, .normalisedReference] {
      slate.pair(slate.openExpectations, slate.freeEvidence, by: rule, rivals: .leave)
    }
  }
}

extension PairingRule {
  static let paymentAndAmount = PairingRule(
    pass: .normalisedReference,
    fits: { slate, expectation, movement in
      slate.isEqualMoney(expectation, movement) && slate.isSamePayment(expectation, movement)
        && slate.mayServe(movement, expectation)
    },
    matchedOn: { _, _, _ in ReferenceField.paymentRef.withAmount })

  static let normalisedReference = PairingRule(
    pass: .normalisedReference,
    fits: { slate, expectation, movement in
      slate.isEqualMoney(expectation, movement) && slate.normalised.names(movement, expectation)
    },
    matchedOn: { _, _, _ in ReferenceField.normalised.withAmount })
}

extension MatchingSlate {
  /// What order, payment and spelling leave between rivals is for a person to decide: asked once
  /// more, because a match of the last of them may have left one candidate to the first, then held.
  mutating func holdRivals() {
    for rule in [PairingRule.orderAndAmount, .paymentAndAmount, .normalisedReference] {
      pair(openExpectations, freeEvidence, by: rule, rivals: .hold)
    }
  }
}
