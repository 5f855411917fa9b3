import Testing

@testable import Returns

@Suite("Carrier statements and the proof of freight")
struct CarrierStatementTests {
  static let parcel = "carrier=SF status=delivered zone=Z1 weight_g=900 picked_up_at=2026-11-01"

  /// Five waybills on two invoices: one overbilled and charged twice, one unknown, one insured
  /// return with a rebate, one lost with compensation; a credit and a charge of the account.
  static let dossiers: [Dossier] = [
    FeeFixture.dossier(
      parcels: ["waybill=W1 direction=outbound \(parcel)"],
      charges: [
        "carrier=SF invoice_no=I1 charge_type=freight amount=700 waybill=W1",
        "carrier=SF invoice_no=I1 charge_type=packaging amount=100 waybill=W1",
        "carrier=SF invoice_no=I2 charge_type=freight amount=700 waybill=W1",
        "carrier=SF invoice_no=I2 charge_type=freight amount=-100 waybill=W1 credit_of=I1",
      ], orders: [FeeRuleTests.order]),
    FeeFixture.dossier(
      parcels: ["waybill=W2 direction=return \(parcel)"],
      charges: [
        "carrier=SF invoice_no=I1 charge_type=freight amount=600 waybill=W2",
        "carrier=SF invoice_no=I1 charge_type=rebate amount=-60 waybill=W2",
      ],
      cases: [
        "case_id=C1 order_id=O1 kind=return reason=size applied_at=2026-11-01 return_waybill=W2"
      ],
      orders: [FeeRuleTests.order + " freight_insured=yes"]),
    FeeFixture.dossier(
      parcels: [
        "waybill=W3 direction=return \(parcel) reference=C1",
        "waybill=W4 direction=exchange \(parcel) reference=C1",
        "waybill=W4 direction=exchange carrier=SF status=lost picked_up_at=2026-11-05",
      ],
      charges: [
        "carrier=SF invoice_no=I1 charge_type=freight amount=550 waybill=W3",
        "carrier=SF invoice_no=I1 charge_type=freight amount=600 waybill=W4",
        "carrier=SF invoice_no=I2 charge_type=compensation amount=-5000 waybill=W4",
      ],
      cases: ["case_id=C1 order_id=O1 kind=exchange reason=colour applied_at=2026-11-01"]),
    FeeFixture.dossier(charges: [
      "carrier=SF invoice_no=I1 charge_type=freight amount=930 waybill=W9"
    ]),
    FeeFixture.dossier(charges: ["carrier=SF invoice_no=I2 charge_type=other amount=8800"]),
  ]

  static func statement(_ dossiers: [Dossier]) -> CarrierStatement {
    var statement = CarrierStatement()
    for dossier in dossiers {
      statement.add(
        FeeFixture.settle(dossier).lines, charges: dossier.charges, currency: .cny)
    }
    return statement
  }

  static func words(_ row: CarrierStatement.Row) -> String {
    "\(row.carrier) \(row.invoiceNo) \(row.statementTotal) \(row.direction.name) \(row.bearer.name)"
      + " \(row.parcels): \(row.billed) \(row.expected) \(row.disputed) \(row.payable)"
  }

  @Test("rows by invoice, direction and bearer: billed, expected, disputed, payable")
  func rows() {
    #expect(
      Self.statement(Self.dossiers).rows.map(Self.words) == [
        // W1: 7.00 of which 1.00 is credited, packaging not agreed; W9: nobody knows it.
        "SF I1 3420 outbound merchant 2: 1730 700 1030 700",
        // W3: 0.50 too little.
        "SF I1 3420 return customer 1: 550 600 0 550",
        // W2: less a rebate.
        "SF I1 3420 return insurance 1: 540 540 0 540",
        "SF I1 3420 exchange carrier 1: 600 600 0 600",
        // W1 again, less its credit; a charge of no parcel.
        "SF I2 4400 outbound merchant 1: 9400 -100 9500 -100",
        "SF I2 4400 exchange carrier 1: -5000 -5000 0 -5000",
      ])
  }

  @Test("rows add up to the invoice, and disputed + payable to billed")
  func closes() {
    let statement = Self.statement(Self.dossiers)
    #expect(statement.residuals.isEmpty)
    for row in statement.rows { #expect(row.disputed + row.payable == row.billed) }
    for invoice in ["I1", "I2"] as [Text] {
      let rows = statement.rows.filter { $0.invoiceNo == invoice }
      #expect(rows.map(\.billed).reduce(0, +) == rows[0].statementTotal)
    }
  }

  @Test("a charge without its line does not close")
  func residual() {
    var statement = Self.statement(Self.dossiers)
    let charge = FeeFixture.charge("carrier=SF invoice_no=I1 charge_type=other amount=7")
    statement.add([], charges: [charge], currency: .cny)
    #expect(
      statement.residuals == [
        CarrierStatement.Residual(carrier: "SF", invoiceNo: "I1", currency: .cny, amount: 7)
      ])
  }

  @Test("parts merge in any order")
  func merge() {
    let whole = Self.statement(Self.dossiers).rows
    for cut in Self.dossiers.indices {
      var merged = Self.statement(Array(Self.dossiers[cut...]))
      merged.merge(Self.statement(Array(Self.dossiers[..<cut])))
      #expect(merged.rows == whole)
    }
  }

  @Test("what a case's parcels cost is borne, to the cent")
  func caseBalance() {
    let lines = Self.dossiers.flatMap { FeeFixture.settle($0).lines }
    let balances = CaseFreight.balances(lines)
    #expect(balances.map(\.caseID) == ["C1"])
    #expect(balances[0].cost == 540 + 550 + 600 - 5000)
    #expect(balances[0].borne(by: .insurance) == 540)
    #expect(balances[0].borne(by: .customer) == 550)
    #expect(balances[0].borne(by: .carrier) == 600 - 5000)
    #expect(balances[0].residual == 0)
  }

  @Test("outbound lines without a variance stand in the sums only")
  func listed() {
    func listed(_ charge: String, _ parcel: String, _ terms: FeeTerms = FeeTerms()) -> Bool {
      let dossier = FeeFixture.dossier(parcels: ["\(parcel) \(Self.parcel)"], charges: [charge])
      return FeeFixture.settle(dossier).lines.contains { $0.isListed(terms) }
    }
    let agreed = FeeRuleTests.charge("amount=600")
    #expect(!listed(agreed, "waybill=W1 direction=outbound"))
    #expect(listed(agreed, "waybill=W1 direction=return"))
    #expect(listed(FeeRuleTests.charge("amount=601"), "waybill=W1 direction=outbound"))
    var all = FeeTerms()
    all.listsAllLines = true
    #expect(listed(agreed, "waybill=W1 direction=outbound", all))
  }
}
