extension MoneyPass {
  /// Pass 5: the order id and the equal amount, where one candidate is left on either side. Rivals
  /// are left to the next pass, which reads more fields.
  static let orderAndAmount = MoneyPass(.orderAndAmount) { slate in
    slate.pair(slate.openExpectations, slate.freeEvidence, by: .orderAndAmount, rivals: .leave)
  }
}

extension PairingRule {
  static let orderAndAmount = PairingRule(
    pass: .orderAndAmount,
    fits: { slate, expectation, movement in
      slate.isEqualMoney(expectation, movement) && slate.isOfOrder(movement)
        && slate.mayServe(movement, expectation)
    },
    matchedOn: { _, _, _ in ReferenceField.orderID.withAmount })
}
