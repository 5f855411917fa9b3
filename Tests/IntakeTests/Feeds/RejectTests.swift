import Returns
import Testing

@testable import Intake

/// What a person reads when a row or a file is not taken, word for word.
@Suite("Rejects and refusals")
struct RejectTests {
  private static let header = "txn_id,type,amount,settled_at,account_id,fee,currency,line_no"

  @Test(arguments: [
    (
      "T1,refund,\"12,50\",2026-11-01,,,,", "amount BAD_AMOUNT",
      "\"12,50\" is not an amount; write it like 1234.50"
    ),
    (
      "T1,refund,12.345,2026-11-01,,,,", "amount BAD_AMOUNT",
      "\"12.345\" has more places than CNY has (2 decimals)"
    ),
    (
      "T1,refund,99999999999999999,2026-11-01,,,,", "amount BAD_AMOUNT",
      "\"99999999999999999\" is larger than Backhaul takes (10^15 of the smallest unit)"
    ),
    (
      "T1,refund,-5.00,2026-11-01,,,,", "amount BAD_AMOUNT",
      "-5.00 is negative; the type refund gives the direction, write it without sign"
    ),
    (
      "T1,Refund,5.00,2026-11-01,,,,", "type BAD_VALUE",
      "\"Refund\" is not known; expected one of: payment, refund, fee, chargeback,"
        + " chargeback_reversal,"
        + " payout, compensation, insurance_payout, adjustment"
    ),
    (
      "T1,refund,5.00,01.11.2026,,,,", "settled_at BAD_TIME",
      "\"01.11.2026\" is not a date or time; write it like 2026-11-22 or 2026-11-22T08:00:00+08:00"
    ),
    (
      "T1,refund,5.00,2026-11-01,,,RMB,", "currency UNKNOWN_CURRENCY",
      "\"RMB\" is not a currency of ISO 4217; write it like CNY"
    ),
    (
      "T1,refund,5.00,2026-11-01,,,,1.5", "line_no BAD_VALUE",
      "\"1.5\" is not a whole number; write it like 12"
    ),
    (
      "T1,refund,5.00,2026-11-01,,,,-1", "line_no BAD_VALUE",
      "\"-1\" is negative; line_no is 0 or more"
    ),
    (
      "T\u{1}1,refund,5.00,2026-11-01,,,,", "txn_id BAD_VALUE",
      "\"T\\u{1}1\" holds a control character; an id must not"
    ),
    (
      ",refund,5.00,2026-11-01,,,,", "txn_id MISSING_FIELD",
      "settlements.txn_id is required and empty"
    ),
    (
      "T1,refund,5.00", " BAD_COLUMNS",
      "the row has 3 cells, expected 8; a delimiter or a line break is lost"
    ),
    (
      "T1,refund,5.00,2026-11-01,,,,,9", " BAD_COLUMNS",
      "the row has 9 cells, expected 8; quote cells that hold the delimiter"
    ),
    (
      "T1,refund,5.00,2026-11-01,\"a\"b,,,", " BAD_QUOTES",
      "column 5 goes on after its closing quote; double the quote if it is part of the text"
    ),
  ])
  func rows(_ row: String, _ place: String, _ reason: String) {
    let good = "T9,refund,1.00,2026-11-01,,,,"
    let reading = read("\(Self.header)\n\(good)\n\(row)\n\(good)\n")
    #expect(reading.rejects.count == 1)
    #expect(reading.firstReject == "3 \(place): \(reason)")
    #expect(reading.rejects.first?.record == row)
    #expect(reading.records.count == 2)
    #expect(reading.read == 3)
    #expect(reading.rejected == 1)
  }

  @Test func oneBadByteIsOneReject() {
    var bytes = Array("\(Self.header)\nT1订单号码退款,refund,1.00,2026-11-01,,,,\nT".utf8)
    bytes += [0xFF]
    bytes += Array("2,refund,1.00,2026-11-01,,,,\n".utf8)
    bytes += Array(String(repeating: "T3退款,refund,1.00,2026-11-01,,,,\n", count: 40).utf8)
    let reading = bytes.withUnsafeBytes { read(Text(copying: $0)) }
    #expect(reading.rejects.map(\.code) == ["BAD_ENCODING"])
    #expect(reading.records.count == 41)
  }

  @Test func signedTypesMayBeNegative() {
    let reading = read(
      "\(Self.header)\nT1,fee,-5,2026-11-01,,,,\nT2,adjustment,-5,2026-11-01,,-0.1,,\n")
    #expect(reading.rejects == [])
    #expect(reading.values("amount", "fee") == ["-500 -", "-500 -10"])
  }

  @Test(arguments: [
    (
      "case_id,order_id,kind,applied_at\n",
      "no feed or profile fits: line 1 is \"case_id,order_id,kind,applied_at\"; nearest is feed"
        + " cases,"
        + " without reason. Rename the columns, or write a profile for this source"
    ),
    (
      "微信订单号,交易时间,商户订单号,应结订单金额\n",
      "no feed or profile fits: line 1 is \"微信订单号,交易时间,商户订单号,应结订单金额\"; nearest is profile"
        + " wechat-pay-trade-bill, without 交易状态. Rename the columns, or write a profile for this"
        + " source"
    ),
    (
      "x,y\n",
      "no feed or profile fits: line 1 is \"x,y\"; no feed or profile has any of its columns."
        + " Rename the columns, or write a profile for this source"
    ),
    (
      "<backhaul feed=\"refunds\"/>",
      "the element backhaul has feed=\"refunds\"; expected one of: orders, cases, materials,"
        + " reviews,"
        + " parcels, charges, inspections, settlements, stock, surveys, tickets, claim_results,"
        + " decisions"
    ),
    (
      "<backhaul/>",
      "the element backhaul has no attribute feed; expected one of: orders, cases, materials,"
        + " reviews,"
        + " parcels, charges, inspections, settlements, stock, surveys, tickets, claim_results,"
        + " decisions"
    ),
    (
      "<orders/>",
      "no feed or profile fits: the root element is orders; expected backhaul with an attribute"
        + " feed,"
        + " or a file of one of the XML profiles: amazon-returns-xml, camt, ubl-despatch-advice,"
        + " ubl-receipt-advice, ubl-freight-invoice, ubl-other"
    ),
  ])
  func unknownFormats(_ text: String, _ message: String) {
    let refusal = read(text).refusal
    #expect(refusal?.code == .unknownFormat)
    #expect(refusal?.message == message)
  }

  @Test func headerWithAColumnTwice() {
    let refusal = read("movement_id,sku,quantity,moved_at,kind,sku\n").refusal
    #expect(refusal?.message == "the column sku stands twice in the header; keep one")
    #expect(refusal?.line == 1)
  }

  @Test func unknownColumnsAreNamed() {
    let csv = read("movement_id,sku,quantity,moved_at,kind,note,sku \n")
    #expect(csv.refusal != nil)
    let noted = read("movement_id,sku,quantity,moved_at,kind,note,colour\n")
    #expect(noted.notices == ["unknown columns are not read: note, colour"])
    let xml = read(
      "<backhaul feed='stock'><record><sku>M</sku><note>x</note></record></backhaul>"
    )
    #expect(xml.notices == ["unknown columns are not read: note"])
  }

  @Test func elementTwiceInARecord() {
    let reading = read(
      """
      <backhaul feed="stock">
      <record><movement_id>M1</movement_id><sku>A</sku><sku>B</sku><quantity>1</quantity>
      <moved_at>2026-11-01</moved_at><kind>scrap</kind></record>
      </backhaul>
      """)
    #expect(
      reading.firstReject
        == "2 sku BAD_COLUMNS: the element sku stands twice in one record; keep one")
    #expect(reading.rejects.first?.record.hasPrefix("movement_id=M1; sku=A; quantity=1") == true)
  }

  /// Rows that stood before the end are dropped with the file.
  @Test func truncatedXMLGivesNothing() {
    let reading = read(
      "<backhaul feed='stock'><record><movement_id>M1</movement_id><sku>A</sku>"
        + "<quantity>1</quantity>"
        + "<moved_at>2026-11-01</moved_at><kind>scrap</kind></record><record><movem")
    #expect(reading.refusal?.code == .truncatedXML)
    #expect(reading.records.count == 0)
    #expect(reading.read == 0)
  }

  /// A row that gives two records and is refused for the second leaves no trace of the first.
  @Test func aRefusedRowIsNoEvent() throws {
    let yaml = """
      profile: two-of-a-row
      title: Two records from a row
      signature: {header: [id, sku, n, at, kind, class]}
      records:
        - feed: stock
          set: {movement_id: id, sku: sku, quantity: n, moved_at: at, kind: kind}
        - feed: tickets
          set: {ticket_id: id, class: class, opened_at: at}
      """
    let text = """
      id,sku,n,at,kind,class
      1,A,1,2026-12-31,scrap,nothing_known
      2,A,1,2026-11-01,scrap,quality
      """
    let reading = read(text, [try profile(yaml)])
    #expect([reading.read, reading.rejected, reading.records.count] == [2, 1, 2])
    #expect(reading.lastEventDay?.string == "2026-11-01")
  }
}
