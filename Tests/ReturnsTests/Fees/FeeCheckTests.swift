import Testing

@testable import Returns

/// Each of the checks that auditors of carriers' invoices know (domain.md 3f), raised and just not.
@Suite("Audit checks of carriers' bills")
struct FeeCheckTests {
  static let parcel = FeeRuleTests.parcel
  static let card = FeeFixture.rate("Z1", 600, 120) {
    $0.returnBasisPoints = 6000
    $0.lateBasisPoints = 10_000
    $0.packagingFee = 100
    $0.packagingList = FixedList([
      PackagingPrice(item: "carton", unitPrice: 150), PackagingPrice(item: "bag", unitPrice: 40),
    ])
    $0.insuredMillionths = 5_000
    $0.insuredMinimum = 100
    $0.addressFee = 300
    $0.codFee = 200
    $0.volumetricDivisor = 6000
    $0.taxBasisPoints = 600
  }

  struct Story: Sendable, CustomTestStringConvertible {
    let what: String
    let charges: String
    var parcel = ""
    var cases: [String] = []
    var further: [String] = []
    let finds: String

    var testDescription: String { what }
  }

  /// Words behind `parcel` replace those of the usual one: 1.8 kg to Z1, 7.20.
  static let stories: [Story] = [
    Story(
      what: "FA01", charges: "amount=720;amount=720 invoice_no=I2 billed_at=2026-11-12",
      finds: "FEE_DUPLICATE FA01 0 720 recoverable 720"),
    Story(what: "FA02", charges: "amount=721", finds: "FEE_OVERBILLED FA02 720 721 recoverable 1"),
    Story(
      what: "FA03", charges: "amount=840 billed_weight_g=2400",
      finds: "FEE_WEIGHT FA03 720 840 recoverable 120"),
    Story(
      what: "FA04: 30 x 20 x 20 cm are 2 kg by 6000", charges: "amount=840 billed_weight_g=2400",
      parcel: "length_mm=300 width_mm=200 height_mm=200",
      finds: "FEE_WEIGHT FA04 720 840 recoverable 120"),
    Story(
      what: "FA04, near: the size is billed as it is", charges: "amount=720 billed_weight_g=2000",
      parcel: "length_mm=300 width_mm=200 height_mm=200", finds: ""),
    Story(
      what: "FA06", charges: "amount=720;charge_type=remote amount=500",
      finds: "FEE_SURCHARGE FA06 0 500 recoverable 500"),
    Story(
      what: "FA06, near: cash on delivery as agreed",
      charges: "amount=720;charge_type=cod amount=200",
      finds: ""),
    Story(
      what: "FA07: the bill names the zone of the manifest",
      charges: "amount=720 zone=Z1;charge_type=address amount=300 zone=Z1",
      finds: "FEE_SURCHARGE FA07 0 300 recoverable 300"),
    Story(
      what: "FA07, near: agreed for a correction",
      charges: "amount=720;charge_type=address amount=300",
      finds: ""),
    Story(
      what: "FA08", charges: "amount=720", parcel: "status=created picked_up_at= delivered_at=",
      finds: "FEE_OVERBILLED FA08 0 720 recoverable 720"),
    Story(
      what: "FA08, near: picked up", charges: "amount=720",
      parcel: "status=picked_up delivered_at=", finds: ""),
    Story(
      what: "FA09", charges: "amount=720 waybill=W9", finds: "FEE_ORPHAN FA09 0 720 recoverable 720"
    ),
    Story(
      what: "FA10", charges: "amount=720", parcel: "promised_at=2026-11-02",
      finds: "FEE_OVERBILLED FA10 0 720 recoverable 720"),
    Story(
      what: "FA10, near: on the last hour of the day", charges: "amount=720",
      parcel: "promised_at=2026-11-03T1 delivered_at=2026-11-03T23", finds: ""),
    Story(
      what: "FA10, near: late and waived", charges: "amount=0", parcel: "promised_at=2026-11-02",
      finds: ""),
    Story(
      what: "FA11: bearer and dispute", charges: "amount=720", parcel: "status=lost delivered_at=",
      finds: " recoverable 720"),
    Story(
      what: "FA12: a return billed as a parcel going out", charges: "amount=720",
      parcel: "direction=return reference=C1",
      cases: ["case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 quantity=1"],
      finds: "FEE_OVERBILLED FA12 432 720 recoverable 288"),
    Story(
      what: "FA12, near: at 60 %", charges: "amount=432", parcel: "direction=return reference=C1",
      cases: ["case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 quantity=1"],
      finds: ""),
    Story(
      what: "FA12: the sender paid", charges: "amount=720", parcel: "terms=prepaid",
      finds: "FEE_OVERBILLED FA12 0 720 recoverable 720"),
    Story(
      what: "FA12, near: billed as paid by the sender", charges: "amount=720 terms=prepaid",
      parcel: "terms=prepaid", finds: ""),
    Story(
      what: "FA13: three cartons for two",
      charges: "amount=720;charge_type=packaging amount=450 item=carton quantity=2",
      finds: "FEE_SURCHARGE FA13 300 450 recoverable 150"),
    Story(
      what: "FA13, near: two cartons and three bags",
      charges: "amount=720;charge_type=packaging amount=300 item=carton quantity=2 line_no=1"
        + ";charge_type=packaging amount=120 item=bag quantity=3 line_no=2", finds: ""),
    Story(
      what: "FA13: an item that is not on the list",
      charges: "amount=720;charge_type=packaging amount=50 item=crate",
      finds: "FEE_SURCHARGE FA13 0 50 recoverable 50"),
    Story(
      what: "FA14", charges: "amount=720;charge_type=insurance amount=501",
      parcel: "declared_value=100000", finds: "FEE_SURCHARGE FA14 500 501 recoverable 1"),
    Story(
      what: "FA14, near: 0.5 % of 999.99", charges: "amount=720;charge_type=insurance amount=500",
      parcel: "declared_value=99999", finds: ""),
    Story(
      what: "FA14, near: the minimum", charges: "amount=720;charge_type=insurance amount=100",
      parcel: "declared_value=1", finds: ""),
    Story(
      what: "FA14: nothing was declared", charges: "amount=720;charge_type=insurance amount=100",
      finds: "FEE_SURCHARGE FA14 0 100 recoverable 100"),
    Story(
      what: "FA15: the bill is in another currency", charges: "amount=720 currency=USD",
      finds: "FEE_NO_RATE FA15 - 720"),
    Story(
      what: "FA15: 6 % tax are 0.41 within 7.20", charges: "amount=720 tax=43",
      finds: "FEE_STATEMENT FA15 41 43"),
    Story(what: "FA15, near: a cent of rounding", charges: "amount=720 tax=42", finds: ""),
    Story(
      what: "FA15: billed before it was handed over", charges: "amount=720 billed_at=2026-10-31",
      finds: "FEE_STATEMENT FA15 - 720"),
    Story(
      what: "FA15, near: billed on the day it was handed over",
      charges: "amount=720 billed_at=2026-11-01T1", finds: ""),
    Story(
      what: "FA16: no case", charges: "amount=432", parcel: "direction=return",
      finds: "FEE_ORPHAN FA16 - 432"),
    Story(
      what: "FA16: the case came back by another waybill", charges: "amount=432",
      parcel: "direction=return reference=C1",
      cases: [
        "case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 quantity=1"
          + " return_waybill=W0"
      ],
      further: ["waybill=W0 carrier=SF direction=return status=delivered reference=C1"],
      finds: "FEE_ORPHAN FA16 - 432"),
    Story(
      what: "FA16, near: two units may come in two parcels", charges: "amount=432",
      parcel: "direction=return reference=C1",
      cases: [
        "case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 line_no=1"
          + " quantity=2 return_waybill=W0"
      ],
      further: ["waybill=W0 carrier=SF direction=return status=delivered reference=C1"],
      finds: ""),
    Story(
      what: "FA16, near: a waybill that only the case names", charges: "amount=432",
      parcel: "direction=return reference=C1",
      cases: [
        "case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 quantity=1"
          + " return_waybill=W0"
      ], finds: ""),
  ]

  static func words(_ outcome: Outcome) -> String {
    var words = outcome.findings.map { finding in
      var checks = ""
      for case .audit(let check) in finding.notes { checks += " \(check.name)" }
      let expected = finding.expected.map { "\($0)" } ?? "-"
      return "\(finding.code.name)\(checks) \(expected) \(finding.actual ?? 0)"
    }.joined(separator: ", ")
    if !outcome.disputes.isEmpty {
      words += " recoverable \(outcome.disputes.reduce(0) { $0 + $1.recoverable })"
    }
    return words
  }

  static func outcome(_ story: Story) -> Outcome {
    let changed = story.parcel.split(separator: " ").map { $0.split(separator: "=")[0] }
    let usual = parcel.split(separator: " ").filter {
      !changed.contains($0.split(separator: "=")[0])
    }
    let words = (usual + story.parcel.split(separator: " ")).joined(separator: " ")
    let charges = story.charges.split(separator: ";").map { FeeRuleTests.charge(String($0)) }
    let dossier = FeeFixture.dossier(
      parcels: [words] + story.further, charges: charges, cases: story.cases,
      orders: [FeeRuleTests.order])
    return FeeFixture.settled(dossier, FeeFixture.policy([card]))
  }

  @Test("raised, and just not", arguments: stories)
  func story(_ story: Story) {
    let outcome = Self.outcome(story)
    #expect(Self.words(outcome) == story.finds)
    for line in outcome.fees {
      let owed = outcome.disputes.filter { $0.check != .lost }.reduce(0) { $0 + $1.recoverable }
      if line.terms == .account, outcome.fees.count == 1 { #expect(line.disputed == owed) }
    }
  }

  @Test("what the carrier lost is disputed whole, its excess under its own check")
  func lost() {
    let outcome = Self.outcome(
      Story(what: "", charges: "amount=800", parcel: "status=lost delivered_at=", finds: ""))
    #expect(outcome.disputes.map(\.check) == [.rate, .lost])
    #expect(outcome.disputes.map(\.recoverable) == [80, 720])
    #expect(outcome.fees.map(\.owed) == [720])
  }

  @Test("the last day of a claim, by carrier and check")
  func deadlines() {
    var policy = FeeFixture.policy([Self.card])
    var carrier = CarrierTerms(name: "SF")
    carrier.claimWindows.late = ClaimWindow(15, from: .delivery)
    carrier.claimWindows.checks = FixedList([.init(.weight, ClaimWindow(10, from: .shipping))])
    var other = CarrierTerms(name: "*")
    other.claimWindows.charge = ClaimWindow(1, from: .billing)
    policy.carriers = [other, carrier]
    func until(_ charge: String, _ parcel: String) -> [String?] {
      let dossier = FeeFixture.dossier(
        parcels: [Self.parcel + parcel], charges: [FeeRuleTests.charge(charge)],
        orders: [FeeRuleTests.order])
      return FeeFixture.settled(dossier, policy).disputes.map { $0.claimUntil?.string }
    }
    #expect(until("amount=720", " promised_at=2026-11-01") == ["2026-11-18"])
    #expect(until("amount=840 billed_weight_g=2400", "") == ["2026-11-11"])
    #expect(until("amount=721", "") == ["2027-02-08"])
  }
}
