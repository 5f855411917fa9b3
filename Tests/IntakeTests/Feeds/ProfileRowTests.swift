import Returns
import Testing

@testable import Intake

/// What sources do to rows, cells and whole files.
@Suite("Profiles: rows and cells")
struct ProfileRowTests {
  @Test func continuationRowsTakeWhatStandsAbove() throws {
    let own = try profile(
      """
      profile: shopify
      signature: {header: [Name, Created at, Lineitem quantity, Lineitem price, Lineitem sku]}
      fill_down: {columns: [Created at, Currency], while_same: Name}
      records:
        - feed: orders
          set:
            order_id: {column: Name, clean: [{prefix: "#"}]}
            line_no: Line
            sku: {column: Lineitem sku, clean: [{prefix: "'"}]}
            quantity: Lineitem quantity
            unit_price: Lineitem price
            ordered_at: {column: Created at, time: yyyy-MM-dd HH:mm:ss XXX}
            currency: Currency
      """)
    let reading = read(
      """
      Name,Created at,Currency,Line,Lineitem quantity,Lineitem price,Lineitem sku
      #1002,2026-04-10 11:11:26 +0530,INR,1,1,10.00,'A1
      #1002,,,2,2,5.00,B2
      #1003,,,1,2,5.00,B2

      """, [own])
    #expect(
      reading.lines == [
        "2 orders order_id=1002 line_no=1 sku=A1 quantity=1 unit_price=1000"
          + " ordered_at=2026-04-10T05:41:26Z currency=INR",
        "3 orders order_id=1002 line_no=2 sku=B2 quantity=2 unit_price=500"
          + " ordered_at=2026-04-10T05:41:26Z currency=INR",
      ])
    #expect(
      reading.firstReject
        == "4 Created at MISSING_FIELD: orders.ordered_at is required and empty")
  }

  @Test func cleanUpOfCells() throws {
    let own = try profile(
      """
      profile: european
      signature: {header: [Beleg, Betrag, Datum]}
      clean: [{empty: ["--", /]}, formula_guard, wide_digits, currency_sign, parentheses_negative,
        trailing_minus, {group_separators: ["."]}, decimal_comma]
      records:
        - feed: settlements
          set:
            txn_id: Beleg
            type: {value: adjustment}
            amount: Betrag
            settled_at: {column: Datum, clean: [], time: dd.MM.yyyy}
            order_id: {column: Ref, optional: yes}
      """)
    let rows = [
      "\"=\"\"0012\"\"\";1.234,50;01.11.2026", "B2;(12,50);01.11.2026", "B3;12,50-;01.11.2026",
      "B4;€ 1.000;01.11.2026", "B5;５，５０;01.11.2026", "B6;12,50 EUR;01.11.2026", "B7;--;01.11.2026",
      "B8;1.2.3,4,5;01.11.2026",
    ]
    let reading = read("Beleg;Betrag;Datum\n" + rows.joined(separator: "\n"), [own])
    #expect(
      reading.values("txn_id", "amount") == [
        "0012 123450", "B2 -1250", "B3 -1250", "B4 100000", "B5 550", "B6 1250",
      ])
    #expect(reading.rejects.map { "\($0.line) \($0.code)" } == ["8 MISSING_FIELD", "9 BAD_AMOUNT"])
  }

  @Test func idsFromContent() throws {
    let own = try profile(
      """
      profile: no-ids
      signature: {header: [Day, Sum, Text]}
      records:
        - feed: settlements
          set:
            txn_id: {id: content}
            type: {value: adjustment}
            amount: Sum
            settled_at: Day
            order_id: Text
      """)
    let header = "Day,Sum,Text\n"
    let first = read("\(header)2026-11-01,5.00,a\n2026-11-01,5.00,a\n2026-11-01,-5.00,a\n", [own])
    let ids = first.values("txn_id")
    #expect(Set(ids).count == 3)
    #expect(ids.allSatisfy { $0.hasPrefix("c") && $0.contains("-") })
    #expect(ids[0].dropLast() == ids[1].dropLast())
    // An overlapping export gives the same ids to the same rows, whatever stands around them.
    let second = read("\(header)2026-11-02,1.00,b\n2026-11-01,-5.00,a\n2026-11-01,5.00,a\n", [own])
    #expect(second.values("txn_id")[1] == ids[2])
    #expect(second.values("txn_id")[2] == ids[0])
  }

  @Test func theMissingColumnIsNamed() throws {
    let own = try profile(
      """
      profile: jd
      signature: {header: [订单编号, 费用名称]}
      records:
        - feed: settlements
          set: {txn_id: 订单编号, type: {value: fee}, amount: 应结金额, settled_at: 账单生成时间, order_id: 父单号}
      """)
    let refusal = read("订单编号,费用名称,应结金额\n1,x,2\n", [own]).refusal
    #expect(refusal?.code == .notUnderstood)
    #expect(
      refusal?.message
        == "profile jd needs the column 账单生成时间 for settlements; the header has: 订单编号, 费用名称, 应结金额")
    let noted = read("订单编号,费用名称,应结金额,账单生成时间\n1,x,2,2026-11-01\n", [own])
    #expect(noted.notices == ["no column 父单号: settlements.order_id stays empty"])
    #expect(noted.records.count == 1)
  }

  @Test func aHeaderOfTooManyColumnsIsNamedAsSuch() {
    let more = (0..<5_000).map { ",x\($0)" }.joined()
    let header = "order_id,line_no,sku,quantity,unit_price,ordered_at"
    let refusal = read("\(header)\(more)\nO1,1,A,1,10.00,2026-02-10\n", []).refusal
    #expect(
      refusal?.message
        == "the header: the row has more than 4096 columns; is the delimiter another one?")
  }

  @Test func shortRowsOnlyWhereAllowed() throws {
    let yaml = """
      profile: amazon-returns
      signature: {header: [Order ID, SKU, Qty, Date]}
      records:
        - feed: stock
          set: {movement_id: Order ID, sku: SKU, quantity: Qty, moved_at: Date,
            kind: {value: restock},
            warehouse: Place}
      """
    let text = "Order ID\tSKU\tQty\tDate\tPlace\nO1\tA\t1\t2026-11-01\n"
    #expect(read(text, [try profile(yaml)]).rejects.map(\.code) == ["BAD_COLUMNS"])
    #expect(read(text, [try profile(yaml + "\nshort_rows: yes\n")]).records.count == 1)
  }

  @Test func twoFilesInOne() throws {
    let own = try profile(
      """
      profile: totals
      signature: {header: [id, sum, day]}
      not_data: [{header: [总计]}]
      records:
        - feed: settlements
          set: {txn_id: id, type: {value: payment}, amount: sum, settled_at: day}
      controls: [{name: total, expected: {captured: 金额}, sum: sum}]
      """)
    let part = "id,sum,day\nA,1.50,2026-11-01\n总计,金额,x\n1,1.5,\n"
    #expect(
      read(part, [own]).controlTotals
        == [ControlTotal(name: "total", expected: "1.5", found: "1.5", agrees: true)])
    let twice = read(part + part, [own])
    #expect(twice.rejects.map { "\($0.line) \($0.code)" } == ["5 BAD_COLUMNS", "6 BAD_COLUMNS"])
    let again = read("id,sum,day\nA,1.50,2026-11-01\nid,sum,day\n", [own])
    #expect(
      again.firstReject
        == "3  BAD_COLUMNS: the header stands here again; are these two files in one?")
    #expect(again.notices == ["the file states no control total: that it is whole is not proven"])
  }

  @Test func theOwnProfileComesFirst() throws {
    let own = try profile(
      """
      profile: own-wechat
      signature: {header: [交易时间, 微信订单号, 商户订单号, 交易状态, [应结订单金额, 总金额]]}
      records: none
      """)
    let header = "交易时间,商户号,微信订单号,商户订单号,交易状态,应结订单金额\n"
    let reading = read(header, [own] + Profile.builtIn)
    #expect(reading.profile == "own-wechat")
    #expect(reading.notices == ["the file also fits profile wechat-pay-trade-bill"])
  }

  @Test func elementsAttributesAndParts() throws {
    let own = try profile(
      """
      profile: amazon-xml
      format: xml
      signature: {root: AmazonEnvelope, path: Message/return_details}
      record: Message/return_details
      parts: item_details
      set:
        case_id: amazon_rma_id
        order_id: order_id
        applied_at: return_request_date
      records:
        - feed: cases
          set:
            line_no: {id: part}
            kind: {value: return}
            reason:
              part: return_reason_code
              pattern: 'AMZ-PG-(\\w+)'
              map: {BAD: defective}
              otherwise: no_longer_needed
            quantity: {part: return_quantity}
            requested_amount: {part: refund_amount}
            channel: {path: label_details/@carrier}
      """)
    let reading = read(
      """
      <x:AmazonEnvelope xmlns:x="urn:x"><Message><return_details>
      <order_id> 111-1 </order_id><amazon_rma_id>R1</amazon_rma_id>
      <return_request_date>2026-11-01T10:00:00Z</return_request_date>
      <item_details><return_reason_code>AMZ-PG-BAD</return_reason_code>
      <return_quantity>1</return_quantity></item_details>
      <item_details><return_reason_code>AMZ-PG-X</return_reason_code>
      <return_quantity>2</return_quantity>
      <refund_amount>5</refund_amount></item_details><label_details carrier="UPS"/>
      </return_details></Message></x:AmazonEnvelope>
      """, [own])
    #expect(
      reading.lines == [
        "1 cases case_id=R1 order_id=111-1 kind=return reason=defective"
          + " applied_at=2026-11-01T10:00:00Z"
          + " line_no=1 quantity=1 channel=UPS",
        "1 cases case_id=R1 order_id=111-1 kind=return reason=no_longer_needed"
          + " applied_at=2026-11-01T10:00:00Z line_no=2 quantity=2 requested_amount=500"
          + " channel=UPS",
      ])
    #expect(reading.read == 1)
    #expect(reading.hasSeveralFactsPerRow)
  }
}
