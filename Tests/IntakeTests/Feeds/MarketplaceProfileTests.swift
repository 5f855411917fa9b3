import Returns
import Testing

@testable import Intake

/// Marketplaces and shop systems, on small files in their own layouts.
@Suite("Marketplace profiles")
struct MarketplaceProfileTests {
  /// Rows of a table whose cells are named: what is not named is empty.
  private func table(_ header: [String], _ rows: [[String: String]], _ delimiter: String = "\t")
    -> String
  {
    let lines = [header] + rows.map { row in header.map { row[$0] ?? "" } }
    return lines.map { $0.joined(separator: delimiter) }.joined(separator: "\n") + "\n"
  }

  private static let v1Columns =
    ("settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency"
    + " transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name"
    + " shipment-fee-type shipment-fee-amount order-fee-type order-fee-amount fulfillment-id"
    + " posted-date order-item-code merchant-order-item-id merchant-adjustment-item-id sku"
    + " quantity-purchased price-type price-amount item-related-fee-type item-related-fee-amount"
    + " misc-fee-amount other-fee-amount other-fee-reason-description promotion-id promotion-type"
    + " promotion-amount direct-payment-type direct-payment-amount other-amount")
    .split(separator: " ").map(String.init)

  /// A refund of one item is four rows; a service fee has its tax in a second column; one amount is
  /// written with a comma.
  @Test func amazonSettlementV1() {
    let refund = [
      "settlement-id": "1", "transaction-type": "Refund", "order-id": "028-1-1",
      "adjustment-id": "A1", "posted-date": "2025-07-31T22:07:18+00:00",
    ]
    func row(_ more: [String: String]) -> [String: String] { refund.merging(more) { $1 } }
    let reading = read(
      table(
        Self.v1Columns,
        [
          [
            "settlement-id": "1", "settlement-start-date": "2025-07-18T00:00:00+00:00",
            "settlement-end-date": "2025-08-01T00:00:00+00:00", "total-amount": "-62.31",
            "currency": "EUR",
          ],
          row(["price-type": "Principal", "price-amount": "-60,00"]),
          row(["item-related-fee-type": "Commission", "item-related-fee-amount": "9.63"]),
          row(["item-related-fee-type": "RefundCommission", "item-related-fee-amount": "-1.93"]),
          row(["item-related-fee-type": "DigitalServicesFee", "item-related-fee-amount": "0.29"]),
          [
            "settlement-id": "1", "transaction-type": "ServiceFee",
            "posted-date": "2025-07-31T22:07:18+00:00", "misc-fee-amount": "-8.66",
            "other-fee-amount": "-1.64",
          ],
        ]))
    #expect(reading.profile == "amazon-settlement-v1")
    #expect(reading.rejects == [])
    #expect(reading.notices == [])
    #expect(
      reading.values("type", "amount", "fee", "order_id", "refund_ref", "currency", "payout_id")
        == [
          "fee 1030 - - - EUR 1", "refund 6000 -799 028-1-1 A1 EUR 1",
        ])
    #expect(reading.controlTotals.map(\.agrees) == [true])
    #expect([reading.read, reading.filtered] == [6, 1])
    // Four rows made the refund: three beyond its own.
    #expect(reading.joined == [3: 3])
  }

  /// Two refunds of one order on different days stay two; a file that lacks a row says so.
  @Test func amazonSettlementV2() {
    let header =
      ("settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency"
      + " transaction-type order-id merchant-order-id adjustment-id shipment-id marketplace-name"
      + " amount-type amount-description amount fulfillment-id posted-date posted-date-time"
      + " order-item-code merchant-order-item-id merchant-adjustment-item-id sku"
      + " quantity-purchased promotion-id").split(separator: " ").map(String.init)
    func part(_ kind: String, _ amount: String, _ time: String) -> [String: String] {
      [
        "settlement-id": "2", "transaction-type": "Refund", "order-id": "O1", "amount-type": kind,
        "amount-description": "Principal", "amount": amount, "posted-date": "01.07.2026",
        "posted-date-time": "01.07.2026 \(time) UTC",
      ]
    }
    let reading = read(
      table(
        header,
        [
          ["settlement-id": "2", "total-amount": "-29,00", "currency": "SEK"],
          part("ItemPrice", "-10,00", "08:00:00"), part("ItemFees", "1,00", "08:00:00"),
          part("ItemPrice", "-20,00", "09:00:00"), part("Promotion", "1,50", "09:00:00"),
        ]))
    #expect(
      reading.values("type", "amount", "fee", "settled_at", "currency") == [
        "refund 1000 -100 2026-07-01T08:00:00Z SEK", "refund 1850 - 2026-07-01T09:00:00Z SEK",
      ])
    #expect(
      reading.controlTotals.map { "\($0.expected) \($0.found) \($0.agrees)" } == [
        "-29.00 -27.50 false"
      ])
  }

  /// The row ends before the header does; nothing is one blank.
  @Test func amazonReturnsTable() {
    let header =
      "Order ID;Order date;Return request date;Return request status;Amazon RMA ID;Merchant RMA ID;"
      + "Label type;Label cost;Currency code;Return carrier;Tracking ID;Label to be paid by;"
      + "A-to-Z Claim;Is prime;ASIN;Merchant SKU;Item Name;Return quantity;Return Reason;"
      + "In policy;Return type;Resolution;Invoice number;Return delivery date;Order Amount;"
      + "Order quantity;Refunded Amount"
    let row =
      "302-1;01-Jul-2025;10-Jul-2025;Approved;DX1RRMA; ;AmazonUnPaidLabel;4.99;CNY;DHL;"
      + "0034043412345678901234;Customer;N;N;B0X;SKU-1;Thing;1;AMZ-PG-BAD-DESC;Y;C-Returns;"
      + "StandardRefund; "
    let reading = read("\(header)\n\(row)\n".replacing(";", with: "\t"))
    #expect(reading.profile == "amazon-returns-table")
    #expect(
      reading.values(
        "case_id", "order_id", "kind", "reason", "quantity", "return_waybill",
        "return_freight_paid") == [
          "DX1RRMA 302-1 return not_as_described 1 0034043412345678901234 499"
        ])
  }

  /// Who bears freight hangs on the reason: one that nobody knows is never taken without a word.
  @Test(arguments: [
    ("UNWANTED_ITEM", "no_longer_needed", []), ("CR-FOUND_BETTER_PRICE", "no_longer_needed", []),
    ("QUALITY_UNACCEPTABLE", "defective", []),
    (
      "EATEN_BY_DOG", "no_longer_needed",
      ["reason: 1 values are not known and taken for no_longer_needed: \"EATEN_BY_DOG\""]
    ),
    (
      "", "no_longer_needed",
      ["reason: 1 values are not known and taken for no_longer_needed: \"\""]
    ),
  ])
  func aReasonNobodyKnowsIsTold(_ code: String, _ reason: String, _ notices: [String]) {
    let reading = read(
      "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\t"
        + "fulfillment-center-id\tdetailed-disposition\treason\tstatus\tlicense-plate-number\n"
        + "2026-03-05T10:00:00+00:00\t302-1\tMUG\tB0\tX0\tMug\t1\tFRA1\tSELLABLE\t"
        + "\(code)\tx\tLPN1\n"
    )
    #expect(reading.profile == "amazon-fba-returns")
    #expect(reading.values("reason") == ["-", reason])
    #expect(reading.notices == notices)
  }

  /// The notice is the same however the file is cut, and shows no more than five values.
  @Test func manyUnknownReasonsAreOneNotice() {
    let rows = (0..<9).map { number in
      "2026-03-05T10:00:00+00:00\t302-\(number)\tMUG\tB0\tX0\tMug\t1\tFRA1\tSELLABLE\t"
        + "WHY\(9 - number % 7)\tx\tLPN\(number)\n"
    }
    let reading = read(
      "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\t"
        + "fulfillment-center-id\tdetailed-disposition\treason\tstatus\tlicense-plate-number\n"
        + rows.joined())
    #expect(
      reading.notices == [
        "reason: 9 values are not known and taken for no_longer_needed: \"WHY3\", \"WHY4\", "
          + "\"WHY5\", \"WHY6\", \"WHY7\", …"
      ])
  }

  /// What belongs to the order stands on its first row; an article may be there twice.
  @Test func shopifyOrderOfSeveralLines() {
    let reading = read(
      """
      Name,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,\
      Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Refunded Amount
      #7,partially_refunded,2026-04-10 11:11:26 +0530,INR,100.00,5.00,10.01,115.01,\
      2026-04-10 11:11:26 +0530,2,A,30.00,'001,0.00,20.00
      #7,,,,,,,,2026-04-10 11:11:26 +0530,1,B,20.00,002,0.00,
      #7,,,,,,,,2026-04-10 11:11:26 +0530,1,B,20.00,002,0.00,
      #8,pending,,INR,9.00,1.00,0.00,10.00,2026-04-10 11:11:26 +0530,1,A,9.00,001,0.00,0.00

      """)
    #expect(reading.rejects == [])
    #expect(
      reading.values("order_id", "line_no", "sku", "quantity", "paid_amount", "shipping_paid") == [
        "#7 1 001 2 6601 500", "#7 2 002 1 2200 500", "#7 3 002 1 2200 500", "#8 1 001 1 0 0",
      ])
  }

  /// 买家实际支付金额 is net of the refund; an order that was never paid has paid nothing.
  @Test func tmallNetsRefundsOff() {
    let reading = read(
      "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n"
        + "1,100.00,40.00,上海,2020-02-21 00:00:00,2020-02-21 00:00:02,60.00\n"
        + "2,50.00,0.0,上海,2020-02-21 00:00:00,,0.0\n")
    #expect(
      reading.values("order_id", "quantity", "unit_price", "paid_amount") == [
        "1 1 10000 10000", "2 1 5000 0",
      ])
    let full = read(
      "订单编号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单创建时间,订单付款时间 ,宝贝标题,宝贝总数量,物流单号,物流公司,订单状态\n"
        + "3,100.00,8.00,108.00,108.00,2026-02-21 00:00:00,"
        + "2026-02-21 00:00:02,茶,3,No:SF1001,顺丰,交易成功\n"
    )
    #expect(
      full.values("order_id", "quantity", "unit_price", "paid_amount", "shipping_paid", "waybill")
        == ["3 3 3333 10000 800 -", "- - - - - SF1001"])
  }

  /// The time of payment tells neither when goods left nor when they came; a late receipt would
  /// refuse a lawful return, and an early one as well.
  @Test func tmallKnowsNoReceiptThatItDoesNotName() {
    let header = "订单编号,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,物流单号,物流公司"
    func row(_ number: Int, _ status: String) -> String {
      "\n\(number),8.00,8.00,\(status),2026-11-10 10:00:00,2026-11-10 10:00:30,SF\(number)00,顺丰"
    }
    func parcels(_ text: String) -> [String] {
      read(text).values("waybill", "status", "status_at", "delivered_at").filter {
        $0.hasPrefix("SF")
      }
    }
    #expect(
      parcels(header + row(1, "交易成功") + row(2, "卖家已发货"))
        == ["SF100 delivered - -", "SF200 picked_up - -"])
    let told =
      header + ",发货时间,确认收货时间" + row(1, "交易成功") + ",2026-11-11 09:00:00,2026-11-14 12:00:00"
      + row(2, "卖家已发货") + ",2026-11-11 09:00:00,"
    #expect(
      parcels(told) == [
        "SF100 delivered 2026-11-14T04:00:00Z -", "SF200 picked_up 2026-11-11T01:00:00Z -",
      ])
    #expect(
      read(told).values("order_id", "delivered_at")
        == ["1 2026-11-14T04:00:00Z", "- -", "2 -", "- -"])
  }

  @Test func pinduoduoOrders() {
    let reading = read(
      "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),用户实付金额(元),商家实收金额(元),商品数量(件),"
        + "发货时间,确认收货时间,商家编码-规格维度,快递单号,快递公司,订单成交时间\n"
        + "茶,260620-1\t,已收货,60.00,3.00,5.00,8.00,50.00,58.00,2,2026-06-21 10:00:00,"
        + "2026-06-24 10:00:00,SKU1,YT100,圆通,2026-06-20 10:00:00\n")
    #expect(reading.profile == "pinduoduo-orders")
    #expect(
      reading.values("order_id", "sku", "unit_price", "paid_amount", "shipping_paid", "status") == [
        "260620-1 SKU1 3000 4700 300 -", "- - - - - delivered",
      ])
  }

  private static let jdHeader =
    "订单编号,父单号,订单状态,订单下单时间,售后服务单号,售后退款时间,商品编号,费用名称,应结金额,币种,收支方向,到账时间,商户订单号"

  /// Goods money that goes out is a refund; two rows that are alike stay two; the last row adds
  /// nothing.
  @Test func jdSettlement() {
    let row = "9,9,完成,2026-05-10 14:41:34,,,7,技术服务费,-1.00,CNY,支出,2026-07-09 12:08:53,B1"
    let reading = read(
      [
        "名称：说明", Self.jdHeader,
        "9,9,完成,2026-05-10 14:41:34,,,7,货款,36.80,CNY,收入,2026-07-09 12:08:53,B1",
        "9,9,完成,2026-05-10 14:41:34,S5,2026-05-20 10:00:00,7,货款,-13.80,CNY,支出,"
          + "2026-07-09 12:08:53,B1",
        row, row, "总计,,,,,,,,21.00,,,,",
      ].joined(separator: "\n"))
    #expect(reading.rejects == [])
    #expect(
      reading.values("type", "amount", "refund_ref", "settled_at", "line_no") == [
        "payment 3680 - 2026-07-09T04:08:53Z 1", "refund 1380 S5 2026-05-20T02:00:00Z 1",
        "fee 100 - 2026-07-09T04:08:53Z 1", "fee 100 - 2026-07-09T04:08:53Z 2",
      ])
  }

  /// The layout of August 2026 has no 收支方向: the answer names it and what cannot be made.
  @Test func jdWithoutTheDirection() {
    let reading = read(
      "\(Self.jdHeader.replacing("收支方向", with: "费用分类"))\n9,9,完成,,,,7,货款,1.00,CNY,商品,,B1\n")
    let reason = reading.refusal?.message ?? ""
    #expect(reason.contains("needs the column 收支方向 for settlements"))
  }
}
