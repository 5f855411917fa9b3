import Returns
import Testing

@testable import Intake

/// Payment providers, on small files in their own layouts.
@Suite("Provider profiles")
struct ProviderProfileTests {
  /// The sign is the filled column, the zone an abbreviation beside the date, the batch nets to 0.
  @Test func adyenBatch() {
    let header =
      "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,"
      + "Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),"
      + "Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),"
      + "Commission (NC),Markup (NC),Modification Merchant Reference,Batch Number"
    let reading = read(
      [
        header,
        "C,M,P1,92598318.0,visa,2026-01-05 00:21:32,CET,Settled,P1,EUR,,26.2,1,EUR,,25.9,.3,,,7",
        "C,M,P1,92598318.0,visa,2026-01-06 00:21:32,PST,Refunded,R1,EUR,10,,1,EUR,10.11,,.11,,"
          + "<auto>,7",
        "C,M,P1,92598318.0,visa,2026-01-07 00:21:32,PST,RefundedReversed,R2,EUR,,10,1,EUR,,10,,,"
          + "RC5,7",
        "C,M,,,,2026-01-08 00:00:00,CET,Fee,Transaction Fees,,,,,EUR,1.79,,,,,7",
        "C,M,,,,2026-01-08 00:00:00,CET,MerchantPayout,\"TX9 batch 7, M\",,,,,EUR,24,,,,,7",
      ].joined(separator: "\n"))
    #expect(reading.profile == "adyen-settlement")
    #expect(reading.rejects == [])
    #expect(
      reading.values("type", "status", "amount", "fee", "order_id", "refund_ref", "settled_at") == [
        "payment succeeded 2620 30 92598318.0 - 2026-01-04T23:21:32Z",
        "refund succeeded 1000 11 92598318.0 R1 2026-01-06T08:21:32Z",
        "refund reversed 1000 0 92598318.0 RC5 2026-01-07T08:21:32Z",
        "fee succeeded 179 - - - 2026-01-07T23:00:00Z",
        "payout succeeded 2400 - - - 2026-01-07T23:00:00Z",
      ])
    #expect(reading.controlTotals.map { "\($0.found) \($0.agrees)" } == ["0.00 true"])
  }

  /// Only the steps that move money are taken.
  @Test func adyenPaymentsAccounting() {
    let header =
      "Company Account,Merchant Account,Psp Reference,Merchant Reference,Booking Date,TimeZone,"
      + "Record Type,Modification Psp Reference,Main Currency,Main Amount,Settlement Currency,"
      + "Payable (SC),Commission (SC),Markup (SC)"
    let reading = read(
      [
        header, "C,M,P1,O1,2026-01-05 00:21:32,CET,Received,,EUR,10.00,,,,",
        "C,M,P1,O1,2026-01-05 00:21:32,CET,Settled,P1,EUR,10.00,EUR,9.70,.10,.20",
        "C,M,P1,O1,2026-01-06 00:21:32,CET,SentForRefund,R1,EUR,-4.00,,,,",
        "C,M,P1,O1,2026-01-07 00:21:32,CET,Refunded,R1,EUR,-4.00,EUR,-4.00,,",
      ].joined(separator: "\n"))
    #expect(
      reading.values("type", "txn_id", "amount", "fee", "refund_ref") == [
        "payment P1 1000 30 -", "refund R1 400 - R1",
      ])
    #expect([reading.read, reading.filtered] == [4, 2])
  }

  private static let stl =
    "\"CH\",\"Transaction ID\",\"Invoice ID\",\"PayPal Reference ID\","
    + "\"PayPal Reference ID Type\",\"Transaction Event Code\",\"Transaction Initiation Date\","
    + "\"Transaction Completion Date\",\"Transaction Debit or Credit\","
    + "\"Gross Transaction Amount\",\"Gross Transaction Currency\",\"Fee Debit or Credit\","
    + "\"Fee Amount\",\"Fee Currency\""

  /// Yen have no smaller unit, the fee has its own direction, sections have their own header.
  @Test func paypalSettlement() {
    let time = "2026/01/06 00:00:30 -0800,2026/01/06 00:00:30 -0800"
    let reading = read(
      [
        "\"RH\",2026/01/07 02:05:05 -0800,\"A\",\"EZ782\",008,",
        "\"SH\",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,\"EZ782\",\"\"", Self.stl,
        "\"SB\",\"T1\",\"O1\",\"\",\"\",\"T0006\",\(time),\"CR\",15000,\"JPY\",\"DR\",430,\"JPY\"",
        "\"SB\",\"T2\",\"O1\",\"T1\",\"TXN\",\"T1107\",\(time),"
          + "\"DR\",1500,\"USD\",\"CR\",33,\"USD\"",
        "\"SC\",2", "\"SH\",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,\"EZ782\",\"\"",
        Self.stl, "\"SB\",\"T3\",\"\",\"\",\"\",\"T0400\",\(time),\"DR\",100,\"USD\",,,",
        "\"SC\",1", "\"RC\",3",
      ].joined(separator: "\n"))
    #expect(reading.profile == "paypal-settlement")
    #expect(reading.rejects == [])
    #expect(reading.account == "EZ782")
    #expect(
      reading.values("type", "amount", "currency", "fee", "order_id", "refund_ref", "payment_ref")
        == [
          "payment 15000 JPY 430 O1 - T1", "refund 1500 USD -33 O1 T2 T1",
          "payout 100 USD - - - T3",
        ])
    #expect(reading.controlTotals.map { "\($0.found) \($0.agrees)" } == ["3 true"])
  }

  private static let web =
    "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\","
    + "\"Net\",\"Transaction ID\",\"Reference Txn ID\",\"Invoice Number\""

  /// Day and month are told by a day after the 12th anywhere, never by guessing.
  @Test(arguments: [
    ("29/12/2015", "05/06/2016", "paypal-web-dmy", "2016-06-05T14:45:51Z"),
    ("12/29/2015", "06/05/2016", "paypal-web-mdy", "2016-06-05T14:45:51Z"),
    ("09/12/2015", "05/06/2016", "", ""),
  ])
  func paypalActivity(_ first: String, _ second: String, _ profile: String, _ time: String) {
    let reading = read(
      [
        Self.web,
        "\"\(first)\",\"07:45:51\",\"PST\",\"X\",\"Website Payment\",\"Completed\","
          + "\"USD\",\"1,084.00\",\"-4.25\",\"1,079.75\",\"T1\",\"\",\"O1\"",
        "\"\(second)\",\"07:45:51\",\"PDT\",\"X\",\"Payment Refund\",\"Completed\","
          + "\"USD\",\"-84.00\",\"1.25\",\"-82.75\",\"T2\",\"T1\",\"O1\"",
      ].joined(separator: "\n"))
    #expect(reading.profile == profile)
    guard !profile.isEmpty else {
      #expect(reading.refusal?.message.contains("no day after the 12th") == true)
      return
    }
    #expect(
      reading.values("type", "amount", "fee", "order_id", "payment_ref") == [
        "payment 108400 425 O1 T1", "refund 8400 -125 O1 T1",
      ])
    #expect(reading.values("settled_at").last == time)
  }

  /// A payout is written with either sign; a fee may come without any id.
  @Test func stripeItemized() {
    let reading = read(
      """
      balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,\
      source_id,charge_id,automatic_payout_id,payment_metadata[order_id]
      txn_1,2026-01-30 10:11:12,usd,25.00,0.95,24.05,charge,ch_1,ch_1,po_1,SO1
      txn_2,2026-01-30 10:11:12,USD,-10,0,-10,refund,re_1,ch_1,po_1,SO1
      txn_3,2026-01-30 10:11:12,USD,10,0,10,refund_failure,re_1,ch_1,po_1,SO1
      txn_4,2026-01-30 10:11:12,USD,-0.5,0,-0.5,fee,,,po_1,
      txn_5,2026-01-30 10:11:12,USD,-24,0,-24,payout,po_1,,po_1,

      """)
    #expect(
      reading.values("type", "status", "amount", "fee", "order_id", "refund_ref", "payout_id") == [
        "payment succeeded 2500 95 SO1 - po_1", "refund succeeded 1000 0 SO1 re_1 po_1",
        "refund reversed 1000 0 SO1 re_1 po_1", "fee succeeded 50 - - - po_1",
        "payout succeeded 2400 0 - - po_1",
      ])
  }

  /// A refund that fails is of the case that it was for.
  @Test func stripeRefundOfACaseThatFails() {
    let reading = read(
      """
      balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,\
      source_id,charge_id,payment_metadata[order_id],refund_metadata[case_id]
      txn_2,2026-01-30 10:11:12,USD,-10,0,-10,refund,re_1,ch_1,SO1,RC1
      txn_3,2026-01-31 10:11:12,USD,10,0,10,refund_failure,re_1,ch_1,SO1,RC1

      """)
    #expect(
      reading.values("status", "amount", "refund_ref") == [
        "succeeded 1000 RC1", "reversed 1000 RC1",
      ])
  }

  /// A sale and its return share one number; the trailer's count and total are compared.
  @Test func trustly() {
    func item(_ amount: String, _ kind: String, _ fee: String) -> String {
      "I,80,2026-01-30T23:51:37.990Z,79,3618,Deferred,1,9,9,ref,Capture,Processed,"
        + "2026-02-02T05:51:28.297Z,2026-02-02T05:21:11.237Z,USD,\(amount),ABC,R01,999,\(kind),"
        + "SO1,ptx-1,\(fee)"
    }
    let reading = read(
      [
        "H,P11KFUN,1.0.0,2026-02-01T12:00:00.000Z,2026-02-02T12:00:00.000Z,3618,0001of0001",
        item("10.00", "Sale", "-0.20"), item("-10.00", "Return", ""),
        item("-3.00", "Refund", ""), "F,Big Corp,,ABC,USD,5.00,21,2026-01-28T10:00:00.000Z",
        "L,3,-3.00,1,5.00",
      ].joined(separator: "\n"))
    #expect(reading.profile == "trustly")
    #expect(
      reading.values("type", "txn_id", "amount", "fee", "order_id", "payout_id") == [
        "payment 80 1000 20 SO1 999", "chargeback 80 1000 - SO1 999", "refund 80 300 - - 999",
        "payout 21/ABC 500 - - 21",
      ])
    #expect(reading.controlTotals.map(\.agrees) == [true, true])
    // The capture's number is the refund's way; the merchant's reference is the refund's own.
    #expect(
      reading.values("type", "refund_ref", "payment_ref").prefix(3) == [
        "payment - ptx-1", "chargeback - ptx-1", "refund SO1 79",
      ])
  }
}
