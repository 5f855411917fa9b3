import Testing

@testable import Returns

/// One raising example and its near misses for every FEE_ code.
@Suite("What a charge can be wrong about")
struct FeeRuleTests {
  static let parcel =
    "waybill=W1 carrier=SF direction=outbound status=delivered reference=O1 zone=Z1 weight_g=1800"
    + " picked_up_at=2026-11-01 delivered_at=2026-11-03"
  static let order = "order_id=O1 line_no=1 sku=S quantity=1 unit_price=100 ordered_at=2026-10-31"

  /// A charge of W1 by SF on I1, changed or completed by `words` (the first of a name holds).
  static func charge(_ words: String) -> String {
    let given = Set(words.split(separator: " ").map { $0.split(separator: "=")[0] })
    let usual = "carrier=SF invoice_no=I1 charge_type=freight waybill=W1 billed_at=2026-11-10"
    let rest = usual.split(separator: " ")
      .filter { !given.contains($0.split(separator: "=")[0]) }
    return ([Substring(words)] + rest).joined(separator: " ")
  }

  static func found(
    _ charges: [String], parcels: [String] = [parcel], policy: Policy = FeeFixture.policy()
  ) -> [String] {
    let dossier = FeeFixture.dossier(
      parcels: parcels, charges: charges.map(charge), orders: [order])
    return FeeFixture.summary(FeeFixture.settle(dossier, policy).findings)
  }

  /// what | charges, `;` between | findings. The agreed freight is 7.20: zone Z1, 1.8 kg.
  static let table: [(String, String, [String])] = [
    ("as agreed", "amount=720", []),
    ("weight: billed 2.4 kg", "amount=840 billed_weight_g=2400", ["FEE_WEIGHT 720 840"]),
    (
      "weight within 50 g is no reason", "amount=840 billed_weight_g=1850",
      ["FEE_OVERBILLED 720 840"]
    ),
    (
      "weight that does not give the fee", "amount=850 billed_weight_g=2400",
      ["FEE_OVERBILLED 720 850"]
    ),
    ("heavier, and no dearer", "amount=720 billed_weight_g=1900", []),
    ("zone: billed Z3", "amount=1400 zone=Z3", ["FEE_ZONE 720 1400"]),
    ("zone that does not give the fee", "amount=1401 zone=Z3", ["FEE_OVERBILLED 720 1401"]),
    ("another zone at the agreed price", "amount=720 zone=Z3", []),
    ("weight and zone", "amount=1800 zone=Z3 billed_weight_g=2400", ["FEE_WEIGHT 720 1800"]),
    ("zone alone explains it", "amount=1400 zone=Z3 billed_weight_g=2400", ["FEE_ZONE 720 1400"]),
    ("a cent too much", "amount=721", ["FEE_OVERBILLED 720 721"]),
    ("a cent too little", "amount=719", ["FEE_UNDERBILLED 720 719"]),
    ("nothing for the freight", "amount=0", ["FEE_UNDERBILLED 720 0"]),
    ("two charges of one invoice add up", "amount=500 line_no=1;amount=220 line_no=2", []),
    (
      "again on the same invoice", "amount=720 line_no=1;amount=720 line_no=2",
      ["FEE_DUPLICATE 0 720"]
    ),
    ("two halves of one charge", "amount=360 line_no=1;amount=360 line_no=2", []),
    (
      "two that differ are too much, not again", "amount=720 line_no=1;amount=360 line_no=2",
      ["FEE_OVERBILLED 720 1080"]
    ),
    (
      "a surcharge nobody agreed", "amount=720;charge_type=address amount=150",
      ["FEE_SURCHARGE 0 150"]
    ),
    (
      "packaging that is not on the card", "amount=720;charge_type=packaging amount=100",
      ["FEE_SURCHARGE 0 100"]
    ),
    (
      "dearer freight comes before the surcharge", "amount=730;charge_type=other amount=150",
      ["FEE_OVERBILLED 720 730"]
    ),
    (
      "a surcharge comes before cheaper freight", "amount=710;charge_type=other amount=150",
      ["FEE_SURCHARGE 0 150"]
    ),
    (
      "again on another invoice", "amount=720;amount=720 invoice_no=I2 billed_at=2026-11-12",
      ["FEE_DUPLICATE 0 720"]
    ),
    (
      "another type on another invoice",
      "amount=720;amount=100 charge_type=rebate invoice_no=I2 billed_at=2026-11-12", []
    ),
    ("a rebate does not touch the freight", "amount=720;amount=-720 charge_type=rebate", []),
    (
      "credited again",
      "amount=720;amount=720 invoice_no=I2 billed_at=2026-11-12"
        + ";amount=-720 invoice_no=C1 credit_of=I2 billed_at=2026-11-20",
      []
    ),
    (
      "the first one credited: the second stands",
      "amount=720;amount=720 invoice_no=I2 billed_at=2026-11-12"
        + ";amount=-720 invoice_no=C1 credit_of=I1 billed_at=2026-11-20",
      []
    ),
    (
      "a credit that names no invoice undoes the newest",
      "amount=720;amount=720 invoice_no=I2"
        + " billed_at=2026-11-12;amount=-720 invoice_no=C1 billed_at=2026-11-20",
      []
    ),
    (
      "credited in part",
      "amount=720;amount=720 invoice_no=I2 billed_at=2026-11-12"
        + ";amount=-700 invoice_no=C1 credit_of=I2 billed_at=2026-11-20",
      ["FEE_DUPLICATE 0 20"]
    ),
    (
      "what was too much is credited", "amount=840;amount=-120 invoice_no=C1 credit_of=I1", []
    ),
    ("all of it credited on its own invoice", "amount=720 line_no=1;amount=-720 line_no=2", []),
    ("no waybill: of the account", "amount=99900 waybill=", ["FEE_ORPHAN 0 99900"]),
    ("a rebate of the account", "charge_type=rebate amount=-500 waybill=", []),
    (
      "a credit of the account takes from the invoice it names",
      "amount=500 waybill=;amount=-500 waybill= invoice_no=C1 credit_of=I1", []
    ),
    (
      "the account is charged the same on every invoice",
      "amount=500 waybill=;amount=500 waybill= invoice_no=I2",
      ["FEE_ORPHAN 0 500", "FEE_ORPHAN 0 500"]
    ),
    (
      "a part of a weight's excess is credited",
      "amount=840 billed_weight_g=2400;amount=-20 invoice_no=C1 credit_of=I1",
      ["FEE_WEIGHT 720 820"]
    ),
  ]

  @Test("the first rule that explains a charge", arguments: table)
  func rule(_ what: String, _ charges: String, _ findings: [String]) {
    #expect(Self.found(charges.split(separator: ";").map(String.init)) == findings, "\(what)")
  }

  @Test("the invoice billed earlier stands; on one day the smaller number")
  func whichStands() {
    func again(_ first: String, _ second: String) -> [String] {
      let dossier = FeeFixture.dossier(
        parcels: [Self.parcel],
        charges: [
          Self.charge("amount=720 invoice_no=I1 \(first)"),
          Self.charge("amount=720 invoice_no=I2 \(second)"),
        ])
      let settled = FeeFixture.settle(dossier)
      #expect(settled.lines.map(\.payable).reduce(0, +) == 720)
      return settled.lines.filter(\.hasFinding).map(\.invoiceNo.string)
    }
    #expect(again("billed_at=2026-11-10", "billed_at=2026-11-12") == ["I2"])
    #expect(again("billed_at=2026-11-12", "billed_at=2026-11-10") == ["I1"])
    #expect(again("billed_at=2026-11-12", "billed_at=2026-11-12") == ["I2"])
  }

  @Test("no rate: cards exist and none fits")
  func noRate() {
    let elsewhere = FeeFixture.policy([FeeFixture.rate("Z2", 800, 200)])
    #expect(Self.found(["amount=720"], policy: elsewhere) == ["FEE_NO_RATE - 720"])
    let rest = FeeFixture.policy([FeeFixture.rate("*", 600, 120)])
    #expect(Self.found(["amount=720"], policy: rest) == [])
    let dollars = FeeFixture.policy([
      FeeFixture.rate("Z1", 600, 120) { $0.currency = Currency("USD")! }
    ])
    #expect(Self.found(["amount=720"], policy: dollars) == ["FEE_NO_RATE - 720"])
    #expect(Self.found(["amount=720"], policy: FeeFixture.policy([])) == [])
    #expect(Self.found(["amount=-5 charge_type=rebate"], policy: elsewhere) == [])
  }

  @Test("without any rate card a charge twice is still one too many")
  func duplicateWithoutCard() {
    let charges = ["amount=720", "amount=720 invoice_no=I2 billed_at=2026-11-12"]
    #expect(Self.found(charges, policy: FeeFixture.policy([])) == ["FEE_DUPLICATE 0 720"])
  }

  @Test("a waybill that nobody knows")
  func orphan() {
    let unknown = FeeFixture.settle(FeeFixture.dossier(charges: [Self.charge("amount=720")]))
    #expect(FeeFixture.summary(unknown.findings) == ["FEE_ORPHAN 0 720"])
    #expect(unknown.lines.map(\.payable) == [0])
    #expect(unknown.lines.map(\.disputed) == [720])
    let named = FeeFixture.dossier(
      charges: [Self.charge("amount=720 zone=Z1 billed_weight_g=1800")],
      cases: [
        "case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 return_waybill=W1"
      ])
    #expect(FeeFixture.settle(named).findings.isEmpty)
    #expect(FeeFixture.settle(named).lines.map(\.direction) == [.return])
    let loose = FeeFixture.dossier(parcels: [Self.parcel], charges: [Self.charge("amount=720")])
    loose.isLoose = true
    #expect(FeeFixture.settle(loose).findings.isEmpty)
    let account = FeeFixture.dossier(charges: [Self.charge("amount=5000 waybill=")])
    #expect(FeeFixture.summary(FeeFixture.settle(account).findings) == ["FEE_ORPHAN 0 5000"])
    #expect(FeeFixture.settle(account).lines.map(\.payable) == [0])
    // Where nothing is agreed, nothing is held against it.
    let free = FeeFixture.settle(account, FeeFixture.policy([]))
    #expect(free.findings.isEmpty)
    #expect(free.lines.map(\.payable) == [5000])
  }

  @Test("tolerances")
  func tolerance() {
    var policy = FeeFixture.policy()
    policy.fees.feeTolerance = 10
    #expect(Self.found(["amount=730"], policy: policy) == [])
    #expect(Self.found(["amount=710"], policy: policy) == [])
    #expect(Self.found(["amount=731"], policy: policy) == ["FEE_OVERBILLED 720 731"])
    #expect(Self.found(["amount=709"], policy: policy) == ["FEE_UNDERBILLED 720 709"])
    let extra = ["amount=720", "charge_type=other amount=11"]
    #expect(Self.found(extra, policy: policy) == ["FEE_SURCHARGE 0 11"])
    policy.fees.weightToleranceGrams = 600
    let heavy = ["amount=840 billed_weight_g=2400"]
    #expect(Self.found(heavy, policy: policy) == [])
    policy.fees.weightToleranceGrams = 599
    #expect(Self.found(heavy, policy: policy) == ["FEE_WEIGHT 720 840"])
  }

  @Test("a billed weight within the tolerance is priced where the charge goes its way")
  func withinWeightTolerance() {
    func found(_ grams: Int, _ charge: String) -> [String] {
      let parcel = Self.parcel.replacing("weight_g=1800", with: "weight_g=\(grams)")
      return Self.found([charge], parcels: [parcel])
    }
    #expect(found(1980, "amount=840 billed_weight_g=2010") == [])
    #expect(found(1980, "amount=840 billed_weight_g=2030") == [])
    #expect(found(1980, "amount=840 billed_weight_g=2031") == ["FEE_WEIGHT 720 840"])
    #expect(found(1980, "amount=850 billed_weight_g=2010") == ["FEE_OVERBILLED 840 850"])
    #expect(found(1980, "amount=720 billed_weight_g=2010") == [])
    #expect(found(1980, "amount=1800 zone=Z3 billed_weight_g=2010") == ["FEE_ZONE 840 1800"])
    #expect(found(2010, "amount=720 billed_weight_g=1980") == [])
    #expect(found(2010, "amount=840 billed_weight_g=1980") == [])
    #expect(found(2010, "amount=719 billed_weight_g=1980") == ["FEE_UNDERBILLED 720 719"])
  }

  @Test("the parcel export's billed weight explains a fee too")
  func billedWeightOfTheParcel() {
    let heavy = Self.parcel + " billed_weight_g=2400"
    #expect(Self.found(["amount=840"], parcels: [heavy]) == ["FEE_WEIGHT 720 840"])
  }

  @Test("where nobody weighed the parcel the carrier's weight stands")
  func unweighed() {
    let unweighed = [Self.parcel.replacing("weight_g=1800", with: "weight_g=")]
    #expect(Self.found(["amount=840 billed_weight_g=2400"], parcels: unweighed) == [])
    let dearer = Self.found(["amount=841 billed_weight_g=2400"], parcels: unweighed)
    #expect(dearer == ["FEE_OVERBILLED 840 841"])
    #expect(Self.found(["amount=841"], parcels: unweighed) == [])
  }

  @Test("packaging, fuel and remote fees as far as the card agrees")
  func cardSurcharges() {
    let policy = FeeFixture.policy([
      FeeFixture.rate("Z1", 600, 120) {
        $0.packagingFee = 100
        $0.fuelBasisPoints = 525
        $0.remoteFee = 300
      }
    ])
    func findings(_ packaging: Int64, _ fuel: Int64, _ remote: Int64) -> [String] {
      Self.found(
        [
          "amount=720", "charge_type=packaging amount=\(packaging)",
          "charge_type=fuel amount=\(fuel)", "charge_type=remote amount=\(remote)",
        ], policy: policy)
    }
    #expect(findings(100, 38, 300) == [])  // 7.20 × 5.25 % = 0.378
    #expect(findings(0, 0, 0) == [])
    #expect(findings(101, 38, 300) == ["FEE_SURCHARGE 438 439"])
    #expect(findings(100, 39, 300) == ["FEE_SURCHARGE 438 439"])
    #expect(findings(100, 38, 301) == ["FEE_SURCHARGE 438 439"])
    #expect(findings(250, 38, 0) == ["FEE_SURCHARGE 138 288"])
    var agreed = policy
    agreed.fees.agreesAllSurcharges = true
    #expect(Self.found(["amount=720", "charge_type=insurance amount=999"], policy: agreed) == [])
  }
}
