import Testing

@testable import Returns

@Suite("What a fee finding carries")
struct FeeFindingTests {
  static func finding(_ charge: String, parcel: String = FeeRuleTests.parcel) -> Finding? {
    FeeFixture.settle(
      FeeFixture.dossier(
        parcels: [parcel], charges: [FeeRuleTests.charge(charge)], orders: [FeeRuleTests.order])
    ).findings.first
  }

  @Test("ids, notes and the day it broke")
  func columns() throws {
    let weight = try #require(Self.finding("amount=840 billed_weight_g=2400"))
    #expect(weight.subject == "W1")
    #expect(weight.waybill == "W1")
    #expect(weight.orderID == "O1")
    #expect(weight.currency == .cny)
    #expect(weight.openedOn == FeeFixture.day("2026-11-10"))
    #expect(weight.notes == [.audit(.weight), .weight(billedGrams: 2400, agreedGrams: 1800)])
    #expect(weight.cause == "carrier:SF weight")
    let zone = try #require(Self.finding("amount=1400 zone=Z3"))
    #expect(zone.notes == [.audit(.zone), .zone(billed: "Z3", agreed: "Z1")])
    #expect(zone.cause == "carrier:SF zone Z1 billed as Z3")
  }

  @Test("the same trouble keeps its identity when the code changes, and no other has it")
  func identity() {
    let over = Self.finding("amount=841")
    #expect(over?.code == .feeOverbilled)
    #expect(Self.finding("amount=840 billed_weight_g=2400")?.identity == over?.identity)
    #expect(Self.finding("amount=1400 zone=Z3")?.identity == over?.identity)
    #expect(Self.finding("amount=841 invoice_no=I2")?.identity != over?.identity)
    let other = FeeRuleTests.parcel.replacing("waybill=W1", with: "waybill=W2")
    #expect(Self.finding("amount=841 waybill=W2", parcel: other)?.identity != over?.identity)
  }

  @Test("one surcharge, one matter")
  func cause() {
    let causes = ["W1", "W2"].map { waybill in
      FeeFixture.settle(
        FeeFixture.dossier(
          parcels: [FeeRuleTests.parcel.replacing("waybill=W1", with: "waybill=\(waybill)")],
          charges: [
            FeeRuleTests.charge("waybill=\(waybill) amount=720"),
            FeeRuleTests.charge("waybill=\(waybill) charge_type=address amount=150"),
          ])
      ).findings.map(\.cause)
    }
    #expect(causes == [["carrier:SF surcharge 150"], ["carrier:SF surcharge 150"]])
  }

  @Test("a bill without a date: the parcel's latest record, then the order, then the business date")
  func openedOn() {
    let undated = "carrier=SF invoice_no=I1 charge_type=freight amount=841 waybill=W1"
    func opened(_ parcels: [String], _ orders: [String]) -> Day? {
      FeeFixture.settle(
        FeeFixture.dossier(parcels: parcels, charges: [undated], orders: orders)
      ).findings.first?.openedOn
    }
    let timeless = "waybill=W1 carrier=SF direction=outbound status=created zone=Z1 weight_g=1800"
    #expect(opened([FeeRuleTests.parcel], [FeeRuleTests.order]) == FeeFixture.day("2026-11-03"))
    #expect(opened([timeless], [FeeRuleTests.order]) == FeeFixture.day("2026-10-31"))
    #expect(opened([timeless], []) == FeeFixture.day("2026-11-22"))
  }

  @Test("an invoice in two currencies gives two lines and two troubles")
  func currencies() {
    let settled = FeeFixture.settle(
      FeeFixture.dossier(
        parcels: [FeeRuleTests.parcel],
        charges: [
          FeeRuleTests.charge("amount=841 currency=CNY"),
          FeeRuleTests.charge("amount=120 currency=USD line_no=2"),
        ]))
    #expect(settled.lines.map(\.currency.string) == ["CNY", "USD"])
    #expect(
      FeeFixture.summary(settled.findings) == ["FEE_OVERBILLED 720 841", "FEE_NO_RATE - 120"])
    #expect(Set(settled.findings.map(\.identity)).count == 2)
  }
}
