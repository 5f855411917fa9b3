extension Outcome {
  /// Charges that a person takes as they are, though the audit finds too much of them, are paid to
  /// the carrier as billed; what is too much is a loss of the merchant's and nobody else's (X5). Of
  /// a part that is given up the rest stays in dispute.
  mutating func payGivenUpFees(_ rulings: Rulings, _ circumstances: Circumstances) {
    guard !rulings.givenUp.isEmpty || !rulings.overchargesPaid.isEmpty else { return }
    for place in fees.indices
    where fees[place].recoverable > 0 && fees[place].payable < fees[place].billedTotal {
      let identity = circumstances.feeIdentity(fees[place])
      let part = rulings.overchargePaid(of: identity)
      let isWhole = rulings.givenUp.contains(identity)
      guard isWhole || part > 0 else { continue }
      let most = min(fees[place].recoverable, fees[place].disputed)
      let amount = isWhole ? most : min(most, part)
      fees[place].payable = FeeSum.adding(fees[place].payable, amount)
      fees[place].writtenOff = FeeSum.adding(fees[place].writtenOff, amount)
      fees[place].recoverable -= amount
      if part > 0 { lower(identity, by: min(amount, part)) }
    }
  }

  /// What a finding about a charge, and its disputes, still say is too much.
  private mutating func lower(_ identity: UInt64, by amount: Int64) {
    for place in findings.indices where findings[place].identity == identity {
      findings[place].expected = findings[place].expected.map { FeeSum.adding($0, amount) }
    }
    lowerDisputes(identity, by: amount)
  }

  /// What the disputes of a charge say is too much.
  mutating func lowerDisputes(_ identity: UInt64, by amount: Int64) {
    var rest = amount
    for place in disputes.indices where disputes[place].identity == identity {
      let taken = min(rest, disputes[place].recoverable)
      disputes[place].expected += taken
      disputes[place].recoverable -= taken
      rest -= taken
    }
    disputes.removeAll { $0.identity == identity && $0.recoverable <= 0 }
  }
}
