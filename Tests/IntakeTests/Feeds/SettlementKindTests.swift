import Returns
import Testing

@testable import Intake

/// What a provider's row is: one thing, and its own.
@Suite("Kinds of settlements")
struct SettlementKindTests {
  @Test(arguments: [
    ("Chargeback Fee", "-20.00", "fee 2000"), ("Fee Reversal", "3.00", "fee -300"),
    ("Fee Refund", "3.00", "fee -300"), ("Chargeback", "-50.00", "chargeback 5000"),
    ("Chargeback Reversal", "50.00", "chargeback_reversal 5000"),
    ("Payment Refund", "-10.00", "refund 1000"),
    ("Express Checkout Payment", "8.00", "payment 800"),
    ("Account Hold for Open Authorization", "-15.00", "adjustment -1500"),
    ("Reversal of General Account Hold", "15.00", "adjustment 1500"),
    ("Payment Reversal", "-8.00", "chargeback 800"),
  ])
  func aFeeOfPayPalIsNothingElse(_ type: String, _ gross: String, _ expected: String) {
    let reading = read(
      "Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID\n"
        + "03/14/2026,11:00:00,PDT,\(type),Completed,USD,\(gross),0.00,\(gross),T1,T0\n")
    #expect(reading.values("type", "amount") == [expected], "\(reading.firstReject ?? "")")
  }

  /// PayPal's tab delimited download is the same table.
  @Test func payPalWithTabs() {
    let reading = read(
      "Date\tTime\tTimeZone\tType\tStatus\tCurrency\tGross\tFee\tNet\tTransaction ID\t"
        + "Reference Txn ID\n03/14/2026\t11:00:00\tPDT\tPayment Refund\tCompleted\tUSD\t"
        + "-1,010.00\t0.00\t-1,010.00\tT1\tT0\n")
    #expect(reading.profile == "paypal-web-mdy")
    #expect(reading.values("type", "amount", "payment_ref") == ["refund 101000 T0"])
  }

  /// Stripe books a dispute as an adjustment and names it in the text alone, with the charge; a
  /// bank payment that fails goes back from the balance. Neither is a refund that came back.
  @Test(arguments: [
    ("adjustment", "-50.00", "Chargeback withdrawal for ch_1", "chargeback succeeded 5000 ch_1"),
    (
      "adjustment", "5.00", "Chargeback reversal for ch_1", "chargeback_reversal succeeded 500 ch_1"
    ),
    ("adjustment", "-50.00", "Correction", "adjustment succeeded -5000 x_1"),
    ("payment_failure_refund", "-50.00", "Payment failed", "chargeback succeeded 5000 x_1"),
    ("payment_failure_refund", "50.00", "Refund failed", "refund reversed 5000 x_1"),
    ("refund_failure", "50.00", "Refund failed", "refund reversed 5000 x_1"),
    ("payment_refund", "-50.00", "", "refund succeeded 5000 x_1"),
  ])
  func whatStripeTakesBack(
    _ type: String, _ amount: String, _ text: String, _ expected: String
  ) {
    let history = read(
      "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Description\n"
        + "txn_1,\(type),x_1,\(amount),0.00,\(amount),usd,2026-11-05 10:00,\(text)\n")
    #expect(history.profile == "stripe-activity")
    #expect(
      history.values("type", "status", "amount", "payment_ref") == [expected],
      "\(history.firstReject ?? "")")
    let cents = amount.replacing(".", with: "")
    let table = read(
      "id,amount,available_on,created,currency,description,fee,net,source,status,type\n"
        + "txn_1,\(cents),2026-11-07,2026-11-05,usd,\(text),0,\(cents),x_1,available,\(type)\n")
    #expect(table.profile == "stripe-table-balance")
    #expect(table.values("type", "status", "amount", "payment_ref") == [expected])
  }

  /// Where the table has Stripe's own category, that tells a dispute whatever the text.
  @Test func disputesByStripesCategory() {
    let table = read(
      "id,amount,available_on,created,currency,fee,net,reporting_category,source,status,type\n"
        + "t1,-5000,2026-11-07,2026-11-05,usd,1500,-6500,dispute,du_1,available,adjustment\n"
        + "t2,5000,2026-11-09,2026-11-08,usd,0,5000,dispute_reversal,du_1,available,adjustment\n")
    #expect(
      table.values("type", "amount", "fee") == [
        "chargeback 5000 1500", "chargeback_reversal 5000 0",
      ])
    let itemized = read(
      "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id\n"
        + "t1,2026-11-05 10:00:00,usd,-50.00,0,-50.00,charge_failure,ch_1\n")
    #expect(itemized.values("type", "amount", "payment_ref") == ["chargeback 5000 ch_1"])
  }

  @Test func aRefundOfPinduoduoHasNoChannelOfItsOwn() {
    let reading = read(
      "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n"
        + "260301-1,2026-03-01 10:00:00,0,-20.00,退款,,0020002|交易退款-订单退款\n")
    #expect(reading.values("type", "amount", "channel") == ["refund 2000 -"])
  }

  @Test func rowsOfShopifyThatAreAlikeStaySeveral() {
    let header =
      "Transaction Date,Type,Order,Payout Status,Payout Date,Amount,Fee,Net,Checkout,"
      + "Payment Method Name,Presentment Amount,Presentment Currency,Currency\n"
    func row(_ status: String) -> String {
      "2026-03-01 10:00:01 +0100,refund,#1001,\(status),,-5.00,0.00,-5.00,#686,card,5.00,EUR,EUR\n"
    }
    let pending = read(header + row("pending") + row("pending"))
    #expect(pending.values("line_no") == ["1", "2"])
    // Paid out later: the same two rows.
    let paid = read((header + row("paid") + row("paid")).replacing(",", with: ";"))
    #expect(paid.profile == "shopify-payments")
    let keys = { (reading: MemberReading) in
      var keys: [UInt64] = []
      reading.records.forEach { keys.append($0.head.key) }
      return keys
    }
    #expect(keys(paid) == keys(pending) && Set(keys(paid)).count == 2)
    // A spreadsheet has saved it: numbers lose the zeros behind the point.
    let saved = read((header + row("paid") + row("paid")).replacing(".00", with: ""))
    #expect(saved.profile == "shopify-payments")
    #expect(keys(saved) == keys(pending))
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    ("<html><head></head></html>", "web page"),
    ("{\"code\":\"NO_STATEMENT_EXIST\",\"message\":\"x\"}", "no bill"),
    ("<xml><return_msg><![CDATA[No Bill Exist]]></return_msg></xml>", "no bill"),
    ("{\"rows\": []}", "JSON"),
  ])
  func anAnswerIsNoFile(_ bytes: String, _ words: String) {
    let refusal = read(bytes).refusal
    #expect(refusal?.code == .answer && refusal?.message.contains(words) == true)
  }

  @Test func westernTextThatPassesForChineseIsRefused() {
    func reading(_ name: [UInt8]) -> MemberReading {
      let head = "movement_id,sku,quantity,moved_at,kind\nM1,"
      let bytes = Array(head.utf8) + name + Array(",1,2026-03-01,scrap\n".utf8)
      return bytes.withUnsafeBytes { read(Text(copying: $0)) }
    }
    // für Mäd
    let western = reading([0x66, 0xFC, 0x72, 0x20, 0x4D, 0xE4, 0x64])
    #expect(western.refusal?.code == .encoding)
    #expect(western.refusal?.message.contains("legacy_encoding: windows-1252") == true)
    // Öl: one word alone proves nothing, and is told.
    #expect(reading([0xD6, 0x6C]).notices.first?.contains("GB18030") == true)
    // 保温杯
    #expect(reading([0xB1, 0xA3, 0xCE, 0xC2, 0xB1, 0xAD]).notices == [])
  }
}
