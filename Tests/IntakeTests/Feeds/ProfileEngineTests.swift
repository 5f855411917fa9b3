import Returns
import Testing

@testable import Intake

/// What sources do, each in a few lines: the profile, the file, the records.
@Suite("Profiles")
struct ProfileEngineTests {
  private static let settlement = "feed: settlements"

  @Test func columnsByNameWithAliasesBracketsAndLineBreaks() throws {
    let own = try profile(
      """
      profile: sf
      signature: {header: [运单号码, "计费重量(公斤)", 日期]}
      ignore: [序号]
      records:
        - feed: parcels
          set:
            waybill: 运单号码
            carrier: {value: SF}
            direction: {column: [退件, 逆向], map: {是: return}, otherwise: outbound}
            status: {value: delivered}
            billed_weight_g: {column: "计费重量(公斤)", times: 1000}
            delivered_at: {column: 日期, time: [yyyy/M/d]}
      """)
    let reading = read(
      "序号,运单号码 ,\"计费重量\n（公斤） \",日期,逆向,备注\n1,SF100,1.25,2026/11/2,是,x\n2,SF101,2,2026/11/3,,\n", [own])
    #expect(reading.lines == [
      "3 parcels waybill=SF100 carrier=SF direction=return status=delivered"
        + " delivered_at=2026-11-01T16:00:00Z billed_weight_g=1250 terms=account",
      "4 parcels waybill=SF101 carrier=SF direction=outbound status=delivered"
        + " delivered_at=2026-11-02T16:00:00Z billed_weight_g=2000 terms=account",
    ])
    #expect(reading.notices == ["unknown columns are not read: 备注"])
  }

  @Test func debitAndCreditWithZoneColumn() throws {
    let own = try profile(
      """
      profile: adyen
      signature: {header: [Psp Reference, Merchant Reference, Type, Gross Debit (GC), Gross Credit (GC)]}
      not_data:
        - when: {column: Type, is: MerchantPayout}
          capture: {payout: {column: Gross Debit (GC)}}
      leave_out: {column: Type, is: [Balancetransfer]}
      time: yyyy-MM-dd HH:mm:ss
      zone: {column: TimeZone}
      set:
        order_id: Merchant Reference
        payment_ref: Psp Reference
        currency: Gross Currency
        settled_at: Creation Date
      records:
        - feed: settlements
          when: {column: Type, is: Settled}
          set:
            txn_id: Psp Reference
            type: {value: payment}
            amount: {credit: Gross Credit (GC), debit: Gross Debit (GC)}
            fee: {column: Commission (NC), round: half_up}
        - feed: settlements
          when: {column: Type, is: Refunded}
          set:
            txn_id: Modification Reference
            type: {value: refund}
            amount: {credit: Gross Credit (GC), debit: Gross Debit (GC), sign: positive}
            refund_ref: {column: Modification Merchant Reference, clean: [{empty: ["<auto>"]}]}
      controls:
        - name: batch
          expected: {captured: payout}
          sum: {credit: Gross Credit (GC), debit: Gross Debit (GC)}
      """)
    let reading = read(
      """
      Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,\
      Gross Debit (GC),Gross Credit (GC),Commission (NC),Modification Merchant Reference
      P1,92598318.0,2021-01-05 00:21:32,CET,Settled,,EUR,,26.2,.115,
      P1,92598318.0,2021-01-06 00:21:32,PST,Refunded,M1,EUR,6.2,,,<auto>
      ,,2021-01-06 00:21:32,CET,Balancetransfer,,EUR,1,,,
      ,,2021-01-06 00:21:32,CET,MerchantPayout,,EUR,19,,,
      P3,9,2021-01-06 00:21:32,XXT,Settled,,EUR,,1,,
      P4,9,2021-01-06 00:21:32,CET,Chargeback,,EUR,,1,,

      """, [own])
    #expect(reading.lines == [
      "2 settlements txn_id=P1 type=payment amount=2620 settled_at=2021-01-04T23:21:32Z view=trade"
        + " status=succeeded order_id=92598318.0 payment_ref=P1 fee=12 currency=EUR",
      "3 settlements txn_id=M1 type=refund amount=620 settled_at=2021-01-06T08:21:32Z view=trade"
        + " status=succeeded order_id=92598318.0 payment_ref=P1 currency=EUR",
    ])
    #expect(reading.filtered == 1)
    #expect(reading.rejects.map { "\($0.line) \($0.field) \($0.code)" } == [
      "6 Creation Date BAD_TIME", "7  UNKNOWN_ROW",
    ])
    #expect(reading.controlTotals.map { "\($0.expected) \($0.found) \($0.agrees)" } == ["19 21 false"])
  }

  @Test func sectionsByRecordTypeWithMinorUnits() throws {
    let own = try profile(
      """
      profile: paypal
      signature: {header: [CH, Transaction ID, Gross Transaction Amount]}
      repeats_header: yes
      captures:
        - {name: account, line: '^"?SH"?,[^,]*,"?(\\w+)'}
      not_data:
        - starts_with: [SH, SF, RF, FF, '"SH', '"SF', '"RF', '"FF']
        - when: {position: 1, is: SC}
          capture: {count: {position: 2}}
      records:
        - feed: settlements
          when: [{position: 1, is: SB}, {column: Transaction Event Code, is: T1107}]
          set:
            txn_id: Transaction ID
            type: {value: refund}
            order_id: {column: Invoice ID, pattern: '#?(.+)'}
            amount:
              column: Gross Transaction Amount
              unit: minor
              negative_when: {column: Transaction Debit or Credit, is: CR}
              sign: as_written
            currency: Gross Transaction Currency
            settled_at: {column: Transaction Initiation Date, time: yyyy/MM/dd HH:mm:ss XXX}
            account_id: {captured: account}
      leave_out: {position: 1, is_not: SB}
      controls: [{name: rows, expected: {captured: count}, count: rows}]
      """)
    let reading = read(
      """
      "RH",2025/12/24 03:00:00 -0800,A
      "FH",1
      "SH",2025/12/23,ACC1
      "CH","Transaction ID","Invoice ID","Transaction Event Code","Transaction Initiation Date",\
      "Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency"
      "SB","X1","#1002","T1107","2025/12/23 08:57:17 -0800","DR",10000,"USD"
      "SB","X2","1003","T1107","2025/12/23 08:57:17 -0800","DR",500,"JPY"
      "SF",USD
      "SC",2
      "SH",2025/12/23,ACC2
      "CH","Gross Transaction Amount","Transaction ID","Invoice ID","Transaction Event Code",\
      "Transaction Initiation Date","Transaction Debit or Credit","Gross Transaction Currency"
      "SB",7,"X3","1004","T1107","2025/12/23 08:57:17 -0800","DR","USD"
      "SC",3
      "RF",3

      """, [own])
    #expect(reading.values("txn_id", "order_id", "amount", "currency", "account_id") == [
      "X1 1002 10000 USD ACC1", "X2 1003 500 JPY ACC1", "X3 1004 7 USD ACC2",
    ])
    #expect(reading.rejects == [])
    #expect(reading.controlTotals.map(\.agrees) == [true])
  }

  @Test func withoutHeaderByPosition() throws {
    let own = try profile(
      """
      profile: ups
      signature: {first_line: '^2\\.1,', width: 6}
      records:
        - feed: charges
          when: {position: 4, is: [FRT, FSC]}
          set:
            carrier: {value: UPS}
            invoice_no: {position: 2}
            waybill: {position: 3}
            charge_type: {position: 4, map: {FRT: freight, FSC: fuel}}
            amount: {position: 5}
            currency: {position: 6}
      leave_out: {position: 4, is: INF}
      """)
    let reading = read("2.1,I1,1Z9,FRT,12.50,USD\n2.1,I1,1Z9,INF,0,USD\n2.1,I1,1Z9,FSC,-1.5,USD\n2.1,x\n", [own])
    #expect(reading.lines == [
      "1 charges carrier=UPS invoice_no=I1 charge_type=freight amount=1250 waybill=1Z9 currency=USD"
        + " terms=account",
      "3 charges carrier=UPS invoice_no=I1 charge_type=fuel amount=-150 waybill=1Z9 currency=USD"
        + " terms=account",
    ])
    #expect(reading.filtered == 1)
    #expect(reading.firstReject == "4  BAD_COLUMNS: the row has 2 cells, expected 6;"
      + " a delimiter or a line break is lost")
    #expect(read("2.1,I1,1Z9\n", [own]).refusal?.code == .unknownFormat)
  }

  @Test func repeatedPairsOfHeaders() throws {
    let own = try profile(
      """
      profile: fedex
      signature: {header: [Invoice Number, Tracking ID, Charge Description, Charge Amount]}
      records:
        - feed: charges
          repeat: 3
          when: {column: Charge Amount, occurrence: each, empty: no}
          set:
            carrier: {value: FedEx}
            invoice_no: Invoice Number
            waybill: Tracking ID
            line_no: {value: "{n}"}
            charge_type: {column: Charge Description, occurrence: each, map: {Fuel: fuel}, otherwise: other}
            amount: {column: Charge Amount, occurrence: each}
      """)
    let reading = read(
      """
      Invoice Number,Tracking ID,Charge Description,Charge Amount,Charge Description,Charge Amount,\
      Charge Description,Charge Amount
      I1,7,Fuel,1.00,Resi,2.00,,

      """, [own])
    #expect(reading.values("charge_type", "line_no", "amount") == ["fuel 1 100", "other 2 200"])
    #expect(reading.read == 1)
    #expect(reading.hasSeveralFactsPerRow)
  }

  @Test func rowsThatMakeOneRecord() throws {
    let own = try profile(
      """
      profile: amazon
      signature: {header: [settlement-id, total-amount, transaction-type, order-id, adjustment-id, amount]}
      delimiter: tab
      not_data:
        - when: [{column: total-amount, empty: no}, {column: amount, empty: yes}]
          capture: {total: total-amount}
      records:
        - feed: settlements
          when: {column: transaction-type, is: Refund}
          combine: {by: [txn_id, type], sum: [amount, fee], absolute: [amount]}
          set:
            txn_id: {join: [order-id, adjustment-id], with: "/"}
            type: {value: refund}
            amount: {column: amount, when: {column: amount-type, is: ItemPrice}}
            fee: {column: amount, sign: negated, when: {column: amount-type, is: ItemFees}}
            settled_at: {column: posted-date, time: [dd.MM.yyyy]}
            order_id: order-id
      controls: [{name: total, expected: {captured: total}, sum: amount}]
      """)
    let rows = [
      "settlement-id total-amount transaction-type order-id adjustment-id amount-type amount posted-date",
      "S1 -52.01 - - - - - -", "S1 - Refund O1 A1 ItemPrice -50.00 03.11.2026",
      "S1 - Refund O1 A1 ItemPrice -10.00 03.11.2026", "S1 - Refund O1 A1 ItemFees 9.63 03.11.2026",
      "S1 - Refund O1 A1 ItemFees -1.64 03.11.2026",
    ]
    let text = rows.map { $0.split(separator: " ").map { $0 == "-" ? "" : String($0) } }
      .map { $0.joined(separator: "\t") }.joined(separator: "\n")
    let reading = read(text, [own])
    #expect(reading.lines == [
      "3 settlements txn_id=O1/A1 type=refund amount=6000 settled_at=2026-11-02T16:00:00Z view=trade"
        + " status=succeeded order_id=O1 fee=-799 currency=CNY"
    ])
    #expect(reading.read == 4)
    #expect(reading.controlTotals.map { "\($0.expected) \($0.found)" } == ["-52.01 -52.01"])
  }

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
    #expect(reading.lines == [
      "2 orders order_id=1002 line_no=1 sku=A1 quantity=1 unit_price=1000"
        + " ordered_at=2026-04-10T05:41:26Z currency=INR",
      "3 orders order_id=1002 line_no=2 sku=B2 quantity=2 unit_price=500"
        + " ordered_at=2026-04-10T05:41:26Z currency=INR",
    ])
    #expect(reading.firstReject
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
    #expect(reading.values("txn_id", "amount") == [
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
    #expect(refusal?.message
      == "profile jd needs the column 账单生成时间 for settlements; the header has: 订单编号, 费用名称, 应结金额")
    let noted = read("订单编号,费用名称,应结金额,账单生成时间\n1,x,2,2026-11-01\n", [own])
    #expect(noted.notices == ["no column 父单号: settlements.order_id stays empty"])
    #expect(noted.records.count == 1)
  }

  @Test func shortRowsOnlyWhereAllowed() throws {
    let yaml = """
      profile: amazon-returns
      signature: {header: [Order ID, SKU, Qty, Date]}
      records:
        - feed: stock
          set: {movement_id: Order ID, sku: SKU, quantity: Qty, moved_at: Date, kind: {value: restock},
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
    #expect(read(part, [own]).controlTotals
      == [ControlTotal(name: "total", expected: "1.5", found: "1.5", agrees: true)])
    let twice = read(part + part, [own])
    #expect(twice.rejects.map { "\($0.line) \($0.code)" } == ["5 BAD_COLUMNS", "6 BAD_COLUMNS"])
    let again = read("id,sum,day\nA,1.50,2026-11-01\nid,sum,day\n", [own])
    #expect(again.firstReject
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
            reason: {part: return_reason_code, pattern: 'AMZ-PG-(\\w+)', map: {BAD: defective}, otherwise: no_longer_needed}
            quantity: {part: return_quantity}
            requested_amount: {part: refund_amount}
            channel: {path: label_details/@carrier}
      """)
    let reading = read(
      """
      <x:AmazonEnvelope xmlns:x="urn:x"><Message><return_details>
      <order_id> 111-1 </order_id><amazon_rma_id>R1</amazon_rma_id>
      <return_request_date>2026-11-01T10:00:00Z</return_request_date>
      <item_details><return_reason_code>AMZ-PG-BAD</return_reason_code><return_quantity>1</return_quantity></item_details>
      <item_details><return_reason_code>AMZ-PG-X</return_reason_code><return_quantity>2</return_quantity>
      <refund_amount>5</refund_amount></item_details><label_details carrier="UPS"/>
      </return_details></Message></x:AmazonEnvelope>
      """, [own])
    #expect(reading.lines == [
      "1 cases case_id=R1 order_id=111-1 kind=return reason=defective applied_at=2026-11-01T10:00:00Z"
        + " line_no=1 quantity=1 channel=UPS",
      "1 cases case_id=R1 order_id=111-1 kind=return reason=no_longer_needed"
        + " applied_at=2026-11-01T10:00:00Z line_no=2 quantity=2 requested_amount=500 channel=UPS",
    ])
    #expect(reading.read == 1)
    #expect(reading.hasSeveralFactsPerRow)
  }
}
