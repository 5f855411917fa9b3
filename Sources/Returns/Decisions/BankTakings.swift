/// What the bank has taken back of an order's payments: who gives up a refund, or says what it is,
/// while some is taken back counts on that.
struct BankTakings: Sendable {
  /// Chargebacks that stand, in whole or in part.
  private var standing: [(settledOn: Day, currency: Currency, amount: Int64)] = []
  /// When chargebacks were given back.
  private var givenBackOn: [Day] = []

  init() {}

  init(of dossier: Dossier, _ circumstances: Circumstances) {
    let rows = dossier.settlements
    guard rows.contains(where: { $0.type == .chargeback }) else { return }
    var views = MoneyViews()
    views.layOut(rows)
    for index in views.chargebacks {
      standing.append(
        (
          circumstances.day(rows[index].settledAt, dossier.shop), rows[index].currency,
          views.standing(index, rows)
        ))
    }
    for row in rows where row.type == .chargebackReversal && row.status == .succeeded {
      givenBackOn.append(circumstances.day(row.settledAt, dossier.shop))
    }
  }

  /// The ground of a decision about a refund, with what was taken back when it came: what is taken
  /// later is another matter, and has an exception of its own.
  func ground(_ digest: UInt64, _ decision: Decision, _ money: ExpectationState) -> UInt64 {
    guard money.kind.evidenceType == .refund else { return digest }
    let sum = standing.reduce(Int64(0)) { sum, taking in
      let counts = taking.currency == money.currency && taking.settledOn <= decision.receivedOn
      return counts ? FeeSum.adding(sum, taking.amount) : sum
    }
    if sum == 0 { return digest }
    var hash = StableHash(seed: digest)
    hash.combine(sum)
    return hash.value
  }

  func isGivenBack(since day: Day) -> Bool { givenBackOn.contains { $0 >= day } }
}
