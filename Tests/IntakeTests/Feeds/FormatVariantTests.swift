import Returns
import Testing

@testable import Intake

/// What other files of the built-in formats hold than those that were seen: columns in another
/// order, older layouts, other marketplaces and currencies, decimal commas, credit notes.
@Suite("Variants of the built-in formats")
struct FormatVariantTests {
  private let adyen =
    "Batch Number,Type,Net Credit (NC),Net Debit (NC),Net Currency,"
    + "Gross Credit (GC),Gross Debit (GC)"
    + ",Gross Currency,Modification Reference,TimeZone,Creation Date,Merchant Reference"
    + ",Psp Reference,Merchant Account\n"

  @Test func adyenInAnyOrderOfColumns() {
    let file =
      adyen + "7,Settled,9.8,,EUR,10,,EUR,882,PST,2026-01-05 00:21:32,92598318.0,881,M\n"
      + "7,SettledReversed,,9.8,EUR,,10,EUR,882,PDT,2026-06-05 00:21:32,92598318.0,881,M\n"
      + "7,RefundedBulk,,.11,EUR,,.11,EUR,883,CEST,2026-06-06 00:21:32,R2,881,M\n"
      + "7,MerchantPayout,.11,,EUR,,,,\"TX1 batch 7\",CET,2026-01-07 00:00:00,,,M\n"
    let reading = read(file)
    #expect(reading.profile == "adyen-settlement", "\(reading.firstReject ?? "")")
    #expect(reading.rejects.isEmpty, "\(reading.firstReject ?? "")")
    #expect(
      reading.values("type", "amount", "fee", "order_id") == [
        "payment 1000 20 92598318.0", "adjustment -980 - 92598318.0", "refund 11 0 R2",
        "adjustment 11 - -",
      ])
    #expect(reading.controlTotals.map(\.agrees) == [true])
  }

  private let dhl =
    "Line Type;Billing Account;Invoice Number;Original Invoice Number;Invoice Date;Currency"
    + ";Shipment Number;Weight (kg);Weight Charge;XC1 Code;XC1 Name;XC1 Charge"
    + ";Discount 1 Amount;Total amount (excl. VAT)\n"

  @Test func dhlWithDecimalCommasAndACreditNote() {
    let file =
      dhl + "I;123;B1;;20260301;EUR;;;;;;;;1.246,90\n"
      + "S;123;B1;;20260301;EUR;W1;1,5;1.234,50;FF;FUEL SURCHARGE;12,50;-0,10;1.246,90\n"
      + "I;123;C1;B1;20260302;EUR;;;;;;;;-12,50\n"
      + "S;123;C1;B1;20260302;EUR;W1;1,5;-12,50;;;;;-12,50\n"
    let reading = read(file)
    #expect(
      reading.profile == "dhl-ebill-comma" && reading.rejects.isEmpty,
      "\(reading.profile) \(reading.firstReject ?? "")")
    #expect(
      reading.values("charge_type", "amount", "billed_weight_g", "credit_of") == [
        "freight 123450 1500 -", "fuel 1250 1500 -", "rebate -10 1500 -", "freight -1250 1500 B1",
      ])
    #expect(reading.controlTotals.map(\.agrees) == [true])
  }

  /// The same bill with points, and with one amount that is written the other way: what the file
  /// shows of itself holds for all of it.
  @Test func dhlWithDecimalPointsRefusesAComma() {
    let file =
      dhl + "I;123;B1;;20260301;EUR;;;;;;;;1,246.90\n"
      + "S;123;B1;;20260301;EUR;W1;1.5;1,234.50;FF;FUEL SURCHARGE;12.50;-0.10;1,246.90\n"
      + "S;123;B1;;20260301;EUR;W2;1.5;12,50;;;;;0.00\n"
    let reading = read(file)
    #expect(reading.profile == "dhl-ebill")
    #expect(
      reading.values("charge_type", "amount", "billed_weight_g") == [
        "freight 123450 1500", "fuel 1250 1500", "rebate -10 1500",
      ])
    #expect(reading.rejected == 1 && reading.firstReject?.contains("12,50") == true)
  }

  private let v2 =
    "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date"
    + "\ttotal-amount\tcurrency"
    + "\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id"
    + "\tshipment-id\tmarketplace-name"
    + "\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time"
    + "\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku"
    + "\tquantity-purchased\tpromotion-id\n"

  @Test func amazonEuropeWithDecimalCommasAndItsOwnDates() {
    func row(_ type: String, _ adjustment: String, _ kind: String, _ amount: String) -> String {
      "1\t\t\t\t\t\t\(type)\t302-1"
        + "\t\t\(adjustment)\t\tAmazon.de\t\(kind)\tPrincipal\t\(amount)\tAFN"
        + "\t05.03.2026\t05.03.2026 10:11:12 UTC\t7\t\t\tA\t1\t\n"
    }
    let file =
      v2
      + "1\t01.03.2026 00:00:00 UTC\t15.03.2026 00:00:00 UTC"
      + "\t17.03.2026 00:00:00 UTC\t-51,93\tEUR\n"
      + row("Refund", "A9", "ItemPrice", "-60,00") + row("Refund", "A9", "ItemFees", "9,63")
      + row("Refund", "A9", "ItemFees", "-1,56")
    let reading = read(file)
    #expect(reading.rejects.isEmpty, "\(reading.firstReject ?? "")")
    #expect(
      reading.values("type", "amount", "fee", "currency", "settled_at") == [
        "refund 6000 -807 EUR 2026-03-05T10:11:12Z"
      ])
    #expect(reading.controlTotals.map(\.agrees) == [true])
    #expect(reading.filtered == 1)
  }

  @Test func wechatOfAnEarlyMerchant() {
    let file =
      "\u{FEFF}交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
      + "交易状态,付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,"
      + "退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率\r\n"
      + "`2026-03-05 10:00:00,`wx,`100,`0,`,`42,`SO1,`o,`JSAPI,`SUCCESS,"
      + "`CMB,`CNY,`129.00,`0.00,`0,`0,`0.00,"
      + "`0.00,`,`,`\"杯\",`{\"a\":\"1\"},`0.77400,`0.60%\r\n"
      + "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额\r\n`1,`129.00,`0.00,`0.00,`0.77400"
    let reading = read(file)
    #expect(reading.profile == "wechat-pay-trade-bill", "\(reading.refusal?.message ?? "")")
    #expect(reading.rejects.isEmpty, "\(reading.firstReject ?? "")")
    #expect(reading.values("type", "amount", "fee", "order_id") == ["payment 12900 77 SO1"])
    #expect(reading.controlTotals.first { $0.name == "rows" }?.agrees == true)
  }

  @Test func alipayAccountDetailWithoutItsTrailer() {
    let file =
      "#支付宝账务明细查询\n#账号：[2088]\n#起始日期：[2026年03月05日 00:00:00]   终止日期：[2026年03月06日 00:00:00]\n"
      + "#-----账务明细列表-----\n,账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额(+元),支出金额(-元),账户余额(元),交易渠道,"
      + "业务类型,备注\n,1\t,9\t,T200P77\t,x,2026-03-05 10:00:00,a,129.00,,1,支付宝,交易付款,\n"
      + ",2\t,9\t,T200P77\t,x,2026-03-05 11:00:00,a,,-29.00,1,支付宝,交易退款,\n"
    let reading = read(file)
    #expect(reading.profile == "alipay-account-detail", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("type", "amount", "order_id") == ["payment 12900 77", "refund 2900 77"],
      "\(reading.firstReject ?? "")")
    #expect(reading.controlTotals.isEmpty)
    #expect(reading.notices.contains { $0.contains("no control total") })
  }

  @Test func shopifyPaymentsOfThreeLayouts() {
    let names = [
      "Transaction Date", "Type", "Order", "Card Brand", "Card Source", "Payout Status",
      "Payout Date", "Payout ID", "Available On", "Amount", "Fee", "Net", "Checkout",
      "Payment Method Name", "Presentment Amount", "Presentment Currency", "Currency", "VAT",
      "Business Entity Name", "Business Entity ID",
    ]
    let row = [
      "2026-03-05 10:00:00 +0100", "refund", "#1002", "visa", "online", "paid", "2026-03-06", "P1",
      "2026-03-06", "-10.00", "0.00", "-10.00", "#9", "card", "10.00", "SAR", "AED", "0.00", "B",
      "1",
    ]
    for left in [
      ["Payout ID", "VAT", "Business Entity Name", "Business Entity ID"],
      ["Business Entity Name", "Business Entity ID"], [],
    ] {
      let kept = names.indices.filter { !left.contains(names[$0]) }
      let file = [names, row].map { line in kept.map { line[$0] }.joined(separator: ",") }
      let reading = read(file.joined(separator: "\n") + "\n")
      #expect(reading.profile == "shopify-payments", "\(reading.refusal?.message ?? "")")
      #expect(
        reading.values("type", "amount", "currency") == ["refund 1000 AED"],
        "\(reading.firstReject ?? "")")
    }
  }

  @Test func camtOfAnyVersionInsideAnEnvelope() {
    for (version, status) in [("02", "BOOK"), ("08", "<Cd>BOOK</Cd>"), ("13", "<Cd>BOOK</Cd>")] {
      let file =
        "<e:Envelope xmlns:e=\"urn:x\"><e:AppHdr/>"
        + "<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd"
        + ":camt.053.001.\(version)\"><BkToCstmrStmt>"
        + "<Stmt><Id>S1</Id><Acct><Id><Othr><Id>77</Id></Othr>"
        + "</Id></Acct><Ntry><Amt Ccy=\"JPY\">1500</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true"
        + "</RvslInd><Sts>\(status)</Sts><BookgDt><DtTm>2026-03-05T10:00:00+09:00</DtTm></BookgDt>"
        + "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RmtInf><Ustrd>SO1"
        + "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></n:Document>"
        + "</e:Envelope>"
      let reading = read(file)
      #expect(reading.profile == "camt", "\(reading.refusal?.message ?? "")")
      #expect(
        reading.values("type", "amount", "currency", "order_id") == ["refund 1500 JPY SO1"],
        "\(version): \(reading.firstReject ?? "")")
    }
  }

  @Test func tmallInGBKWithBlanksInItsHeader() {
    let text =
      "\"订单编号\",\"买家会员名\",\"买家应付货款\",\"买家应付邮费\",\"总金额\",\"买家实际支付金额\",\"订单状态\",\"收货地址 \",\"订单创建时间\","
      + "\"订单付款时间 \",\"宝贝标题 \",\"物流单号 \",\"物流公司\",\"宝贝总数量\",\"店铺名称\"\r\n"
      + "\"=\"\"123456789012345678\"\"\",\"b\",\"129.00\","
      + "\"0.00\",\"129.00\",\"129.00\",\"交易成功\",\"浙江\",\"2026-03-05 10:00:00\","
      + "\"2026-03-05 10:01:00\",\"杯\",\"No:SF1\",\"顺丰\",\"1\",\"店\"\r\n"
    let reading = read(text)
    #expect(reading.profile == "tmall-orders", "\(reading.refusal?.message ?? "")")
    #expect(reading.rejects.isEmpty, "\(reading.firstReject ?? "")")
  }
}
