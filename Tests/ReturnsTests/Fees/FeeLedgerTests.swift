import Testing

@testable import Returns

/// Whatever carriers bill, credit and bill again: every statement and every case closes to the
/// cent, and no order of rows changes a figure (R6.3, domain.md 3a).
@Suite("Every ledger of freight closes")
struct FeeLedgerTests {
  struct Shop: RandomNumberGenerator {
    var generator: FeeFixture.Generator
    mutating func next() -> UInt64 { generator.next() }

    mutating func pick<T>(_ values: [T]) -> T {
      values[Int.random(in: 0..<values.count, using: &self)]
    }
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  }

  static func policy(_ shop: inout Shop) -> Policy {
    var policy = FeeFixture.policy([
      FeeFixture.rate("Z1", 600, 120) {
        $0.fuelBasisPoints = 525
        $0.returnBasisPoints = 6000
        $0.lateBasisPoints = 3333
        $0.insuredMillionths = 5000
        $0.insuredMinimum = 100
        $0.packagingFee = 100
        $0.codFee = 200
        $0.addressFee = 300
        $0.rounding = FixedList([
          RoundingBand(upToGrams: 1000, stepGrams: 1000),
          RoundingBand(upToGrams: .max, stepGrams: 100),
        ])
      }, FeeFixture.rate("Z3", 1000, 400),
    ])
    policy.fees.feeTolerance = Int64(shop.pick([0, 0, 20]))
    policy.fees.lineCap = shop.pick([nil, CapAmounts([.cny: 15])])
    policy.fees.agreesAllSurcharges = shop.below(6) == 0
    policy.terms.freightRecovery = shop.pick([.off, .deduct, .charge])
    policy.terms.returnFreightBearer[.quality] = shop.pick([.merchant, .supplier])
    if shop.below(8) == 0 { policy.rateCards = RateCards() }
    return policy
  }

  /// An order with up to four waybills, their bills split over invoices, with rebates, credits,
  /// charges again, cash on delivery, address corrections and other currencies.
  static func dossier(_ shop: inout Shop) -> Dossier {
    var (parcels, charges, cases): ([String], [String], [String]) = ([], [], [])
    for number in 1...(1 + shop.below(4)) {
      let waybill = "W\(number)"
      let direction = shop.pick(["outbound", "return", "return", "exchange", "return_to_customer"])
      let reference = shop.pick(["O1", "C1", "C2"])
      if shop.below(10) > 0 {
        parcels.append(
          "waybill=\(waybill) carrier=SF direction=\(direction) reference=\(reference)"
            + " status=\(shop.pick(["delivered", "delivered", "lost", "damaged", "created"]))"
            + " zone=\(shop.pick(["Z1", "Z3", "Z9"])) weight_g=\(shop.below(4000))"
            + " declared_value=\(shop.below(90_000))"
            + shop.pick(["", " picked_up_at=2026-11-01 delivered_at=2026-11-05"])
            + shop.pick(["", " promised_at=2026-11-03"])
            + shop.pick(["", "", " terms=prepaid", " terms=collect"]))
      }
      for line in 0..<shop.below(9) { charges.append(charge(waybill, line, &shop)) }
    }
    if shop.below(3) == 0 {
      charges.append("carrier=SF invoice_no=I1 charge_type=rebate amount=-500")
    }
    for name in ["C1", "C2"] where shop.below(3) > 0 {
      cases.append(
        "case_id=\(name) order_id=O1 kind=return reason=\(shop.pick(["size", "damaged", "late"]))"
          + " applied_at=2026-11-01 line_no=1 quantity=1"
          + " return_waybill=\(shop.pick(["W1", "W2", ""]))"
      )
    }
    let insured = shop.pick(["", " freight_insured=yes insurance_premium=36"])
    return FeeFixture.dossier(
      parcels: parcels, charges: charges, cases: cases, orders: [FeeRuleTests.order + insured])
  }

  private static func charge(_ waybill: String, _ line: Int, _ shop: inout Shop) -> String {
    let type = shop.pick([
      "freight", "freight", "freight", "packaging", "fuel", "remote", "insurance", "cod", "address",
      "rebate", "compensation", "other",
    ])
    let isCredit = type == "rebate" || type == "compensation" || shop.below(5) == 0
    let amount = (1 + shop.below(1500)) * (isCredit ? -1 : 1)
    return "carrier=SF invoice_no=\(shop.pick(["I1", "I2", "I3"])) charge_type=\(type)"
      + " amount=\(amount) waybill=\(waybill) line_no=\(line)"
      + " billed_at=2026-11-\(10 + shop.below(9))"
      + shop.pick(["", "", " credit_of=I1", " credit_of=I9"])
      + shop.pick(["", "", " billed_weight_g=2400"]) + shop.pick(["", "", "", " currency=USD"])
      + shop.pick(["", "", " terms=prepaid", " terms=collect", " terms=deposit"])
      + (type == "packaging" ? shop.pick(["", " item=carton quantity=2"]) : "")
  }

  @Test("generated bills: statements, cases, disputes and write-offs", arguments: 1...400)
  func closes(_ seed: Int) {
    var shop = Shop(generator: FeeFixture.Generator(seed: UInt64(seed)))
    let policy = Self.policy(&shop)
    let dossier = Self.dossier(&shop)
    let outcome = FeeFixture.settled(dossier, policy)
    let charges = dossier.charges

    var statement = CarrierStatement()
    statement.add(outcome.fees, charges: charges, currency: .cny)
    #expect(statement.residuals.isEmpty)
    #expect(outcome.fees.reduce(0) { $0 + $1.billedTotal } == charges.reduce(0) { $0 + $1.amount })
    for row in statement.rows { #expect(row.disputed + row.payable == row.billed) }
    for balance in CaseFreight.balances(outcome.fees) { #expect(balance.residual == 0) }

    for line in outcome.fees {
      #expect(line.writtenOff >= 0 && line.writtenOff <= max(0, line.payable) || line.payable < 0)
      #expect(line.recovered == 0 && line.owed <= max(0, line.carriageCost - line.writtenOff))
      if let cap = policy.fees.lineCap { #expect(line.writtenOff <= cap[.cny]) }
    }
    for dispute in outcome.disputes {
      #expect(dispute.recoverable == dispute.billed - dispute.expected && dispute.recoverable > 0)
      #expect(dispute.expected >= 0)
    }
    #expect(
      outcome.tolerances.map(\.amount) == outcome.fees.map(\.writtenOff).filter { $0 > 0 })
  }

  @Test("the order of rows changes nothing", arguments: 1...100)
  func shuffled(_ seed: Int) {
    var shop = Shop(generator: FeeFixture.Generator(seed: UInt64(seed)))
    let policy = Self.policy(&shop)
    let dossier = Self.dossier(&shop)
    let first = Self.figures(dossier, policy)
    dossier.charges.shuffle(using: &shop)
    dossier.parcels.shuffle(using: &shop)
    dossier.cases.shuffle(using: &shop)
    #expect(Self.figures(dossier, policy) == first)
  }

  private static func figures(_ dossier: Dossier, _ policy: Policy) -> [String] {
    let outcome = FeeFixture.settled(dossier, policy)
    return outcome.fees.map {
      "\($0.waybill) \($0.invoiceNo) \($0.currency) \($0.bearer) \($0.payable) \($0.writtenOff)"
    }.sorted() + FeeFixture.summary(outcome.findings).sorted()
      + outcome.disputes.map {
        "\($0.waybill) \($0.invoiceNo) \($0.type) \($0.check) \($0.recoverable)"
      }.sorted()
  }
}
