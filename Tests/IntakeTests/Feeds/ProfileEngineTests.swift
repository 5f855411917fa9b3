import Returns
import Testing

@testable import Intake

/// What sources do, each in a few lines: the profile, the file, the records.
@Suite("Profiles")
struct ProfileEngineTests {
  /// `="0012"` beside quoted cells, where the profile has it; a quote more is one too many.
  @Test(arguments: [true, false])
  func bareFormulaGuards(_ isKnown: Bool) throws {
    let profile = try Profile(
      yaml: """
        profile: own
        signature: {header: [SKU, Qty, Day]}
        clean: [\(isKnown ? "formula_guard" : "collapse_blanks")]
        records:
          - feed: stock
            set: {movement_id: SKU, sku: SKU, quantity: Qty, moved_at: Day, kind: {value: scrap}}
        """, file: "own.yaml")
    let reading = read(
      "SKU,Qty,Day\n=\"0012\",\"1\",2026-11-20\n=\"a,b\",1,=\"2026-11-20\"\n"
        + "=\"00\"13\",\"1\",2026-11-20\n\"=\"\"0014\"\"\",\"1\",2026-11-20\n", [profile])
    #expect(
      reading.values("sku")
        == (isKnown ? ["0012", "a,b", "0014"] : ["=\"0014\""]))
    let rejected = [String](repeating: "BAD_QUOTES", count: isKnown ? 1 : 3)
    #expect(reading.rejects.map(\.code) == rejected)
  }

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
      "序号,运单号码 ,\"计费重量\n（公斤） \",日期,逆向,备注\n1,SF100,1.25,2026/11/2,是,x\n2,SF101,2,2026/11/3,,\n",
      [own])
    #expect(
      reading.lines == [
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
      signature:
        header: [Psp Reference, Merchant Reference, Type, Gross Debit (GC), Gross Credit (GC)]
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
      Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,\
      Gross Currency,Gross Debit (GC),\
      Gross Credit (GC),Commission (NC),Modification Merchant Reference
      P1,92598318.0,2021-01-05 00:21:32,CET,Settled,,EUR,,26.2,.115,
      P1,92598318.0,2021-01-06 00:21:32,PST,Refunded,M1,EUR,6.2,,,<auto>
      ,,2021-01-06 00:21:32,CET,Balancetransfer,,EUR,1,,,
      ,,2021-01-06 00:21:32,CET,MerchantPayout,,EUR,19,,,
      P3,9,2021-01-06 00:21:32,XXT,Settled,,EUR,,1,,
      P4,9,2021-01-06 00:21:32,CET,Chargeback,,EUR,,1,,

      """, [own])
    #expect(
      reading.lines == [
        "2 settlements txn_id=P1 type=payment amount=2620 settled_at=2021-01-04T23:21:32Z"
          + " view=trade"
          + " status=succeeded order_id=92598318.0 payment_ref=P1 fee=12 currency=EUR",
        "3 settlements txn_id=M1 type=refund amount=620 settled_at=2021-01-06T08:21:32Z view=trade"
          + " status=succeeded order_id=92598318.0 payment_ref=P1 currency=EUR",
      ])
    #expect(reading.filtered == 1)
    #expect(
      reading.rejects.map { "\($0.line) \($0.field) \($0.code)" } == [
        "6 TimeZone BAD_TIME", "7  UNKNOWN_ROW",
      ])
    #expect(
      reading.controlTotals.map { "\($0.expected) \($0.found) \($0.agrees)" } == ["19 21 false"])
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
    #expect(
      reading.values("txn_id", "order_id", "amount", "currency", "account_id") == [
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
    let reading = read(
      "2.1,I1,1Z9,FRT,12.50,USD\n2.1,I1,1Z9,INF,0,USD\n2.1,I1,1Z9,FSC,-1.5,USD\n2.1,x\n", [own])
    #expect(
      reading.lines == [
        "1 charges carrier=UPS invoice_no=I1 charge_type=freight amount=1250 waybill=1Z9"
          + " currency=USD"
          + " terms=account",
        "3 charges carrier=UPS invoice_no=I1 charge_type=fuel amount=-150 waybill=1Z9 currency=USD"
          + " terms=account",
      ])
    #expect(reading.filtered == 1)
    #expect(
      reading.firstReject == "4  BAD_COLUMNS: the row has 2 cells, expected 6;"
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
            charge_type:
              {column: Charge Description, occurrence: each, map: {Fuel: fuel}, otherwise: other}
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
      signature:
        header: [settlement-id, total-amount, transaction-type, order-id, adjustment-id, amount]
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
      "settlement-id total-amount transaction-type order-id adjustment-id amount-type amount"
        + " posted-date",
      "S1 -52.01 - - - - - -", "S1 - Refund O1 A1 ItemPrice -50.00 03.11.2026",
      "S1 - Refund O1 A1 ItemPrice -10.00 03.11.2026", "S1 - Refund O1 A1 ItemFees 9.63 03.11.2026",
      "S1 - Refund O1 A1 ItemFees -1.64 03.11.2026",
    ]
    let text = rows.map { $0.split(separator: " ").map { $0 == "-" ? "" : String($0) } }
      .map { $0.joined(separator: "\t") }.joined(separator: "\n")
    let reading = read(text, [own])
    #expect(
      reading.lines == [
        "3 settlements txn_id=O1/A1 type=refund amount=6000 settled_at=2026-11-02T16:00:00Z"
          + " view=trade"
          + " status=succeeded order_id=O1 fee=-799 currency=CNY"
      ])
    #expect(reading.read == 4)
    #expect(reading.controlTotals.map { "\($0.expected) \($0.found)" } == ["-52.01 -52.01"])
  }
}
