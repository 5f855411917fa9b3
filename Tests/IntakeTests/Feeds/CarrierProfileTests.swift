import Returns
import Testing

@testable import Intake

/// Carriers' bills. No real row of them is public: the layouts are those of the carriers' own
/// dictionaries.
@Suite("Carrier profiles")
struct CarrierProfileTests {
  private func ups(_ cells: [Int: String]) -> String {
    let common = [
      1: "2.1", 2: "0000A1B2C3", 3: "0000A1B2C3", 4: "US", 5: "2026-07-04", 6: "0A1B2C3276",
      11: "99.99", 12: "2026-06-30", 14: "1ZLEAD", 16: "SO1", 18: "P/P", 21: "1Z1", 29: "2",
      30: "L", 34: "004", 35: "SHP", 51: "USD",
    ]
    return (1...250).map { cells[$0] ?? common[$0] ?? "" }.joined(separator: ",")
  }

  @Test func upsBillingData() {
    let reading = read(
      [
        ups([44: "FRT", 46: "Ground", 53: "10.50"]), ups([44: "FSC", 46: "Fuel", 53: "1.20"]),
        ups([44: "ACC", 46: "Residential", 53: "3.00"]),
        ups([44: "ACC", 46: "Large Package", 53: "5.00"]), ups([44: "INF", 46: "Told", 53: "0"]),
        ups([16: "RMA7", 21: "1Z2", 35: "RTN", 44: "FRT", 46: "Return", 53: "9.00"]),
        ups([
          16: "", 17: "RMA8", 21: "1Z3", 35: "RTN", 44: "FRT", 46: "Return", 53: "8.00",
        ]),
        ups([14: "", 16: "", 21: "", 35: "MIS", 44: "MSC", 46: "Service", 53: "20.00"]),
        // A shipment of one package may have its number as the lead number alone.
        ups([14: "1Z4", 16: "SO4", 21: "", 44: "FRT", 46: "Ground", 53: "7.00"]),
      ].joined(separator: "\n"))
    #expect(reading.profile == "ups-billing")
    #expect(reading.rejects == [])
    #expect([reading.read, reading.filtered] == [9, 1])
    let charges = reading.values("charge_type", "waybill", "line_no", "amount", "billed_weight_g")
    #expect(
      charges.filter { !$0.hasPrefix("-") } == [
        "freight 1Z1 1 1050 907", "fuel 1Z1 1 120 907", "other 1Z1 1 300 907",
        "other 1Z1 2 500 907", "freight 1Z2 1 900 907", "freight 1Z3 1 800 907",
        "other - 1 2000 907", "freight 1Z4 1 700 907",
      ])
    #expect(
      reading.values("direction", "waybill", "reference").filter { !$0.hasPrefix("-") } == [
        "outbound 1Z1 SO1", "return 1Z2 RMA7", "return 1Z3 RMA8", "outbound 1Z4 SO4",
      ])
  }

  /// 25 pairs of the same two names; a second download of the same rows has the same keys.
  @Test func fedexBillingOnline() {
    let header =
      "Bill to Account Number,Invoice Date,Invoice Number,Ground Tracking ID Prefix,"
      + "Express or Ground Tracking ID,Transportation Charge Amount,Net Charge Amount,"
      + "Service Type,Shipment Date,Rated Weight Amount,Rated Weight Units,"
      + "Original Customer Reference,RMA#"
      + String(
        repeating: ",Tracking ID Charge Description,Tracking ID Charge Amount", count: 25)
    func row(_ start: String, _ pairs: [String]) -> String {
      start + pairs.map { "," + $0 }.joined()
        + String(repeating: ",,", count: 25 - pairs.count)
    }
    let reading = read(
      [
        header,
        row(
          "123,20260701,7-111,9622,111,10.00,12.50,Ground,20260628,2,L,SO9,",
          ["Fuel Surcharge,1.00", "Residential,2.00", "Earned Discount,-0.50"]),
        row("123,20260701,7-111,,222,9.00,9.00,Express,20260628,1,K,,RMA5", []),
      ].joined(separator: "\n"))
    #expect(reading.profile == "fedex-billing")
    #expect(reading.rejects == [])
    #expect(
      reading.values("charge_type", "waybill", "line_no", "amount", "billed_weight_g")
        .filter { !$0.hasPrefix("-") } == [
          "freight 9622111 - 1000 907", "fuel 9622111 1 100 907", "other 9622111 2 200 907",
          "rebate 9622111 3 -50 907", "freight 222 - 900 1000",
        ])
    #expect(
      reading.values("direction", "waybill", "reference").filter { !$0.hasPrefix("-") } == [
        "outbound 9622111 SO9", "return 222 RMA5",
      ])
  }

  /// Header cells with line breaks under a title block, several rows for a waybill, a total at the
  /// end.
  /// SF's own day form has no year: it is that of the bill's period. All rows are of the bill of
  /// that period, also what it charges of an earlier month.
  @Test func sfBillOfDaysWithoutAYear() {
    func bill(_ title: String, _ dates: [String] = ["11-28", "12-01"]) -> MemberReading {
      read(
        """
        \(title),,,,
        日期,运单号码,计费重量,付款方式,应收费用
        \(dates[0]),SF1001,1.5,寄付月结,12.00
        \(dates[1]),SF1002,1.5,寄付月结,13.00

        """)
    }
    for title in [
      "月结卡号：571 账单周期：2026-11-26至2026-12-25", "对账周期:2026年11月26日～2026年12月25日",
    ] {
      let reading = bill(title)
      #expect(reading.rejects == [], "\(title)")
      #expect(
        reading.values("waybill", "invoice_no", "billed_at") == [
          "SF1001 SF-2026-12 2026-11-27T16:00:00Z", "SF1002 SF-2026-12 2026-11-30T16:00:00Z",
        ], "\(title)")
    }
    #expect(
      bill("账单月份：2026年12月").values("invoice_no", "waybill")
        == ["SF-2026-12 SF1001", "SF-2026-12 SF1002"])
    let silent = bill("顺丰速运月结账单")
    #expect(silent.rejects.count == 2)
    #expect(silent.rejects.first?.reason.contains("\"11-28\" has no year") == true)
    // Whole dates tell the bill's month by the newest one.
    #expect(
      bill("顺丰速运月结账单", ["2026-11-28", "2026-12-01"]).values("invoice_no", "waybill")
        == ["SF-2026-12 SF1001", "SF-2026-12 SF1002"])
  }

  @Test func sfMonthlyBill() {
    let reading = read(
      """
      顺丰速运月结对账单,,,,,,,,,
      月结账号：7551234567,账单编号：B202607,,,,,,,,
      序号,日期,订单号码,运单号码,"计费重量
      (公斤) ",付款方式,应收费用,费用类型,签收时间,退回件关联原运单号
      1,2026-07-01,SO1,SF1001,1.5,寄付月结,12.00,运费,2026-07-03 10:00:00,
      2,2026-07-01,SO1,SF1001,,寄付月结,2.00,保价,,
      3,2026-07-05,SO2,SF1002,,到付,13.00,运费,,SF1000
      总计,,,,,,27.00,,,

      """)
    #expect(reading.profile == "sf-bill")
    #expect(reading.rejects == [])
    #expect(reading.account == "7551234567")
    #expect(
      reading.values("charge_type", "waybill", "invoice_no", "amount", "terms", "billed_weight_g")
        .filter { !$0.hasPrefix("-") } == [
          "freight SF1001 B202607 1200 account 1500", "insurance SF1001 B202607 200 account -",
          "freight SF1002 B202607 1300 collect -",
        ])
    #expect(
      reading.values("direction", "status", "waybill", "reference").filter { !$0.hasPrefix("-") }
        == [
          "outbound delivered SF1001 SO1", "outbound picked_up SF1001 SO1",
          "return picked_up SF1002 SO2",
        ])
    #expect(
      reading.values("charge_type", "original_waybill").filter { !$0.hasPrefix("-") } == [
        "freight -", "insurance -", "freight SF1000",
      ])
  }

  /// Shipments must add up to their invoices, whatever number of them the file holds.
  @Test(arguments: [("30.00", true), ("31.00", false)])
  func dhlEBill(_ second: String, _ agrees: Bool) {
    let reading = read(
      """
      Line Type;Invoice Number;Invoice Date;Currency;Total amount (excl. VAT);Shipment Number;\
      Weight Charge;Discount 1 Amount;XC1 Code;XC1 Name;XC1 Charge;XC1 Tax
      I;A1;20260701;EUR;20.00;;;;;;;
      S;A1;20260701;EUR;20.00;100;18.00;1.00;FF;FUEL SURCHARGE;3.00;0.60
      I;A2;20260701;EUR;30.00;;;;;;;
      S;A2;20260701;EUR;\(second);101;30.00;;;;;

      """)
    #expect(reading.profile == "dhl-ebill")
    #expect(reading.controlTotals.map(\.agrees) == [agrees])
    #expect(
      reading.values("charge_type", "invoice_no", "waybill", "amount", "tax") == [
        "freight A1 100 1800 -", "fuel A1 100 300 60", "rebate A1 100 -100 -",
        "freight A2 101 3000 -",
      ] + (agrees ? [] : ["other A2 101 100 -"]))
  }
}
