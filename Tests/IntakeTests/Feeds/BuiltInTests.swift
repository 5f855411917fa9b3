import Returns
import Testing

@testable import Intake

/// The profiles that come with Backhaul, on small files in the sources' own layouts.
@Suite("Built-in profiles")
struct BuiltInTests {
  @Test func allAreRead() throws {
    for (name, bytes) in Profile.builtInSources {
      let profile = try Profile(yaml: String(decoding: bytes, as: UTF8.self), file: name)
      #expect("\(profile.name).yaml" == name)
    }
  }

  private static let tradeHeader =
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
    + "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
  private static let tradeTotals = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"

  /// A row of the trade bill; every value has its backtick.
  private func trade(
    _ state: String, order: String, paid: String = "0.00", refund: String = "0",
    refunded: String = "0.00", refundState: String = "", fee: String = "0.00000"
  ) -> String {
    let refundID = refund == "0" ? "0" : "50\(refund)"
    return [
      "2026-11-20 22:43:59", "wx1", "1627", "0", "", "42\(order)", order, "oX", "NATIVE", state,
      "OTHERS",
      "CNY", paid, "0.00", refundID, refund, refunded, "0.00", refund == "0" ? "" : "ORIGINAL",
      refundState,
      "tea \"{big}\" x", "{\"a\":1}", fee, "0.60%", paid, refunded, "",
    ].map { "`" + $0 }.joined(separator: ",")
  }

  @Test func wechatTradeBill() {
    let bill = [
      Self.tradeHeader, trade("SUCCESS", order: "SO1", paid: "45.00", fee: "0.27000"),
      trade(
        "REFUND", order: "SO1", refund: "RC1", refunded: "20.00", refundState: "SUCCESS",
        fee: "-0.12499"),
      trade("REFUND", order: "SO1", refund: "RC2", refunded: "5.00", refundState: "PROCESSING"),
      trade("REFUND", order: "SO1", refund: "RC3", refunded: "5.00", refundState: "FAIL"),
      trade("REVOKED", order: "SO2", refunded: "9.00"), Self.tradeTotals,
      "`5,`45.00,`39.00,`0.00,`0.14501,`45.00,`39.00",
    ]
    let reading = read("\u{FEFF}" + bill.joined(separator: "\r\n"))
    #expect(reading.profile == "wechat-pay-trade-bill")
    #expect(reading.rejects == [])
    #expect(reading.notices == [])
    #expect(reading.account == "1627")
    #expect(reading.controlTotals.filter { !$0.agrees } == [])
    #expect(reading.controlTotals.count == 7)
    #expect(
      reading.values(
        "type", "txn_id", "status", "amount", "fee", "order_id", "refund_ref", "payment_ref") == [
          "payment 42SO1 succeeded 4500 27 SO1 - 42SO1",
          "refund 50RC1 succeeded 2000 -12 SO1 RC1 42SO1",
          "refund 50RC2 initiated 500 0 SO1 RC2 42SO1", "refund 50RC3 failed 500 0 SO1 RC3 42SO1",
          "refund 42SO2-REVOKED succeeded 900 0 SO2 - 42SO2",
        ])
    #expect(reading.values("settled_at").first == "2026-11-20T14:43:59Z")
  }

  /// The kind REFUND has the times of a refund, the kind ALL that of its application: of one refund
  /// in both bills the one that knows more stands.
  @Test func wechatBillsOfBothKinds() {
    let all = [
      Self.tradeHeader,
      trade("REFUND", order: "SO1", refund: "RC1", refunded: "20.00", refundState: "SUCCESS"),
    ]
    let times = "退款申请时间,退款成功时间,微信退款单号"
    let refund = [
      Self.tradeHeader.replacing("微信退款单号", with: times),
      all[1].replacing("`50RC1", with: "`2026-11-20 22:43:59,`2026-11-20 22:44:04,`50RC1"),
    ]
    func stamp(_ bill: [String]) -> Int64? {
      var stamp: Int64?
      read(bill.joined(separator: "\n")).records.forEach { stamp = $0.head.stamp }
      return stamp
    }
    #expect(
      read(refund.joined(separator: "\n")).values("txn_id", "settled_at")
        == ["50RC1 2026-11-20T14:44:04Z"])
    let later = stamp(refund).flatMap { later in stamp(all).map { later - $0 } }
    #expect(later == 5 * RecordHead.stampsPerSecond)
  }

  @Test func wechatBillThatLacksARow() {
    let bill = [
      Self.tradeHeader, trade("SUCCESS", order: "SO1", paid: "45.00"), Self.tradeTotals,
      "`2,`50.00,`0.00,`0.00,`0.00000,`50.00,`0.00",
    ]
    let wrong = read(bill.joined(separator: "\n")).controlTotals.filter { !$0.agrees }
    #expect(
      wrong.map { "\($0.name): \($0.expected) / \($0.found)" } == [
        "rows: 2 / 1", "orders settled: 50.00 / 45.00", "orders: 50.00 / 45.00",
      ])
  }

  @Test func wechatKindsAndOldNames() {
    let success = read(
      """
      交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,商品名称,商户数据包,手续费,费率
      `2014-11-10 16:33:45,`wx1,`100,`0,`1000,`42A,`SO1,`o1,\
      `MICROPAY,`SUCCESS,`CFT,`CNY,`0.01,`0.0,`tea,`x,`0,`0.60%
      总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额
      `1,`0.01,`0.0,`0.0,`0
      """)
    #expect(success.values("type", "amount") == ["payment 1"])
    #expect(success.controlTotals.filter { !$0.agrees } == [])
    #expect(success.controlTotals.count == 5)
    let times = Self.tradeHeader.replacing("微信退款单号", with: "退款申请时间,退款成功时间,微信退款单号")
    let row = trade("REFUND", order: "SO1", refund: "RC1", refunded: "2.00", refundState: "SUCCESS")
      .replacing("`50RC1", with: "`2026-11-21 10:00:00,`2026-11-21 10:00:05,`50RC1")
    #expect(read("\(times)\n\(row)\n").values("settled_at") == ["2026-11-21T02:00:05Z"])
    let pending = row.replacing("`2026-11-21 10:00:05", with: "`")
    #expect(read("\(times)\n\(pending)\n").values("settled_at") == ["2026-11-21T02:00:00Z"])
  }

  @Test func wechatFundFlow() {
    func row(_ id: String, _ kind: String, _ way: String, _ amount: String) -> String {
      [
        "2026-11-20 08:00:00", "50\(id)", "42\(id)", kind, kind, way, amount, "100.00", "system",
        "-", "B\(id)",
      ]
      .map { "`" + $0 }.joined(separator: ",")
    }
    let reading = read(
      [
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号",
        row("1", "交易", "收入", "45.00"), row("2", "退款", "支出", "20.00"), row("3", "退款", "收入", "20.00"),
        row("4", "扣除交易手续费", "支出", "0.27"), row("5", "提现", "支出", "10.00"),
        row("6", "分账", "支出", "1.00"),
        "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额", "`6,`2,`65.00,`4,`31.27",
      ].joined(separator: "\n"))
    #expect(reading.profile == "wechat-pay-fund-flow")
    #expect(reading.controlTotals.map(\.agrees) == [true, true, true, true, true])
    #expect(
      reading.values("view", "type", "status", "txn_id", "amount", "refund_ref") == [
        "funds payment succeeded 501 4500 -", "funds refund succeeded 502 2000 B2",
        "funds refund reversed 503 2000 B3", "funds fee succeeded 504 27 -",
        "funds payout succeeded 505 1000 -", "funds adjustment succeeded 506 -100 -",
      ])
  }

  private static let alipayHeader =
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,"
    + "集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"

  /// Taobao's orders have a prefix here, as in the account detail; sums may have group marks.
  @Test func alipayTradeOfTaobao() {
    let reading = read(
      [
        Self.alipayHeader,
        alipay("交易", "1195.00", refund: "", fee: "0").replacing("SO1", with: "T200P5120803"),
        "#交易合计：1笔，商家实收共1,195.00元，商家优惠共0.00元",
      ].joined(separator: "\r\n"))
    #expect(reading.values("order_id", "amount") == ["5120803 119500"])
    #expect(
      reading.controlTotals.map { "\($0.name) \($0.expected) \($0.agrees)" } == [
        "payments 1 true", "paid 1195.00 true", "discounts 0.00 true",
      ])
  }

  private func alipay(_ kind: String, _ amount: String, refund: String, fee: String) -> String {
    "2019A\t,SO1\t,\(kind)\t,tea,2026-11-20 10:00:00,2026-11-21"
      + " 10:00:00,\t,\t,\t,\t,*x,\(amount),\(amount),"
      + "0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\(refund)\t,\(fee),0.00,"
  }

  /// The sign comes from 业务类型; a trailer that says otherwise is a difference, not a correction.
  @Test(arguments: [("-20.00", true), ("20.00", false)])
  func alipayTradeDetail(_ amount: String, _ agrees: Bool) {
    let reading = read(
      [
        "#支付宝业务明细查询", "#账号：[2088]", "#起始日期：[2026年11月20日 00:00:00]   终止日期：[2026年11月22日 00:00:00]",
        "#-----业务明细列表----", Self.alipayHeader, alipay("交易", "45.00", refund: "", fee: "-0.27"),
        alipay("退款", amount, refund: "RC1", fee: "0.12"), "#-----业务明细列表结束----",
        "#交易合计：1笔，商家实收共45.00元，商家优惠共0.00元", "#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元",
        "#导出时间：[2026年11月23日 05:46:49]",
      ].joined(separator: "\r\n"))
    #expect(reading.profile == "alipay-trade-detail")
    #expect(reading.rejects == [])
    #expect(
      reading.values("type", "txn_id", "amount", "fee", "refund_ref", "account_id", "settled_at")
        == [
          "payment 2019A 4500 27 - 2088 2026-11-21T02:00:00Z",
          "refund 2019A-RC1 2000 -12 RC1 2088 2026-11-21T02:00:00Z",
        ])
    #expect(reading.controlTotals.map(\.agrees) == [true, true, true, true, agrees])
    #expect(reading.periodFrom?.string == "2026-11-20")
    #expect(reading.periodTo?.string == "2026-11-21")
    #expect(reading.exportedAt.map(Zone.shanghai.string) == "2026-11-23T05:46:49+08:00")
    var stamps: Set<Int64?> = []
    reading.records.forEach { stamps.insert($0.head.stamp) }
    #expect(stamps == [reading.exportedAt.map { $0.seconds * RecordHead.stampsPerSecond }])
  }

  @Test(arguments: [
    ("收入金额（+元）,支出金额（-元）", "-23.45", ""), ("收入金额(+元),支出金额(-元)", "23.45", ""),
    ("收入金额,支出金额", "-23.45", ","),
  ])
  func alipayAccountDetail(_ columns: String, _ out: String, _ empty: String) {
    func row(_ id: String, _ order: String, _ money: String, _ kind: String) -> String {
      "\(empty)\(id)\t,B\(id)\t,\(order)\t,tea,2026-11-20 10:00:00,x@y,\(money),100.00,淘宝,\(kind),"
    }
    let reading = read(
      [
        "#支付宝账务明细查询", "账号:[x@example.com]", "起始日期:[2026-11-20 00:00:00] 终止日期:[2026-11-20 23:59:59]",
        "-----", "\(empty)账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,\(columns),账户余额（元）,交易渠道,业务类型,备注",
        row("1", "T200P5120", "100.00,0", "交易付款"), row("2", "SO2", "0,\(out)", "在线支付"),
        row("3", "SO3", " ,\(out)", "收费"), row("4", "", "0,\(out)", "提现"),
        row("5", "", "0,\(out)", "转账"),
        "#-----账务明细列表结束-----", "#支出合计：4笔，共93.80元", "#收入合计：1笔，共100.00元",
        "#导出时间：[2026年11月21日 05:46:49]",
      ].joined(separator: "\n"))
    #expect(reading.rejects == [])
    #expect(
      reading.values("view", "type", "txn_id", "amount", "order_id", "payment_ref") == [
        "funds payment 1 10000 5120 B1", "funds refund 2 2345 SO2 B2", "funds fee 3 2345 SO3 B3",
        "funds payout 4 2345 - B4", "funds adjustment 5 -2345 - B5",
      ])
    #expect(reading.controlTotals.map(\.agrees) == [true, true, true, true])
    #expect(reading.account == "x@example.com")
    #expect(reading.periodTo?.string == "2026-11-20")
  }

  /// Where the type is none of a trade, the description tells, or without one the note.
  @Test(arguments: [
    ("转账", "0020002|交易退款-保证金退款", "", "refund"), ("其它", "0020001|交易退款-余额退款", "", "refund"),
    ("转账", "", "保证金退款-T200P5120", "refund"), ("转账", "", "售后支付", "refund"),
    ("转账", "0030012|转账", "保证金退款", "adjustment"), ("其它", "0010001|交易收款-交易收款", "", "adjustment"),
    ("转账", "", "还 保证金退款", "adjustment"), ("收费", "0020002|交易退款", "", "fee"),
    ("提现", "", "保证金退款", "payout"),
  ])
  func alipayRowsThatTheDescriptionTells(
    _ kind: String, _ description: String, _ note: String, _ type: String
  ) {
    let reading = read(
      "#支付宝账务明细查询\n账务流水号,业务流水号,商户订单号,发生时间,收入金额,支出金额,账户余额（元）,业务类型,备注,业务描述\n"
        + "1,B1,T200P5120,2026-11-20 10:00:00,,-50.00,100.00,\(kind),\(note),\(description)\n"
        + "2,B2,T200P5120,2026-11-20 10:00:00,50.00,,150.00,其它,,0010001|交易收款-交易收款\n")
    #expect(reading.values("type", "order_id") == ["\(type) 5120", "payment 5120"])
    #expect(reading.notices.allSatisfy { !$0.contains("备注") && !$0.contains("业务描述") })
  }

  @Test func alipaySummaryHoldsNothing() {
    let reading = read("#支付宝账务明细查询\n账号:[x]\n业务类型,收入合计,支出合计\n交易付款,3162.56,0\n")
    #expect(reading.profile == "alipay-summary")
    #expect(reading.feed == nil)
    #expect(reading.status == .readable)
    #expect(
      [reading.read, reading.filtered, reading.rejected, reading.records.count] == [1, 1, 0, 0])
  }
}
