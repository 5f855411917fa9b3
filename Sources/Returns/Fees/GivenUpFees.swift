extension Outcome {
  /// Charges that a person takes as they are, though the audit finds too much of them, are paid to
  /// the carrier as billed; what is too much is a loss of the merchant's and nobody else's (X5).
  mutating func payGivenUpFees(_ rulings: Rulings) {
    guard !rulings.givenUp.isEmpty else { return }
    for place in fees.indices
    where fees[place].recoverable > 0 && fees[place].payable < fees[place].billedTotal
      && rulings.givenUp.contains(Finding.feeIdentity(fees[place]))
    {
      let amount = min(fees[place].recoverable, fees[place].disputed)
      fees[place].payable = FeeSum.adding(fees[place].payable, amount)
      fees[place].writtenOff = FeeSum.adding(fees[place].writtenOff, amount)
      fees[place].recoverable -= amount
    }
  }
}
