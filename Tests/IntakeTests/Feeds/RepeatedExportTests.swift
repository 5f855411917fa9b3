import Returns
import Testing

@testable import Intake

/// What tells the rows of one export from those of the next, where the source gives no id, and
/// which rows two reports of one source share.
@Suite("Exports that follow each other")
struct RepeatedExportTests {
  private static let jd =
    "订单编号,父单号,订单状态,订单下单时间,售后服务单号,售后退款时间,商品编号,费用名称,应结金额,币种,收支方向,结算状态,账单生成时间,到账时间,商户订单号\n"

  private func jdRow(
    _ amount: String, _ bill: String, state: String = "已结算", fee: String = "货款"
  ) -> String {
    "3553,9,完成,2026-10-10 14:41:34,,,7,\(fee),\(amount),CNY,支出,\(state),\(bill),,B1\n"
  }

  /// The second bill's refund of an order is another one; the first bill's comes again as itself,
  /// also from a spreadsheet that writes the amount shorter.
  @Test func jdBillsWithoutServiceNumbers() {
    func ids(_ rows: String...) -> [String] {
      let reading = read(Self.jd + rows.joined())
      #expect(reading.rejects == [])
      return reading.values("txn_id", "line_no")
    }
    let first = ids(jdRow("-13.80", "20261028"))
    #expect(ids(jdRow("-5.00", "20261029")) != first)
    #expect(ids(jdRow("-13.80", "20261029")) != first)
    #expect(ids(jdRow("-13.8", "20261028")) == first)
    #expect(ids(jdRow("-5.00", "20261029"), jdRow("-13.80", "20261028")).contains(first[0]))
    // What is not settled yet comes again with another day.
    #expect(
      ids(jdRow("-13.80", "20261028", state: "未结算"))
        == ids(jdRow("-13.80", "20261029", state: "未结算")))
  }

  private func sfBill(_ title: String, _ rows: String) -> MemberReading {
    read(
      "顺丰速运月结账单\n\(title)\n"
        + "日期,运单号码,计费重量,付款方式,应收费用,费用类型\n\(rows)合计,,,,99.00,\n")
  }

  /// What is charged to the account has no waybill, and counts; a total says of nothing what it is.
  @Test func sfChargesOfTheAccount() {
    let reading = sfBill(
      "账单编号：B1",
      "2026-10-16,SF1001,1.5,寄付月结,18.00,运费\n,,,寄付月结,-30.00,月度折扣返还\n"
        + ",,,寄付月结,50.00,仓储服务费\n,,,,38.00,\n")
    #expect(
      reading.values("charge_type", "waybill", "amount") == [
        "freight SF1001 1800", "rebate - -3000", "other - 5000",
      ], "\(reading.firstReject ?? "")")
    #expect([reading.read, reading.filtered, reading.rejected] == [4, 1, 0])
  }

  private static let pinduoduo =
    "商品,订单号,订单状态,商品总价(元),邮费(元),用户实付金额(元),商品数量(件),发货时间,快递单号,快递公司,订单成交时间\n"

  /// A waybill that a spreadsheet has spoilt is told, not left out; nobody has paid an order that
  /// waits for its payment, and one that never was paid is none.
  @Test func pinduoduoParcelsAndUnpaidOrders() {
    func row(_ order: String, _ state: String, _ waybill: String, _ time: String) -> String {
      "茶,\(order),\(state),60.00,3.00,63.00,2,2026-06-21 10:00:00,\(waybill),圆通,\(time)\n"
    }
    let reading = read(
      Self.pinduoduo + row("1", "已发货", "7.81235E+17", "2026-06-20 10:00:00")
        + row("2", "已发货", "YT123-1", "2026-06-20 10:00:00")
        + row("3", "待支付", "", "2026-06-20 10:00:00") + row("4", "已取消", "", ""))
    #expect(reading.rejects.map(\.field) == ["快递单号"])
    #expect(
      reading.values("order_id", "paid_amount", "shipping_paid", "waybill")
        == ["2 6000 300 -", "- - - YT123-1", "3 0 - -"])
    #expect(reading.filtered == 1)
  }

  private static let fundFlow =
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\n"

  /// The account pays what is left after the fee that comes back; a refund of which the note says
  /// nothing is what the account paid. A spreadsheet writes times its own way.
  @Test(arguments: [
    ("128.23", "退款总金额129.00元;含手续费0.77元", "refund 12900 -77"),
    ("129.00", "退款总金额129.00元;含手续费0.00元", "refund 12900 0"), ("129.00", "", "refund 12900 -"),
  ])
  func wechatFundFlowOfRefunds(_ paid: String, _ note: String, _ expected: String) {
    func flow(_ time: String) -> MemberReading {
      read(
        Self.fundFlow + "`\(time),`5030,`4200,`退款,`退款,`支出,`\(paid),`9.00,`api,`\(note),`RC1\n"
          + "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\n`1,`0,`0.00,`1,`\(paid)\n")
    }
    for time in ["2026-11-01 10:01:00", "2026/11/1 10:01"] {
      let reading = flow(time)
      #expect(reading.values("type", "amount", "fee") == [expected], "\(reading.firstReject ?? "")")
      #expect(reading.values("settled_at") == ["2026-11-01T02:01:00Z"])
      #expect(!reading.controlTotals.contains { !$0.agrees })
    }
  }

  /// Two charges of the provider without any id are two, and the same ones when they come again.
  @Test func stripeFeesWithoutAnID() {
    let fee = ",2026-11-01 02:01:00,2026-11-01 03:01:00,eur,0.00,3.20,-3.20,fee,,Radar,paid\n"
    let reading = read(
      "payout_id,effective_at_utc,effective_at,currency,gross,fee,net,reporting_category,"
        + "balance_transaction_id,description,payout_status\n" + fee + fee)
    #expect(reading.values("type", "amount") == ["fee 320", "fee 320"])
    #expect(Set(reading.values("txn_id")).count == 2)
  }

  /// The row that could not be read comes to light before the one that shares its order's total;
  /// what comes back to be put right stands as in the file, for lines are numbered by it.
  @Test func rejectsStandAsInTheFile() {
    let reading = read(
      """
      Name,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,\
      Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Refunded Amount
      #1001,paid,2026-04-10 11:11:26 +0530,CNY,100.00,0.00,0.00,100.00,\
      2026-04-10 11:11:26 +0530,1,A,60.00,A,0.00,0.00
      #1001,,,,,,,,2026-04-10 11:11:26 +0530,2x,B,20.00,B,0.00,

      """)
    #expect(reading.rejects.map(\.line) == [2, 3])
  }
}
