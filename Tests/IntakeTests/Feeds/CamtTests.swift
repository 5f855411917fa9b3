import Returns
import Testing

@testable import Intake

@Suite("ISO 20022 statements")
struct CamtTests {
  private func entry(
    _ amount: String, _ way: String, status: String = "<Sts>BOOK</Sts>", details: String = "",
    more: String = "", currency: String = "EUR"
  ) -> String {
    "<Ntry><Amt Ccy='\(currency)'>\(amount)</Amt><CdtDbtInd>\(way)</CdtDbtInd>\(status)"
      + "<BookgDt><Dt>2026-11-20</Dt></BookgDt>\(more)"
      + (details.isEmpty ? "" : "<NtryDtls>\(details)</NtryDtls>") + "</Ntry>\n"
  }

  private func transaction(_ endToEnd: String, _ more: String = "") -> String {
    "<TxDtls><Refs><EndToEndId>\(endToEnd)</EndToEndId></Refs>\(more)</TxDtls>"
  }

  private func balance(_ type: String, _ amount: String, _ way: String = "CRDT") -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>\(amount)</Amt>"
      + "<CdtDbtInd>\(way)</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>"
  }

  private func statement(_ entries: String, balances: String = "", version: Int = 8) -> String {
    """
    <?xml version="1.0"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.0\(version)"><BkToCstmrStmt>
    <GrpHdr><CreDtTm>2026-11-21T06:00:00+01:00</CreDtTm></GrpHdr>
    <Stmt><Id>S1</Id><Acct><Id><IBAN>DE1</IBAN></Id></Acct>\(balances)
    \(entries)</Stmt></BkToCstmrStmt></Document>
    """
  }

  @Test func paymentsRefundsAndRefundsThatCameBack() {
    let reading = read(
      statement(
        entry("100.00000", "CRDT", details: transaction("SO1"))
          + entry("30.00", "DBIT", status: "<Sts><Cd>BOOK</Cd></Sts>", details: transaction("RC1"))
          + entry(
            "30.00", "CRDT",
            details: transaction("RC1", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"))
          + entry("5.00", "DBIT", status: "<Sts>PDNG</Sts>", details: transaction("RC2"))
          + entry("5.00", "DBIT", status: "<Sts><Cd>INFO</Cd></Sts>"),
        balances: balance("OPBD", "50.00", "DBIT") + balance("CLBD", "50.00")))
    #expect(reading.profile == "camt")
    #expect(reading.account == "DE1")
    #expect(reading.exportedAt.map(Zone.utc.string) == "2026-11-21T05:00:00+00:00")
    #expect(reading.periodTo?.string == "2026-11-20")
    #expect(
      reading.values("view", "type", "status", "amount", "order_id", "refund_ref", "account_id")
        == [
          "bank payment succeeded 10000 SO1 - DE1", "bank refund succeeded 3000 RC1 RC1 DE1",
          "bank refund reversed 3000 RC1 RC1 DE1",
        ])
    #expect([reading.read, reading.filtered, reading.rejected] == [5, 2, 0])
    #expect(
      reading.controlTotals == [
        ControlTotal(
          name: "statement S1: closing balance", expected: "50.00", found: "50.00", agrees: true)
      ])
    #expect(reading.notices == [])
  }

  /// A batch booked as one sum is nobody's refund; with the transactions beside it they are.
  @Test func batchesWhoseTransactionsAreElsewhere() {
    func batch(_ transactions: Int, _ details: String = "") -> String {
      "<Btch><PmtInfId>B1</PmtInfId><NbOfTxs>\(transactions)</NbOfTxs></Btch>" + details
    }
    let amounts = ["20", "40"].map { "<Amt Ccy='EUR'>\($0)</Amt>" }
    let both = transaction("RC1", amounts[0]) + transaction("RC2", amounts[1])
    let reading = read(
      statement(
        entry("60", "DBIT", details: batch(2)) + entry("60", "CRDT", details: batch(2))
          + entry("60", "DBIT", details: batch(2, both))
          + entry("60", "DBIT", details: batch(1, transaction("RC3")))))
    #expect(
      reading.values("type", "amount", "batch_id", "refund_ref") == [
        "adjustment -6000 B1 -", "adjustment 6000 B1 -", "refund 2000 - RC1",
        "refund 4000 - RC2", "refund 6000 - RC3",
      ])
  }

  /// A booking that undoes the booking of a refund; the direction stays what the bank says.
  @Test(arguments: ["true", "1", "false"])
  func bookingsThatUndoEarlierOnes(_ mark: String) {
    let undoes = "<RvslInd>\(mark)</RvslInd>"
    let reading = read(
      statement(
        entry("60", "DBIT", details: transaction("RC1"))
          + entry("60", "CRDT", details: transaction("RC1"), more: undoes)
          + entry("7", "DBIT", details: transaction("RC2"), more: undoes)))
    #expect(
      reading.values("type", "status", "amount", "order_id", "refund_ref") == [
        "refund succeeded 6000 RC1 RC1",
        mark == "false" ? "payment succeeded 6000 RC1 -" : "refund reversed 6000 RC1 RC1",
        "refund succeeded 700 RC2 RC2",
      ])
  }

  @Test func referencesInTheirOrder() {
    let both = "<TxDtls><Refs><InstrId>RC7</InstrId><EndToEndId>SO7</EndToEndId></Refs></TxDtls>"
    let none = transaction("NOTPROVIDED", "<RmtInf><Ustrd> RC8 </Ustrd></RmtInf>")
    let prose = transaction("NOTPROVIDED", "<RmtInf><Ustrd>refund of RC9</Ustrd></RmtInf>")
    let reading = read(
      statement(
        entry("1", "DBIT", details: both) + entry("2", "DBIT", details: none)
          + entry("3", "DBIT", details: prose, more: "<AcctSvcrRef>B3</AcctSvcrRef>")))
    #expect(
      reading.values("amount", "order_id", "refund_ref") == [
        "100 SO7 RC7", "200 RC8 RC8", "300 - -",
      ])
    let ids = reading.values("txn_id")
    #expect(ids[2] == "B3")
    #expect(ids[0].hasPrefix("c") && ids[0].hasSuffix("-1"))
    #expect(reading.notices == ["statement S1: no balances, so that it is whole is not proven"])
  }

  @Test func batchesAreSplitWhereTheyAddUp() {
    func part(_ reference: String, _ amount: String, _ currency: String = "EUR") -> String {
      transaction(reference, "<Amt Ccy='\(currency)'>\(amount)</Amt><CdtDbtInd>DBIT</CdtDbtInd>")
    }
    let reading = read(
      statement(
        entry(
          "50", "DBIT", details: part("A", "20") + part("B", "30"),
          more: "<AcctSvcrRef>X</AcctSvcrRef>")
          + entry("50", "DBIT", details: part("C", "20") + part("C", "31"))
          + entry("50", "DBIT", details: part("D", "20", "CHF") + part("E", "30"))
          + entry("50", "DBIT", details: part("F", "0"))))
    #expect(
      reading.values("amount", "refund_ref", "line_no") == [
        "2000 A 1", "3000 B 2", "5000 C -", "5000 - -", "5000 F -",
      ])
    #expect(reading.read == 4)
    #expect(reading.hasSeveralFactsPerRow)
    #expect(
      reading.notices.contains(
        "2 records are taken whole because their parts do not add up to them (the first on line"
          + " 6)"))
  }

  @Test func chargesInTheBooking() {
    let reading = read(
      statement(
        entry(
          "53.00", "DBIT",
          details: transaction(
            "RC1",
            "<AmtDtls><InstdAmt><Amt Ccy='EUR'>50.00</Amt></InstdAmt></AmtDtls>"
              + "<Chrgs><Rcrd><Amt Ccy='EUR'>3.00</Amt></Rcrd></Chrgs>"))
          + entry(
            "53.00", "DBIT",
            details: transaction(
              "RC2",
              "<AmtDtls><InstdAmt><Amt Ccy='USD'>50.00</Amt></InstdAmt></AmtDtls>"))))
    #expect(reading.values("amount", "fee") == ["5000 300", "5300 -"])
  }

  /// Wherever they stand, amount and fee come to what is booked.
  @Test func chargesAreCountedOnce() {
    let instructed = "<AmtDtls><InstdAmt><Amt Ccy='EUR'>50</Amt></InstdAmt></AmtDtls>"
    let total = "<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>3</TtlChrgsAndTaxAmt></Chrgs>"
    func records(_ charges: (String, included: String)...) -> String {
      let list = charges.map {
        "<Rcrd><Amt Ccy='EUR'>\($0)</Amt><ChrgInclInd>\($1)</ChrgInclInd></Rcrd>"
      }
      return "<Chrgs>\(list.joined())</Chrgs>"
    }
    func part(_ amount: String) -> String {
      "<Amt Ccy='EUR'>\(amount)</Amt>" + instructed + total
    }
    let reading = read(
      statement(
        entry("53", "DBIT", details: transaction("A"), more: instructed + total)
          + entry("53", "DBIT", details: transaction("B", total))
          + entry("47", "CRDT", details: transaction("C"), more: total)
          + entry("50", "DBIT", details: transaction("D", instructed + total))
          + entry("50", "DBIT", details: transaction("E", records(("3", included: "false"))))
          + entry(
            "53", "DBIT",
            details: transaction("F", records(("1", included: "true"), ("2", included: "true"))))
          + entry(
            "53", "DBIT",
            details: transaction("G", records(("3", included: "true"), ("3", included: "false"))))
          + entry(
            "106", "DBIT", details: transaction("H", part("53")) + transaction("I", part("53")))
          + entry(
            "109", "DBIT", details: transaction("J", part("53")) + transaction("K", part("53")))
          + entry("-2", "DBIT", details: transaction("L", total))))
    #expect(
      reading.values("amount", "fee", "order_id") == [
        "5000 300 A", "5000 300 B", "5000 300 C", "5000 - D", "5000 - E", "5300 - F", "5300 - G",
        "5000 300 H", "5000 300 I", "10900 - -",
      ])
    #expect(reading.rejected == 1)
    #expect(
      reading.notices.contains("Chrgs/Rcrd/Amt: of several values none is taken: \"1 | 2\""))
  }

  @Test func balancesThatDoNotMeet() {
    let wrong = read(
      statement(entry("1.00", "CRDT"), balances: balance("OPBD", "1.00") + balance("CLBD", "3.00")))
    #expect(
      wrong.controlTotals.map { "\($0.expected) / \($0.found) \($0.agrees)" } == [
        "3.00 / 2.00 false"
      ])
    let mixed = read(
      statement(
        entry("1.00", "CRDT", currency: "USD"),
        balances: balance("OPBD", "1.00") + balance("CLBD", "2.00")))
    #expect(mixed.controlTotals == [])
    #expect(
      mixed.notices == [
        "statement S1: balances and entries are in several currencies (EUR, USD) and cannot be"
          + " compared"
      ])
  }

  @Test func withoutStatements() {
    let text =
      "<Document><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr></BkToCstmrStmt></Document>"
    #expect(
      read(text).refusal?.message
        == "profile camt expects an element BkToCstmrStmt/Stmt or BkToCstmrAcctRpt/Rpt or"
        + " BkToCstmrDbtCdtNtfctn/Ntfctn, and the file has none")
  }
}
