import Testing

@testable import Returns

@Suite("Settling a dossier's charges")
struct SettleFeesTests {
  static let bench = RateCards(
    zip(
      ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6"] as [Text],
      [(600, 120), (800, 200), (1000, 400), (1200, 700), (1800, 1100), (2400, 1600)]
        as [(Int64, Int64)]
    ).map { zone, fees in FeeFixture.rate(zone, fees.0, fees.1) })

  /// zone | grams | billed | expected, by hand: first kilogram + each further started one
  static let byHand: [(String, Int64, Int64, Int64)] = [
    ("Z1", 40, 600, 600), ("Z1", 1000, 600, 600), ("Z1", 1001, 720, 720), ("Z1", 4500, 1320, 1080),
    ("Z1", 29_999, 4080, 4080), ("Z2", 999, 800, 800), ("Z2", 2000, 1000, 1000),
    ("Z2", 2001, 1000, 1200), ("Z2", 7300, 2600, 2200), ("Z3", 1000, 1400, 1000),
    ("Z3", 3001, 2200, 2200), ("Z3", 12_000, 5400, 5400), ("Z4", 500, 1200, 1200),
    ("Z4", 1500, 1900, 1900), ("Z4", 10_001, 8200, 8200), ("Z5", 1000, 1800, 1800),
    ("Z5", 6000, 6200, 7300), ("Z6", 1, 2400, 2400), ("Z6", 2500, 7200, 5600),
    ("Z6", 20_000, 32_800, 32_800),
  ]

  @Test("the bench's rate card, twenty parcels by hand", arguments: byHand)
  func benchCard(_ zone: String, _ grams: Int64, _ billed: Int64, _ expected: Int64) {
    var policy = FeeFixture.policy()
    policy.rateCards = Self.bench
    policy.fees.agreesAllSurcharges = true
    let settled = FeeFixture.settle(
      FeeFixture.dossier(
        parcels: [
          "waybill=W1 carrier=SF direction=outbound status=delivered reference=O1 zone=\(zone)"
            + " weight_g=\(grams) picked_up_at=2026-11-01"
        ],
        charges: [
          "carrier=SF invoice_no=- charge_type=freight amount=\(billed) waybill=W1 zone=\(zone)",
          "carrier=SF invoice_no=- charge_type=packaging amount=250 waybill=W1",
          "carrier=SF invoice_no=- charge_type=other amount=850 waybill=W1",
        ]), policy)
    let line = settled.lines[0]
    #expect(settled.lines.count == 1)
    #expect(line.chargeableWeightGrams == grams)
    #expect(line.expectedFee == expected)
    #expect(line.billedFee == billed)
    #expect(line.variance == billed - expected)
    #expect(line.packagingFee == 250)
    #expect(line.surcharge == 850)
    #expect(line.payable == min(billed, expected) + 1100)
    #expect(line.hasFinding == (billed != expected))
  }

  @Test("the greatest record of a waybill that states a fact gives it")
  func facts() {
    let words = [
      "status=created zone=Z1 weight_g=500",
      "status=in_transit picked_up_at=2026-11-01 weight_g=2600 direction=return",
      "status=delivered picked_up_at=2026-11-01 delivered_at=2026-11-04 reference=C1",
      "status=lost picked_up_at=2026-11-02",
      "status=delivered delivered_at=2026-11-04 weight_g=9000",
    ]
    let events = words.map { FeeFixture.parcel("waybill=W1 carrier=SF direction=outbound \($0)") }
    var generator = FeeFixture.Generator(seed: 7)
    for _ in 0..<50 {
      let parcel = ParcelFacts(of: "W1", in: events.shuffled(using: &generator))
      #expect(parcel.status == .delivered)
      #expect(parcel.weightGrams == 9000)
      #expect(parcel.zone == "Z1")
      #expect(parcel.reference == "C1")
      #expect(parcel.direction == .outbound)
      #expect(parcel.pickedUpAt == FeeFixture.time("2026-11-01"))
      #expect(parcel.latestAt == FeeFixture.time("2026-11-04"))
    }
    #expect(ParcelFacts(of: "W2", in: events).isSeen == false)
  }

  @Test(
    "of two records of one time the later name of the status wins",
    arguments: [
      ("created", "delivered", ParcelStatus.delivered), ("delivered", "in_transit", .inTransit),
      ("lost", "in_transit", .lost), ("lost", "refused", .refused),
      ("created", "damaged", .damaged),
    ])
  func statusName(_ one: String, _ other: String, _ winner: ParcelStatus) {
    let events = [one, other].map {
      FeeFixture.parcel(
        "waybill=W1 carrier=SF direction=return status=\($0) picked_up_at=2026-11-01")
    }
    #expect(ParcelFacts(of: "W1", in: events).status == winner)
    #expect(ParcelFacts(of: "W1", in: events.reversed()).status == winner)
  }

  @Test("one line per waybill and invoice, sorted, with signed allowances among the surcharges")
  func lines() {
    let settled = FeeFixture.settle(
      FeeFixture.dossier(
        parcels: [FeeRuleTests.parcel],
        charges: [
          FeeRuleTests.charge("amount=720 invoice_no=I2"),
          FeeRuleTests.charge("amount=-70 charge_type=rebate invoice_no=I2"),
          FeeRuleTests.charge("amount=100 charge_type=packaging invoice_no=I1"),
          FeeRuleTests.charge("amount=30 charge_type=cod invoice_no=I2"),
          FeeRuleTests.charge("amount=9 waybill= invoice_no=I3"),
        ], orders: [FeeRuleTests.order]))
    #expect(settled.lines.map(\.waybill) == ["", "W1", "W1"])
    #expect(settled.lines.map(\.invoiceNo) == ["I3", "I1", "I2"])
    #expect(settled.lines.map(\.billedFee) == [9, 0, 720])
    #expect(settled.lines.map(\.packagingFee) == [0, 100, 0])
    #expect(settled.lines.map(\.surcharge) == [0, 0, -40])
    #expect(settled.lines.map(\.expectedFee) == [nil, nil, 720])
    #expect(settled.lines.map(\.payable) == [0, 0, 650])
    #expect(
      FeeFixture.summary(settled.findings)
        == ["FEE_ORPHAN 0 9", "FEE_SURCHARGE 0 100", "FEE_SURCHARGE 0 30"])
  }

  @Test("every type of charge has its place in the sums")
  func chargeTypes() {
    var amounts = ChargeAmounts()
    for type in ChargeType.allCases { amounts.add(Int64(type.rawValue) + 1, type) }
    #expect(ChargeType.allCases.map { amounts[$0] } == Array(1...10))
  }

  @Test("a dossier without charges gives nothing")
  func empty() {
    let uncharged = FeeFixture.dossier(parcels: [FeeRuleTests.parcel], charges: [])
    let settled = FeeFixture.settle(uncharged)
    #expect(settled.lines.isEmpty && settled.findings.isEmpty)
  }

  @Test("the order of facts changes nothing", arguments: 0..<40)
  func shuffle(_ seed: UInt64) {
    var generator = FeeFixture.Generator(seed: seed)
    let dossier = Self.random(&generator)
    let first = Self.words(FeeFixture.settle(dossier))
    for _ in 0..<5 {
      let shuffled = dossier
      shuffled.parcels.shuffle(using: &generator)
      shuffled.charges.shuffle(using: &generator)
      shuffled.cases.shuffle(using: &generator)
      shuffled.lines.shuffle(using: &generator)
      #expect(Self.words(FeeFixture.settle(shuffled)) == first)
    }
  }

  @Test("money closes whatever comes in", arguments: 100..<160)
  func invariants(_ seed: UInt64) {
    var generator = FeeFixture.Generator(seed: seed)
    let dossier = Self.random(&generator)
    let settled = FeeFixture.settle(dossier)
    let billed = settled.lines.map(\.billedTotal).reduce(0, +)
    #expect(billed == dossier.charges.map(\.amount).reduce(0, +))
    #expect(settled.lines.allSatisfy { $0.recovered == 0 && $0.owed <= max(0, $0.carriageCost) })
    #expect(settled.findings.count == settled.lines.filter(\.hasFinding).count)
    #expect(Set(settled.findings.map(\.identity)).count == settled.findings.count)
    #expect(CaseFreight.balances(settled.lines).allSatisfy { $0.residual == 0 })
    var statement = CarrierStatement()
    statement.add(settled.lines, charges: dossier.charges, currency: .cny)
    #expect(statement.residuals.isEmpty)
  }

  /// A small muddle: few waybills and invoices, so that everything meets everything.
  static func random(_ generator: inout FeeFixture.Generator) -> Dossier {
    func pick(_ words: [String]) -> String { words.randomElement(using: &generator)! }
    func any(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let waybills = ["W1", "W2", ""]
    let days = ["", "2026-11-01", "2026-11-02", "2026-11-03"]
    let parcels = (0..<any(0...4)).map { _ in
      "waybill=\(pick(["W1", "W2"])) carrier=SF direction=\(pick(Direction.names))"
        + " status=\(pick(ParcelStatus.names)) zone=\(pick(["", "Z1", "Z3", "Z8"]))"
        + " weight_g=\(pick(["", "900", "2500"])) picked_up_at=\(pick(days))"
        + " delivered_at=\(pick(days)) reference=\(pick(["", "O1", "C2"]))"
    }
    let charges = (0..<any(1...8)).map { line in
      "carrier=\(pick(["SF", "SF", "YTO"])) invoice_no=\(pick(["I1", "I2", "I3"])) line_no=\(line)"
        + " charge_type=\(pick(ChargeType.names + ["freight", "freight"]))"
        + " waybill=\(pick(waybills))"
        + " amount=\(pick(["600", "720", "-720", "-100", "840", "0", "1000"]))"
        + " terms=\(pick(["", "account", "prepaid", "collect"])) zone=\(pick(["", "Z1", "Z3"]))"
        + " billed_at=\(pick(days)) credit_of=\(pick(["", "", "I1", "I9"]))"
        + " currency=\(pick(["", "CNY", "USD"])) billed_weight_g=\(pick(["", "900", "3500"]))"
    }
    let cases = (0..<any(0...3)).map { line in
      "case_id=\(pick(["C1", "C2"])) order_id=O1 kind=return reason=\(pick(Reason.names))"
        + " applied_at=2026-11-01 line_no=\(line) return_waybill=\(pick(waybills))"
        + " exchange_waybill=\(pick(waybills))"
    }
    return FeeFixture.dossier(
      parcels: parcels, charges: charges, cases: cases,
      orders: pick(["", "yes", "no"]) == ""
        ? [] : [FeeRuleTests.order + " freight_insured=\(pick(["yes", "no"]))"])
  }

  static func words(_ settled: (lines: [FeeLine], findings: [Finding])) -> [String] {
    settled.lines.map { "\($0)" } + settled.findings.map { "\($0)" }
  }
}
