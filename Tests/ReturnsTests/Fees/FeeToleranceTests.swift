import Testing

@testable import Returns

/// What a tolerance takes as agreed is paid, and written off where everyone sees it; what is above
/// is disputed whole (domain.md 3f, design: section 6).
@Suite("Tolerances of freight, and their caps")
struct FeeToleranceTests {
  static func policy(_ change: (inout Policy) -> Void) -> Policy {
    var policy = FeeFixture.policy([FeeFixture.rate("Z1", 600, 120) { $0.fuelBasisPoints = 1000 }])
    policy.fees.currency = .cny
    change(&policy)
    return policy
  }

  static func line(
    _ charges: String, refused: Bool = false, _ change: (inout Policy) -> Void
  ) -> String {
    let dossier = FeeFixture.dossier(
      parcels: [FeeRuleTests.parcel],
      charges: charges.split(separator: ";").map { FeeRuleTests.charge(String($0)) },
      orders: [FeeRuleTests.order])
    let policy = policy(change)
    let identity = FeeFixture.settled(dossier, policy).tolerances.map(\.identity)
    let outcome = FeeFixture.settled(dossier, policy, refused: refused ? identity : [])
    let line = outcome.fees[0]
    let codes = outcome.findings.map(\.code.name).joined(separator: " ")
    return "\(line.payable) \(line.writtenOff) \(codes)"
  }

  @Test("each way its own, in amount or per cent, by carrier and charge; the first that fits")
  func entries() {
    func line(_ charges: String) -> String {
      Self.line(charges) { policy in
        policy.fees.feeTolerance = 5
        policy.fees.tolerances = FixedList([
          FeeTolerance(carrier: "YTO", over: Allowance(amount: 900)),
          FeeTolerance(
            carrier: "SF", type: .freight, over: Allowance(amount: 10),
            under: Allowance(basisPoints: 200)),
          FeeTolerance(type: .fuel, over: Allowance(basisPoints: 500)),
        ])
      }
    }
    #expect(line("amount=730") == "730 10 ")
    #expect(line("amount=731") == "720 0 FEE_OVERBILLED")
    #expect(line("amount=706") == "706 0 ")  // 2 % of 7.20 are 0.144
    #expect(line("amount=705") == "705 0 FEE_UNDERBILLED")
    #expect(line("amount=720;charge_type=fuel amount=75") == "795 3 ")  // 5 % of 0.72
    #expect(line("amount=720;charge_type=fuel amount=76") == "792 0 FEE_SURCHARGE")
    #expect(line("amount=720;charge_type=other amount=5") == "725 5 ")
    #expect(line("amount=720;charge_type=other amount=6") == "720 0 FEE_SURCHARGE")
  }

  @Test("amounts hold for their own currency")
  func currency() {
    let far = Self.line("amount=721") {
      $0.fees.feeTolerance = 5
      $0.fees.currency = Currency("USD")!
    }
    #expect(far == "720 0 FEE_OVERBILLED")
  }

  @Test("a line's cap is for all its charges together, and all or none is taken")
  func lineCap() {
    func line(_ cap: Int64) -> String {
      Self.line("amount=724;charge_type=other amount=5") {
        $0.fees.feeTolerance = 5
        $0.fees.lineCap = CapAmounts([.cny: cap])
      }
    }
    #expect(line(9) == "729 9 ")
    #expect(line(8) == "720 0 FEE_OVERBILLED")
  }

  @Test("what no cap has room for is disputed, and says so")
  func refused() {
    #expect(
      Self.line("amount=724", refused: true) { $0.fees.feeTolerance = 5 } == "720 0 FEE_OVERBILLED")
  }

  @Test("nothing is tolerated of what is not owed at all")
  func nothingOwed() {
    let again = Self.line("amount=720;amount=3 invoice_no=I2 billed_at=2026-11-12") {
      $0.fees.feeTolerance = 5
    }
    #expect(again == "720 0 FEE_DUPLICATE")
  }

  private static func use(
    _ identity: UInt64, _ amount: Int64, _ name: Text = "SF", _ currency: Currency = .cny
  ) -> ToleranceUse {
    ToleranceUse(identity: identity, counterparty: name, amount: amount, currency: currency)
  }

  @Test("caps of a counterparty and of a run: the smallest first, whatever the order")
  func caps() {
    var caps = ToleranceCaps()
    caps.counterparty = CapAmounts([.cny: 10])
    caps.run = CapAmounts([.cny: 14])
    let uses = [
      Self.use(5, 4), Self.use(1, 6), Self.use(2, 6), Self.use(3, 3, "YTO"), Self.use(4, 2, "YTO"),
      Self.use(6, 1, "SF", Currency("USD")!),
    ]
    var generator = FeeFixture.Generator(seed: 7)
    for _ in 0..<20 {
      let refused = caps.refused(
        uses.shuffled(using: &generator), isSettled: { _ in false }, isRefused: { _ in false })
      // 2 + 3 + 4 fit the run, 6 more do not; a currency that no cap names has no room.
      #expect(refused == [1, 2, 6])
    }
    let settled = caps.refused(
      uses, isSettled: { $0.identity == 1 }, isRefused: { $0.identity == 4 })
    #expect(settled == [4, 6])
    #expect(!ToleranceCaps().needsCensus)
  }
}
