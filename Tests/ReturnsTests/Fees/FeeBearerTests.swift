import Testing

@testable import Returns

@Suite("Who bears a parcel's charges")
struct FeeBearerTests {
  static func settle(
    _ direction: String, status: String = "delivered", reference: String = "", reason: String?,
    insured: Bool = false, names: String = "return_waybill=W1", terms: String = "account",
    _ change: (inout Policy) -> Void = { _ in }
  ) -> FeeLine {
    var policy = FeeFixture.policy()
    change(&policy)
    let referred = reference.isEmpty ? "" : " reference=\(reference)"
    let parcel =
      "waybill=W1 carrier=SF direction=\(direction) status=\(status) zone=Z1"
      + " weight_g=900 picked_up_at=2026-11-01\(referred)"
    let cases = reason.map { reason in
      ["case_id=C1 order_id=O1 kind=return reason=\(reason) applied_at=2026-11-01 \(names)"]
    }
    let dossier = FeeFixture.dossier(
      parcels: [parcel],
      charges: [FeeRuleTests.charge("amount=600 terms=\(terms)")],
      cases: cases ?? [], orders: [FeeRuleTests.order + (insured ? " freight_insured=yes" : "")])
    return FeeFixture.settle(dossier, policy).lines[0]
  }

  @Test(
    "by the family of the reason",
    arguments: [
      ("damaged", .merchant), ("wrong_item", .merchant), ("safety", .merchant), ("size", .customer),
      ("colour", .customer), ("no_longer_needed", .customer), ("late", .carrier),
      ("transit_damage", .carrier),
    ] as [(String, Bearer)])
  func family(_ reason: String, _ bearer: Bearer) {
    #expect(Self.settle("return", reason: reason).bearer == bearer)
    #expect(Self.settle("return_to_customer", reason: reason).bearer == bearer)
    #expect(Self.settle("exchange", reason: reason).bearer == .merchant)
    #expect(Self.settle("outbound", reason: reason).bearer == .merchant)
  }

  @Test("the carrier for what it lost or damaged, before everything")
  func carriersFault() {
    for status in ["lost", "damaged"] {
      for direction in ["return", "exchange", "outbound"] {
        let line = Self.settle(direction, status: status, reason: "size", insured: true)
        #expect(line.bearer == .carrier)
        #expect(line.owed == 600)
      }
    }
    #expect(Self.settle("outbound", status: "misrouted", reason: nil).bearer == .merchant)
    // What happened on the way out is not the fault of who brings the goods back.
    #expect(Self.settle("return", reason: "transit_damage").recovered == 0)
  }

  @Test("insurance first for returns of an insured order")
  func insurance() {
    let line = Self.settle("return", reason: "size", insured: true)
    #expect(line.bearer == .insurance)
    #expect(line.owed == 600)
    #expect(Self.settle("return", reason: "damaged", insured: true).bearer == .insurance)
    #expect(Self.settle("exchange", reason: "size", insured: true).bearer == .merchant)
    #expect(Self.settle("return_to_customer", reason: "size", insured: true).bearer == .customer)
    #expect(Self.settle("return", reason: nil, insured: true).bearer == .merchant)
  }

  @Test("which case a parcel belongs to")
  func ofWhichCase() {
    #expect(Self.settle("return", reason: nil).bearer == .merchant)
    let other = "return_waybill=W9"
    let referred = Self.settle("return", reference: "C1", reason: "size", names: other)
    #expect(referred.bearer == .customer)
    #expect(referred.caseID == "C1")
    let stranger = Self.settle("return", reference: "C7", reason: "size", names: other)
    #expect(stranger.bearer == .merchant)
    #expect(stranger.caseID.isEmpty)
    let words = [
      "case_id=C3 reason=size return_waybill=W1", "case_id=C2 reason=damaged return_waybill=W1",
      "case_id=C1 reason=late",
    ].map { "\($0) order_id=O1 kind=return applied_at=2026-11-01" }
    let dossier = FeeFixture.dossier(
      parcels: ["waybill=W1 carrier=SF direction=return status=created reference=C1 zone=Z1"],
      charges: ["carrier=SF invoice_no=I1 charge_type=freight amount=600 waybill=W1"], cases: words)
    #expect(FeeFixture.settle(dossier).lines.map(\.caseID) == ["C2"])
  }

  @Test("a return that names the order is that of its only case, where nothing names the case")
  func namesTheOrder() {
    func caseID(_ cases: [String], _ others: [String] = [], direction: String = "return") -> Text {
      let parcel = "carrier=SF status=delivered zone=Z1"
      let dossier = FeeFixture.dossier(
        parcels: ["waybill=W1 direction=\(direction) reference=O1 \(parcel)"]
          + others.map { "\($0) \(parcel)" },
        charges: [FeeRuleTests.charge("amount=600")],
        cases: cases.map { "\($0) order_id=O1 kind=return reason=size applied_at=2026-11-01" },
        orders: [FeeRuleTests.order])
      return FeeFixture.settle(dossier).lines[0].caseID
    }
    #expect(caseID(["case_id=C1 line_no=1", "case_id=C1 line_no=2"]) == "C1")
    #expect(caseID(["case_id=C1"], direction: "outbound").isEmpty)
    #expect(caseID(["case_id=C1", "case_id=C2"]).isEmpty)
    #expect(caseID(["case_id=C1 return_waybill=W7"]).isEmpty)
    #expect(caseID(["case_id=C1"], ["waybill=W2 direction=return reference=C1"]).isEmpty)
    #expect(caseID(["case_id=C1"], ["waybill=W2 direction=return reference=O1"]) == "C1")
  }

  @Test("the customer owes what she bears only where the policy claims it")
  func recovery() {
    #expect(Self.settle("return", reason: "size").owed == 0)
    for recovery in [FreightRecovery.deduct, .charge] {
      for (reason, owed) in [("size", 600), ("damaged", 0)] as [(String, Int64)] {
        let line = Self.settle("return", reason: reason) { $0.terms.freightRecovery = recovery }
        #expect(line.owed == owed)
      }
    }
  }

  @Test("overrides, those without a reason for parcels without a case")
  func overrides() {
    let line = Self.settle("outbound", reason: nil) { policy in
      policy.overrides = [
        TermsOverride(shop: 0) { $0.outboundFreightBearer = .supplier },
        TermsOverride(family: .noReason) { $0.outboundFreightBearer = .customer },
        TermsOverride(shop: 1) { $0.outboundFreightBearer = .insurance },
      ]
    }
    #expect(line.bearer == .supplier)
    let exchange = Self.settle("exchange", reason: "size") { policy in
      policy.overrides = [TermsOverride(family: .fit) { $0.exchangeFreightBearer = .customer }]
    }
    #expect(exchange.bearer == .customer)
  }

  /// terms | direction | payable of 6.00
  @Test(
    "what the shop pays on the carrier's bill",
    arguments: [
      ("account", "return", 600), ("deposit", "outbound", 600), ("platform", "outbound", 600),
      ("prepaid", "outbound", 0), ("prepaid", "return", 0), ("collect", "return", 600),
      ("collect", "outbound", 0),
    ] as [(String, String, Int64)])
  func payable(_ terms: String, _ direction: String, _ amount: Int64) {
    let line = Self.settle(direction, reason: "damaged", terms: terms)
    #expect(line.payable == amount)
    #expect(line.expectedFee == 600)
    #expect(line.hasFinding == false)
  }
}
