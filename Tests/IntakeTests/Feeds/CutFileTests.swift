import Returns
import Testing

@testable import Intake

/// Files that end before their end, and figures that hold for each batch or account.
@Suite("Cut files")
struct CutFileTests {
  private func totals(_ reading: MemberReading) -> [String] {
    reading.controlTotals.map { "\($0.name) \($0.expected) \($0.found) \($0.agrees)" }
  }

  private func alipay(_ begin: String, _ end: String) -> [String] {
    totals(
      read(
        "#支付宝业务明细查询\n\(begin)支付宝交易号,商户订单号,业务类型,完成时间,商家实收（元）,商家优惠（元）,"
          + "退款批次号/请求号,服务费（元）\n20260301,SO1,交易,2026-03-01 10:00:05,190.00,0.00,,-1.14\n\(end)"
      ))
  }

  @Test func aListThatIsOpenedHasToBeClosed() {
    let missing = ["end of the file: 业务明细列表结束 1 0 false"]
    #expect(alipay("#-----业务明细列表----\n", "") == missing)
    #expect(alipay("#-----业务明细列表----\n", "#-----业务明细列表结束-----\n") == [])
    // An export that does not frame its rows has no such line.
    #expect(alipay("", "") == [])
  }

  @Test func trustlyEndsWithItsTotals() {
    let head = "H,P11KFUN,1.0.0,2026-02-01T12:00:00.000Z,2026-02-02T12:00:00.000Z,3618,USD\n"
    #expect(totals(read(head + "L,0,0.00,0.00\n")).allSatisfy { $0.hasSuffix("true") })
    #expect(totals(read(head)) == ["end of the file: L 1 0 false"])
  }

  @Test func aFileOfPayPalThatBeginsEnds() {
    let header =
      "CH,Transaction ID,Invoice ID,PayPal Reference ID,PayPal Reference ID Type,"
      + "Transaction Event Code,Transaction Initiation Date,Transaction Completion Date,"
      + "Transaction Debit or Credit,Gross Transaction Amount,Gross Transaction Currency,"
      + "Fee Debit or Credit,Fee Amount\n"
      + "SB,T1,SO1,,,T0006,2026/01/06 10:00:00 -0800,2026/01/06 10:00:00 -0800,CR,1000,EUR,DR,30\n"
    let section = "SH,2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,ACC1,\n\(header)"
    let open = "RH,2026/01/07 02:05:05 -0800,A,ACC1,008,\nFH,01\n\(section)"
    #expect(totals(read(open)) == ["end of the file: FF 1 0 false"])
    #expect(totals(read(open + "SC,1\nRC,1\nFF,1\n")) == ["rows 1 1 true"])
    #expect(totals(read(open.replacing("FH,", with: "\"FH\",") + "\"FF\",1\n")) == [])
    // A section by itself never had an end of its own.
    #expect(totals(read(section)) == [])
  }

  private func adyen(_ rows: [(account: String, batch: String, net: String)]) -> MemberReading {
    let header =
      "Merchant Account,Psp Reference,Merchant Reference,Type,Modification Reference,"
      + "Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),"
      + "Net Credit (NC),Batch Number,Creation Date,TimeZone\n"
    return read(
      header
        + rows.enumerated().map { index, row in
          let isOut = row.net.hasPrefix("-")
          let amount = isOut ? "\(row.net.dropFirst())," : ",\(row.net)"
          return "\(row.account),P\(index),SO\(index),\(isOut ? "Fee" : "Settled"),M\(index),EUR,"
            + "\(amount),EUR,\(amount),\(row.batch),2026-03-01 10:00:00,CET\n"
        }.joined())
  }

  @Test func everyBatchNetsToNothingByItself() {
    let good = [("DE", "7", "10"), ("DE", "7", "-10"), ("FR", "12", "5"), ("FR", "12", "-5")]
    #expect(totals(adyen(good)) == ["net of the batch 0.00 0.00 true"])
    // One batch lacks what the other has too much.
    let bad = [("DE", "7", "10"), ("DE", "7", "-8"), ("FR", "12", "5"), ("FR", "12", "-7")]
    #expect(
      totals(adyen(bad)) == [
        "net of the batch 12/FR 0.00 -2.00 false", "net of the batch 7/DE 0.00 2.00 false",
      ])
    #expect(totals(adyen([("DE", "7", "10")])) == ["net of the batch 0.00 10.00 false"])
  }

  @Test func everyAccountHasItsOwnNumbers() {
    let reading = adyen([("DE", "7", "10"), ("FR", "12", "5"), ("DE", "8", "1")])
    #expect(
      reading.links.map { "\($0.account) \($0.start) \($0.end)" } == [
        "DE 6 7", "DE 7 8", "FR 11 12",
      ])
  }

  @Test func theNetChargeOfAParcelIsItsCharges() {
    func fedex(_ net: String) -> [String] {
      totals(
        read(
          "Bill to Account Number,Invoice Date,Invoice Number,Express or Ground Tracking ID,"
            + "Transportation Charge Amount,Net Charge Amount,Service Type,"
            + "Tracking ID Charge Description,Tracking ID Charge Amount,"
            + "Tracking ID Charge Description,Tracking ID Charge Amount\n"
            + "1,20260301,900,77,10.00,\(net),G,Fuel Surcharge,1.50,Discount,-2.00\n"
            + "1,20260301,901,78,5.00,5.00,G,,,,\n"))
    }
    #expect(fedex("9.50") == ["net charges less their parts 0.00 0.00 true"])
    #expect(fedex("11.50") == ["net charges less their parts 900 0.00 2.00 false"])
  }
}
