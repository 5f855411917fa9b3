import Returns
import Settings
import Testing

/// The lists of rate cards, and what the policy says of carriers' charges.
@Suite struct FeeTermsTests {
  private let header =
    "carrier,zone,valid_from,valid_to,first_weight_g,first_fee,step_weight_g,step_fee,"
    + "volumetric_divisor,packaging_fee,currency"
  private let row = "SF,Z1,2026-01-01,,1000,10,1000,2,0,0,CNY"

  @Test func readsTheFurtherColumnsOfARate() throws {
    let columns =
      "rounding,insured_pct,insured_minimum,packaging_list,address_fee,cod_fee,late_refund_pct"
    let cells = "1000:1000; 10000:100;*:500,0.3,1,carton:1.50;袋:0.4,3,2,50"
    let workspace = try load(["rates/sf.csv": "\(header),\(columns)\n\(row),\(cells)\n"])
    let rate = workspace.policy.rateCards.rates[0]
    #expect(
      rate.rounding
        == FixedList([
          RoundingBand(upToGrams: 1000, stepGrams: 1000),
          RoundingBand(upToGrams: 10_000, stepGrams: 100),
          RoundingBand(upToGrams: .max, stepGrams: 500),
        ]))
    #expect(rate.insuredMillionths == 3000 && rate.insuredMinimum == 100)
    #expect(
      rate.packagingList
        == FixedList([
          PackagingPrice(item: "carton", unitPrice: 150),
          PackagingPrice(item: "袋", unitPrice: 40),
        ]))
    #expect(rate.addressFee == 300 && rate.codFee == 200 && rate.lateBasisPoints == 5000)
  }

  @Test(arguments: [
    ("rounding", "1000", "1000:1000;10000:100;*:500"), ("rounding", "1000:0", ""),
    ("rounding", "1000:100;1000:50", ""), ("rounding", "*:100;1000:50", ""),
    ("packaging_list", "carton:1.505", "carton:12.00"),
    ("packaging_list", "carton:1;carton:2", ""), ("packaging_list", "carton", ""),
    ("late_refund_pct", "101", "not above 100"), ("insured_pct", "0.00001", "at most 4 decimals"),
  ])
  func namesWhatIsWrong(_ column: String, _ cell: String, _ says: String) throws {
    let found = try errors(["rates/sf.csv": "\(header),\(column)\n\(row),\(cell)\n"])
    #expect(found.hasPrefix("rates/sf.csv:2:\(row.count + 2): \(column) is \"\(cell)\"; expected "))
    #expect(says.isEmpty || found.contains(says))
  }

  @Test func gapsAreToldWhereThePolicyAllowsThem() throws {
    let rates =
      "\(header)\nSF,Z1,2026-01-01,2026-06-30,1000,10,1000,2,0,0,CNY\n"
      + "SF,Z1,2026-08-01,,1000,10,1000,2,0,0,CNY\n"
    let workspace = try load(["rates/sf.csv": rates, "policy/p.yaml": "rate_gaps: allow\n"])
    #expect(workspace.policy.rateCards.rates.count == 2)
    #expect(
      workspace.notices.contains {
        $0.hasPrefix("rates/sf.csv:3:7: SF zone Z1 has no rate from 2026-07-01 to 2026-07-31")
      })
    let overlapping = rates.replacing("2026-08-01", with: "2026-06-30")
    #expect(
      try errors(["rates/sf.csv": overlapping, "policy/p.yaml": "rate_gaps: allow\n"])
        .contains("overlaps rates/sf.csv:2"))
  }

  @Test func readsTolerancesCapsWindowsAndDays() throws {
    let policy = try load([
      "policy/p.yaml": """
      tolerances:
        fees:
          - {carrier: SF, charge: freight, over: "0.50", under: 2%}
          - {charge: fuel, over: 0.25%}
        caps: {line: "1.00", counterparty: {CNY: "50.00", JPY: 900}, run: 200}
      billing_days: [{carrier: SF, days: 35}, {days: 45}]
      insurance_days: 10
      """
    ]).policy
    #expect(
      policy.fees.tolerances
        == FixedList([
          FeeTolerance(
            carrier: "SF", type: .freight, over: Allowance(amount: 50),
            under: Allowance(basisPoints: 200)),
          FeeTolerance(type: .fuel, over: Allowance(basisPoints: 25)),
        ]))
    let caps = policy.toleranceCaps
    let yen = try #require(Currency("JPY"))
    #expect(caps.line == policy.fees.lineCap && caps.line?[.cny] == 100)
    #expect(caps.counterparty?[.cny] == 5000 && caps.counterparty?[yen] == 900)
    #expect(caps.run?[.cny] == 20_000 && caps.run?[yen] == 0)
    #expect(
      policy.fees.billingDays
        == FixedList([BillingDays(carrier: "SF", days: 35), BillingDays(days: 45)]))
    #expect(policy.terms.insuranceDays == 10)
    #expect(try load(["policy/p.yaml": "insurance_days: none\n"]).policy.terms.insuranceDays == nil)
  }

  @Test(arguments: [
    ("tolerances: {fees: [{over: 101%}]}", "tolerances.fees.over is \"101%\"; expected an amount"),
    ("tolerances: {fees: [{charge: air}]}", "expected one of freight, packaging"),
    ("tolerances: {caps: {day: 1}}", "unknown key \"day\"; known: line, counterparty, run"),
    (
      "claim_windows: [{days: 90}]", "policy/p.yaml:1:1: claim_windows stands with each carrier now"
    ),
    ("rate_gaps: yes", "expected one of refuse, allow"),
  ])
  func namesWhatIsWrongInThePolicy(_ text: String, _ says: String) throws {
    #expect(try errors(["policy/p.yaml": text]).contains(says))
  }
}
