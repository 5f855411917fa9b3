import Returns
import Testing

@testable import Intake

/// The same report by another door: the browser instead of the API, another report of the same
/// family, a header that a spreadsheet added.
@Suite("Downloads of the built-in formats")
struct DownloadVariantTests {
  private static let returned = [
    [
      "return-date", "order-id", "sku", "asin", "fnsku", "product-name", "quantity",
      "fulfillment-center-id", "detailed-disposition", "reason", "status", "license-plate-number",
      "customer-comments",
    ],
    [
      "2026-03-05T10:00:00+00:00", "302-1", "S1", "B1", "X1", "Cup, 5\" tall", "1", "LEJ1",
      "SELLABLE", "DEFECTIVE", "Unit returned to inventory", "LPN1", "fell apart",
    ],
  ]

  /// Tabs and bare quotes from the API, commas and doubled quotes from the browser.
  @Test func amazonReturnsFromTheBrowser() {
    let tabs = Self.returned.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
    let commas = Self.returned.map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }.joined(separator: "\r\n")
    let (api, browser) = (read(tabs), read(commas))
    #expect([api.profile, browser.profile] == ["amazon-fba-returns", "amazon-fba-returns"])
    #expect(api.rejects.isEmpty && browser.rejects.isEmpty, "\(browser.firstReject ?? "")")
    #expect(api.lines == browser.lines)
  }

  /// Payouts by themselves: `effective_at` where the other reports have `created`.
  @Test func stripePayoutsItemized() {
    let reading = read(
      """
      payout_id,effective_at_utc,effective_at,currency,gross,fee,net,reporting_category,\
      balance_transaction_id,description,payout_status
      po_1,2026-02-03 00:00:00,2026-02-03 01:00:00,eur,120.00,0.00,120.00,payout,txn_9,TO BANK,paid

      """)
    #expect(reading.profile == "stripe-itemized", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("type", "amount", "payout_id", "txn_id", "settled_at") == [
        "payout 12000 po_1 txn_9 2026-02-03T00:00:00Z"
      ], "\(reading.firstReject ?? "")")
  }

  @Test func upsWithAHeaderOfItsOwn() {
    let cells = [
      1: "2.1", 2: "0000A1B2C3", 3: "0000A1B2C3", 5: "2026-07-04", 6: "I1", 12: "2026-06-30",
      21: "1Z1", 35: "SHP", 44: "FRT", 51: "USD", 53: "10.50",
    ]
    func row(_ cells: [Int: String]) -> String {
      (1...250).map { cells[$0] ?? "" }.joined(separator: ",")
    }
    let header = row([1: "Version", 2: "Recipient Number", 3: "Account Number"])
    let reading = read(header + "\n" + row(cells) + "\n")
    #expect(reading.profile == "ups-billing", "\(reading.refusal?.message ?? "")")
    #expect(reading.rejects.isEmpty && reading.filtered == 1, "\(reading.firstReject ?? "")")
    #expect(
      reading.values("charge_type", "waybill", "amount").filter { !$0.hasPrefix("-") }
        == ["freight 1Z1 1050"])
  }

  /// The bill of the monthly customers' site names the time of sending and puts the unit in
  /// brackets.
  @Test func sfByTheTimeOfSending() {
    let reading = read(
      "寄件时间,运单号,付款方式,费用（元）,应付金额（元）,计费重量\n2026-07-01 09:30:00,SF1,寄付月结,12.00,11.50,1\n")
    #expect(reading.profile == "sf-bill", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("waybill", "amount", "invoice_no") == ["SF1 1150 SF-2026-07"],
      "\(reading.firstReject ?? "")")
  }
}
