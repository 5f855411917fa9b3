import Returns
import Testing

@testable import Intake

/// The built-in formats in other languages, charsets and merchant centres. Names of columns are
/// those that public programs read; the rows are made up.
@Suite("Languages of the built-in formats")
struct LanguageVariantTests {
  private func table(_ rows: [[String]], _ delimiter: String = ",") -> String {
    rows.map { $0.map { "\"\($0)\"" }.joined(separator: delimiter) }.joined(separator: "\r\n")
      + "\r\n"
  }

  /// Activity (Typ, Gebühr) and statement (Beschreibung, Entgelt); a memo row moves nothing.
  @Test(arguments: [("Typ", "Gebühr", ","), ("Beschreibung", "Entgelt", ";")])
  func paypalInGerman(_ type: String, _ fee: String, _ delimiter: String) {
    let header = [
      "Datum", "Uhrzeit", "Zeitzone", "Name", type, "Status", "Währung", "Brutto", fee, "Netto",
      "Transaktionscode", "Zugehöriger Transaktionscode", "Rechnungsnummer", "Guthaben",
      "Auswirkung auf Guthaben",
    ]
    func row(_ kind: String, _ gross: String, _ fee: String, _ id: String, _ impact: String)
      -> [String]
    {
      [
        "05.03.2026", "10:11:12", "CET", "K", kind, "Abgeschlossen", "EUR", gross, fee, gross, id,
        id == "T1" ? "" : "T1", "SO1", "0,00", impact,
      ]
    }
    let reading = read(
      "\u{FEFF}"
        + table(
          [
            header, row("PayPal Express-Zahlung", "1.290,50", "-12,05", "T1", "Haben"),
            row("Rückzahlung", "-290,50", "0,00", "T2", "Soll"),
            row("Gebühr für Rückbuchung", "-16,00", "0,00", "T3", "Soll"),
            row("Rückbuchung", "-1.000,00", "0,00", "T4", "Soll"),
            row("Von Nutzer eingeleitete Abbuchung", "-50,00", "0,00", "T5", "Soll"),
            row("Einbehaltung bei Zahlung", "20,00", "0,00", "T6", "Haben"),
            row("Bestellung", "1.290,50", "0,00", "T7", "Memo"),
          ], delimiter))
    #expect(reading.profile == "paypal-web-de", "\(reading.refusal?.message ?? "")")
    #expect(reading.rejects.isEmpty && reading.filtered == 1, "\(reading.firstReject ?? "")")
    #expect(
      reading.values("type", "amount", "fee", "order_id", "payment_ref", "settled_at") == [
        "payment 129050 1205 SO1 T1 2026-03-05T09:11:12Z",
        "refund 29050 0 SO1 T1 2026-03-05T09:11:12Z", "fee 1600 - SO1 T1 2026-03-05T09:11:12Z",
        "chargeback 100000 0 SO1 T1 2026-03-05T09:11:12Z",
        "payout 5000 0 SO1 T1 2026-03-05T09:11:12Z",
        "adjustment 2000 0 SO1 T1 2026-03-05T09:11:12Z",
      ])
  }

  /// Thousands stand apart by a no-break blank; `Brut ` ends with a blank.
  @Test(arguments: [("Avant commission", "Commission", "Type"), ("Brut ", "Frais ", "Description")])
  func paypalInFrench(_ gross: String, _ fee: String, _ type: String) {
    let header = [
      "Date", "Heure", "Fuseau horaire", type, "Devise", gross, fee, "Net", "Solde",
      "Numéro de transaction", "Nom", "Numéro de facture", "Numéro de la transaction de référence",
    ]
    func row(_ kind: String, _ amount: String, _ fee: String, _ id: String) -> [String] {
      [
        "07/01/2026", "08:29:44", "Europe/Berlin", kind, "EUR", amount, fee, amount, "0,00", id,
        "N",
        "SO1", id == "T1" ? "" : "T1",
      ]
    }
    let berlin = IntakeShop(
      id: "north", currency: .cny, zone: Zone(name: "Europe/Berlin", firstOffset: 3600))
    let reading = read(
      table([
        header, row("Paiement Express Checkout", "1\u{202F}290,50", "-12,05", "T1"),
        row("Remboursement de paiement", "-1\u{A0}290,50", "2,00", "T2"),
        row("Virement bancaire sur le compte PayPal", "10,99", "0,00", "T3"),
        row("Frais de rétrofacturation", "-16,00", "0,00", "T4"),
        row("Conversion de devise standard", "-1.000,00", "0,00", "T5"),
      ]), shops: [berlin])
    #expect(reading.profile == "paypal-web-fr", "\(reading.refusal?.message ?? "")")
    #expect(reading.rejects.isEmpty, "\(reading.firstReject ?? "")")
    #expect(
      reading.values("type", "amount", "fee", "order_id", "settled_at") == [
        "payment 129050 1205 SO1 2026-01-07T07:29:44Z",
        "refund 129050 -200 SO1 2026-01-07T07:29:44Z",
        "adjustment 1099 0 SO1 2026-01-07T07:29:44Z", "fee 1600 - SO1 2026-01-07T07:29:44Z",
        "adjustment -100000 0 SO1 2026-01-07T07:29:44Z",
      ])
  }

  @Test func paypalLeavesOutWhatMovesNoMoney() {
    let header = [
      "Date", "Time", "TimeZone", "Type", "Status", "Currency", "Gross", "Fee", "Net",
      "Transaction ID", "Reference Txn ID", "Invoice Number", "Balance Impact",
    ]
    func row(_ kind: String, _ id: String, _ impact: String) -> [String] {
      [
        "31/01/2026", "10:00:00", "GMT", kind, "Completed", "EUR", "10.00", "0.00", "10.00", id, "",
        "SO1", impact,
      ]
    }
    let reading = read(
      table([
        header, row("Order", "T1", "Memo"), row("Express Checkout Payment", "T2", "Credit"),
      ]))
    #expect(reading.values("type", "txn_id") == ["payment T2"], "\(reading.firstReject ?? "")")
    #expect(reading.filtered == 1)
  }

  /// The newer merchant centre: other names, no brackets around the period, a blank for nothing.
  @Test func alipayFundFlow() {
    let reading = read(
      "\u{FEFF}#支付宝资金流水查询\r\n#账号：shop***@example.com[2088000000000000]\r\n"
        + "#起始日期：2026-06-01 00:00:00   终止日期：2026-06-30 23:59:59\r\n#----资金流水列表----\r\n"
        + "序号,入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）,服务费（元）,"
        + "对方账户,对方名称,银行订单号,商品名称,备注,业务基础订单号,业务描述\r\n"
        + "1,2026-06-01 10:00:00,2026A\t,S1\t,SO1\t,在线支付,129.00, ,1129.00,0.00,a,b, ,杯, , , \r\n"
        + "2,2026-06-01 11:00:00,2026A\t,S2\t,SO1\t,交易退款, ,-29.00,1100.00,0.00,a,b, ,杯, ,SO1, \r\n"
        + "3,2026-06-02 09:00:00,2026B\t,S3\t, ,提现, ,-100.00,1000.00,0.00,a,b, , , , , \r\n"
        + "4,2026-06-02 09:00:00,2026A\t,S4\t,SO1\t,收费, ,-0.77,999.23,0.00,a,b, , , , , \r\n"
        + "#----资金流水列表结束----\r\n#支出合计：3笔，共-129.77元\r\n#收入合计：1笔，共129.00元\r\n"
        + "#导出时间：2026-07-01 08:00:00\r\n")
    #expect(reading.profile == "alipay-account-detail", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("type", "amount", "txn_id", "order_id", "payment_ref") == [
        "payment 12900 S1 SO1 2026A", "refund 2900 S2 SO1 2026A", "payout 10000 S3 - 2026B",
        "fee 77 S4 SO1 2026A",
      ], "\(reading.firstReject ?? "")")
    #expect(reading.account == "2088000000000000")
    #expect(reading.periodFrom?.string == "2026-06-01")
    #expect(reading.periodTo?.string == "2026-06-30")
    #expect(!reading.controlTotals.isEmpty && reading.controlTotals.allSatisfy(\.agrees))
    #expect(reading.notices.isEmpty, "\(reading.notices)")
  }

  @Test(arguments: ["商户订单号", "商品订单号"])
  func pinduoduoByEitherNameOfTheOrder(_ order: String) {
    let reading = read(
      "拼多多店铺账务明细查询\n\n起始时间：2026-06-01 00:00:00  终止时间：2026-06-30 23:59:59\n"
        + "----------交易记录明细列表---------\n"
        + "\(order),发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n"
        + "260620-1,2026-06-30 23:30:43,61.80,0,交易收入,-,0010002|交易收入-订单收入\n"
        + "260620-1,2026-06-30 23:31:43,0,-61.80,交易退款,-,0020002|交易退款-订单退款\n"
        + "#支出合计：1笔\n#收入合计：1笔\n#总计：2笔\n#导出时间：2026-07-01 08:00:00\n")
    #expect(reading.profile == "pinduoduo-account-detail", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("type", "amount", "order_id") == [
        "payment 6180 260620-1", "refund 6180 260620-1",
      ], "\(reading.firstReject ?? "")")
  }

  private static let returned =
    "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id"
    + "\tdetailed-disposition\treason\tstatus\tlicense-plate-number\tcustomer-comments\n"
    + "2026-03-05T10:00:00+00:00\t302-1\tS1\tB1\tX1\tTasse groß\t1\tLEJ1\tSELLABLE\tDEFECTIVE\t"
    + "Unit returned to inventory\tLPN1\tDécoloré, trop grand\n"

  /// European marketplaces write Windows-1252: `ß` and the letter behind it would also be one
  /// character of GB18030, and `é` before a blank none at all.
  @Test(arguments: [returned, returned.replacing("Décoloré, trop", with: "großen")])
  func amazonOfEurope(_ text: String) {
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let reading = latin.withUnsafeBytes { read(Text(copying: $0)) }
    #expect(reading.profile == "amazon-fba-returns", "\(reading.refusal?.message ?? "")")
    #expect(reading.encoding == "WINDOWS-1252")
    #expect(reading.values("case_id", "description") == read(text).values("case_id", "description"))
    #expect(read(text).encoding == "UTF-8")
  }

  /// A comma inside a value, as names and merchants' own JSON have it, is no new cell.
  @Test func wechatWithCommasInsideValues() {
    let header = "交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款状态,商品名称,商户数据包,手续费"
    func row(_ order: String, _ name: String, _ data: String) -> String {
      "`2026-11-20 22:43:59,`1,`42\(order),`\(order),`SUCCESS,`CNY,`12.00,`0,`0,`0.00,`,`\(name),"
        + "`\(data),`0.07200\n"
    }
    let reading = read(
      header + "\n" + row("SO1", "杯, 蓝", "{\"a\":1,\"b\":2}") + row("SO2", "杯", "")
        + "`2026-11-20 22:43:59,`1,`4,`SO3,SO3,SO3\n")
    #expect(reading.profile == "wechat-pay-trade-bill", "\(reading.refusal?.message ?? "")")
    #expect(
      reading.values("order_id", "amount", "fee") == ["SO1 1200 7", "SO2 1200 7"],
      "\(reading.firstReject ?? "")")
    #expect(reading.rejects.map(\.code) == ["BAD_COLUMNS"])
  }
}
