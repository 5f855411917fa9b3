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
  ])
  func aFeeOfPayPalIsNothingElse(_ type: String, _ gross: String, _ expected: String) {
    let reading = read(
      "Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID\n"
        + "03/14/2026,11:00:00,PDT,\(type),Completed,USD,\(gross),0.00,\(gross),T1,T0\n")
    #expect(reading.values("type", "amount") == [expected], "\(reading.firstReject ?? "")")
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
