import Returns
import Testing

@testable import Intake

/// Two movements of money, or two charges, are never taken for one because a source gives both the
/// same reference; and one that comes again is known again.
@Suite("What tells movements apart")
struct MovementIDTests {
  private func keys(_ reading: MemberReading) -> [UInt64] {
    var keys: [UInt64] = []
    reading.records.forEach { keys.append($0.head.key) }
    return keys
  }

  private func isEachItsOwn(_ text: String) -> Bool {
    let (first, again) = (keys(read(text)), keys(read(text)))
    return Set(first).count == first.count && first == again
  }

  private func statement(_ entries: [String]) -> String {
    "<Document><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S1</Id>"
      + "<Acct><Id><IBAN>DE1</IBAN></Id></Acct>\(entries.joined(separator: "\n"))"
      + "</Stmt></BkToCstmrStmt></Document>"
  }

  private func debit(_ bankReference: String, _ endToEnd: String) -> String {
    "<Ntry><Amt Ccy='EUR'>40.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
      + "<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>\(bankReference)</AcctSvcrRef>"
      + "<NtryDtls><TxDtls><Refs><EndToEndId>\(endToEnd)</EndToEndId><UETR>NOTPROVIDED</UETR>"
      + "</Refs></TxDtls></NtryDtls></Ntry>"
  }

  /// German banks write NONREF where they have no reference: four refunds of 40.00 are four, also
  /// the two that nothing tells apart.
  @Test(arguments: ["NONREF", "NOTPROVIDED"])
  func wordsForNoReferenceAreNone(_ word: String) {
    let file = statement([
      debit(word, "RC1"), debit(word, "RC2"), debit(word, word), debit(word, word),
      debit("B5", "RC5"),
    ])
    #expect(
      read(file).values("amount", "order_id", "refund_ref") == [
        "4000 RC1 RC1", "4000 RC2 RC2", "4000 - -", "4000 - -", "4000 RC5 RC5",
      ])
    #expect(isEachItsOwn(file))
    let ids = read(file).values("txn_id")
    #expect(ids[4] == "B5" && ids[3].hasSuffix("-2") && !ids.contains(word))
    // The day after: another refund, and one that the last statement had already.
    let next = read(statement([debit(word, "RC2"), debit(word, "RC6")]))
    #expect(keys(next)[0] == keys(read(file))[1])
    #expect(!keys(read(file)).contains(keys(next)[1]))
  }

  private static let adyen =
    "Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,"
    + "Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,"
    + "Net Debit (NC),Net Credit (NC),Modification Merchant Reference,Batch Number\n"

  /// Adyen gives a refund and its reversal one reference, the first and the second chargeback of a
  /// dispute, and all instalments of a capture.
  @Test func adyenMovementsOfOneReference() {
    func row(_ type: String, _ reference: String, _ out: String, _ back: String, _ fee: String)
      -> String
    {
      let net = out.isEmpty ? ",\(back)" : "\(out)\(fee),"
      return "M,P1,A1,2026-11-05 10:00:00,CET,\(type),\(reference),EUR,\(out),\(back),EUR,\(net),"
        + "RC1,7\n"
    }
    let file =
      Self.adyen + row("Settled", "M1", "", "100", "") + row("Refunded", "M2", "30", "", ".10")
      + row("RefundedReversed", "M2", "", "30", "") + row("Chargeback", "M4", "100", "", "")
      + row("ChargebackReversed", "M4", "", "100", "")
      + row("SecondChargeback", "M4", "100", "", "")
      + row("SettledInInstallments", "M5", "", "33.34", "")
      + row("SettledInInstallments", "M5", "", "33.33", "")
      + row("SettledInInstallments", "M5", "", "33.33", "")
    #expect(
      read(file).values("type", "status", "txn_id", "line_no", "amount", "refund_ref") == [
        "payment succeeded M1 - 10000 -", "refund succeeded M2 - 3000 RC1",
        "refund reversed M2-reversed - 3000 RC1", "chargeback succeeded M4 - 10000 -",
        "chargeback_reversal succeeded M4 - 10000 -", "chargeback succeeded M4-second - 10000 -",
        "payment succeeded M5-7 1 3334 -", "payment succeeded M5-7 2 3333 -",
        "payment succeeded M5-7 3 3333 -",
      ])
    #expect(isEachItsOwn(file))
  }

  /// The other report of Adyen gives the same movements the same ids.
  @Test func adyenAccountingOfTheSame() {
    let header =
      "Merchant Account,Psp Reference,Merchant Reference,Booking Date,TimeZone,Record Type,"
      + "Modification Psp Reference,Main Currency,Main Amount,Settlement Currency,Payable (SC)\n"
    func row(_ type: String, _ reference: String) -> String {
      "M,P1,A1,2026-11-05 10:00:00,CET,\(type),\(reference),EUR,30.00,EUR,30.00\n"
    }
    let reading = read(
      header + row("Refunded", "M2") + row("RefundedReversed", "M2") + row("Chargeback", "M4")
        + row("SecondChargeback", "M4"))
    #expect(
      reading.values("type", "status", "txn_id") == [
        "refund succeeded M2", "refund reversed M2-reversed", "chargeback succeeded M4",
        "chargeback succeeded M4-second",
      ])
  }

  /// A payment captured in two parts is two movements, whether or not the file names actions.
  @Test(arguments: [true, false])
  func checkoutCaptures(_ hasActions: Bool) {
    func row(_ type: String, _ day: Int, _ gross: String, _ action: String) -> String {
      "E,\(type),pay_1,C1,2026-11-0\(day)T10:00:00.000,USD,PO1,\(gross),0,\(gross)"
        + (hasActions ? ",\(action)\n" : "\n")
    }
    let file =
      "Client Entity ID,Type,Payment ID,Reference,Processed On,Holding Currency,Payout ID,"
      + "Gross In Holding Currency,Deduction In Holding Currency,Net In Holding Currency"
      + (hasActions ? ",Action ID\n" : "\n") + row("Charge", 5, "60", "act_0")
      + row("Charge", 6, "40", "act_1") + row("Refund", 7, "-30", "act_2")
      + row("Refund", 7, "-30", "act_3")
    #expect(
      read(file).values("type", "amount", "payment_ref", "order_id") == [
        "payment 6000 pay_1 C1", "payment 4000 pay_1 C1", "refund 3000 pay_1 C1",
        "refund 3000 pay_1 C1",
      ])
    #expect(isEachItsOwn(file))
    if hasActions { #expect(read(file).values("txn_id")[1] == "pay_1/act_1") }
  }

  /// Storage of a month belongs to no order.
  @Test func feesOfJDWithoutAnOrder() {
    let header = "订单编号,父单号,订单下单时间,售后服务单号,售后退款时间,商品编号,费用名称,应结金额,收支方向,到账时间,商户订单号\n"
    let storage = ",,,,,,仓储服务费,-20.00,支出,2026-11-23 12:00:00,B1\n"
    let order = "9,9,2026-11-10 14:41:34,,,7,佣金,-1.00,支出,2026-11-23 12:00:00,B1\n"
    let file = header + storage + order + storage
    let reading = read(file)
    #expect(reading.rejects == [])
    #expect(
      reading.values("type", "amount", "order_id", "channel", "line_no") == [
        "fee 2000 - 仓储服务费 -", "fee 100 9 佣金 1", "fee 2000 - 仓储服务费 -",
      ])
    #expect(isEachItsOwn(file))
    // Another part of the same period adds only what is new.
    #expect(keys(read(header + order + storage))[1] == keys(reading)[0])
  }

  /// An invoice's own line ids need not be numbers.
  @Test func linesOfAFreightInvoice() {
    func line(_ id: String, _ name: String, _ amount: String) -> String {
      "<InvoiceLine><ID>\(id)</ID><LineExtensionAmount currencyID='EUR'>\(amount)"
        + "</LineExtensionAmount><Item><Name>\(name)</Name></Item></InvoiceLine>"
    }
    let file =
      "<FreightInvoice><ID>F1</ID><IssueDate>2026-11-06</IssueDate><AccountingSupplierParty>"
      + "<Party><PartyName><Name>Maersk</Name></PartyName></Party></AccountingSupplierParty>"
      + "<Shipment><Consignment><ID>W1</ID></Consignment></Shipment>"
      + line("1", "Freight", "100.00") + line("A-3", "Fuel surcharge", "5.50")
      + line("A-4", "Fuel surcharge", "6.50") + line("B-4", "Fuel surcharge", "6.50")
      + "</FreightInvoice>"
    #expect(
      read(file).values("charge_type", "waybill", "line_no", "amount") == [
        "freight W1 1 10000", "fuel W1 1 550", "fuel W1 2 650", "fuel W1 3 650",
      ])
    #expect(isEachItsOwn(file))
  }

  /// A line is of the parcel that it names; where several could be meant, a person says which.
  @Test func linesOfAFreightInvoiceOfSeveralParcels() {
    func consignment(_ id: String) -> String { "<Consignment><ID>\(id)</ID></Consignment>" }
    func line(_ amount: String, _ more: String = "") -> String {
      "<InvoiceLine><LineExtensionAmount currencyID='EUR'>\(amount)</LineExtensionAmount>\(more)"
        + "</InvoiceLine>\n"
    }
    func delivery(_ id: String) -> String {
      "<Delivery><Shipment>\(consignment(id))</Shipment></Delivery>"
    }
    let reading = read(
      "<FreightInvoice><ID>F1</ID><IssueDate>2026-11-06</IssueDate><AccountingSupplierParty>"
        + "<Party><PartyName><Name>Maersk</Name></PartyName></Party></AccountingSupplierParty>"
        + "<Shipment>\(consignment("W1"))\(consignment("W2"))</Shipment>"
        + "<Shipment>\(consignment("W1"))</Shipment><AllowanceCharge>"
        + "<ChargeIndicator>true</ChargeIndicator><Amount currencyID='EUR'>1</Amount>"
        + "</AllowanceCharge>\n" + line("2", delivery("W2")) + line("3", delivery("W9"))
        + line("4") + line("5", delivery("W1") + delivery("W2"))
        + line("6", "<Delivery><TrackingID>T6</TrackingID></Delivery>") + "</FreightInvoice>")
    #expect(
      reading.values("amount", "waybill") == ["100 -", "200 W2", "300 W9", "600 T6"])
    #expect(
      reading.rejects.map(\.reason)
        == [String](
          repeating: "\"W1 | W2\" are several values, and nothing tells which is meant; write that"
            + " one, or none", count: 2))
    #expect(
      reading.notices.contains(
        "FreightInvoice/Shipment/Consignment/ID: of several values none is taken: \"W1 | W2\""))
  }
}
