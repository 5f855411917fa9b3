import Returns
import Testing

@testable import Intake

/// What ties a source's files to each other, and figures that are stated for each currency.
@Suite("Chains of files")
struct ChainTests {
  private static let header =
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号"

  private func flow(_ rows: [(sign: String, amount: String, balance: String)]) -> MemberReading {
    let lines = rows.enumerated().map { index, row in
      "`2026-03-06 09:00:0\(index),`N\(index),`F\(index),`x,`交易,`\(row.sign),`\(row.amount)"
        + ",`\(row.balance),`a,`,`"
    }
    return read(([Self.header] + lines).joined(separator: "\n"))
  }

  private func shown(_ reading: MemberReading) -> [String] {
    reading.links.map { "\($0.chain) \($0.account): \($0.start) to \($0.end)" }
  }

  @Test("balances lead from the first to the last, whatever the order of rows")
  func balances() {
    let rows = [("收入", "10.00", "110.00"), ("支出", "30.00", "80.00"), ("收入", "5.50", "85.50")]
    #expect(shown(flow(rows)) == ["账户结余 : 100.00 to 85.50"])
    #expect(shown(flow(rows.reversed())) == ["账户结余 : 100.00 to 85.50"])
    #expect(shown(flow([rows[1], rows[2], rows[0]])) == ["账户结余 : 100.00 to 85.50"])
    // Back at the beginning, which only the order of the rows can tell.
    let circle = [("收入", "10.00", "110.00"), ("支出", "10.00", "100.00")]
    #expect(shown(flow(circle)) == ["账户结余 : 100.00 to 100.00"])
    #expect(shown(flow(circle.reversed())) == ["账户结余 : 110.00 to 110.00"])
  }

  @Test("a file whose balances do not follow on says nothing about others")
  func holes() {
    let rows = [("收入", "10.00", "110.00"), ("收入", "5.50", "85.50")]
    #expect(shown(flow(rows)) == [])
    #expect(shown(flow([("收入", "10.00", "x")])) == [])
    #expect(shown(flow([("收入", "10.00", "")])) == [])
  }

  @Test("statements have numbers and balances, notifications have none")
  func statements() {
    func document(_ kind: String, _ group: String) -> MemberReading {
      let balance = { (code: String, amount: String) in
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">\(amount)</Amt>"
          + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-06</Dt></Dt></Bal>"
      }
      return read(
        """
        <Document><\(kind)><GrpHdr><MsgId>1</MsgId></GrpHdr><\(group)><Id>S</Id>
        <ElctrncSeqNb>12</ElctrncSeqNb><Acct><Id><IBAN>DE1</IBAN></Id></Acct>
        \(balance("OPBD", "10.00"))\(balance("CLBD", "10.00"))</\(group)></\(kind)></Document>
        """)
    }
    #expect(
      shown(document("BkToCstmrStmt", "Stmt")) == [
        "ElctrncSeqNb DE1: 11 to 12", "Bal DE1 EUR: 10.00 to 10.00",
      ])
    #expect(shown(document("BkToCstmrAcctRpt", "Rpt")) == [])
  }

  @Test("PayPal's sums are compared for each currency")
  func perCurrency() {
    func report(_ footers: [String]) -> [String] {
      let rows = [
        "CH,Transaction ID,Invoice ID,PayPal Reference ID,PayPal Reference ID Type,"
          + "Transaction Event Code,Transaction Initiation Date,Transaction Completion Date,"
          + "Transaction Debit or Credit,Gross Transaction Amount,Gross Transaction Currency,"
          + "Fee Debit or Credit,Fee Amount,Fee Currency",
        row("A", "T0006", "CR", "1200", "USD"), row("B", "T1107", "DR", "300", "USD"),
        row("C", "T0006", "CR", "5000", "JPY"), row("D", "T0400", "DR", "4000", "JPY"),
      ]
      let reading = read((rows + footers).joined(separator: "\n"))
      #expect(reading.rejects == [])
      return reading.controlTotals.map { "\($0.name): \($0.expected) / \($0.found) \($0.agrees)" }
    }
    func row(_ id: String, _ code: String, _ sign: String, _ amount: String, _ currency: String)
      -> String
    {
      "SB,\(id),I,R,TXN,\(code),2026/03/06 09:00:00 +0800,2026/03/06 09:00:00 +0800,\(sign)"
        + ",\(amount),\(currency),,,"
    }
    #expect(
      report(["SF,USD,1200,300,0,0", "SF,JPY,5000,4000,0,0", "SC,4"]) == [
        "rows: 4 / 4 true", "credits USD: 1200 / 1200 true", "credits JPY: 5000 / 5000 true",
        "debits USD: 300 / 300 true",
      ])
    // Two sections of one currency add up; a currency without a footer is a difference.
    #expect(
      report(["SF,USD,1000,300,0,0", "SF,USD,100,0,0,0"]) == [
        "credits USD: 1100 / 1200 false", "credits JPY: 0 / 5000 false",
        "debits USD: 300 / 300 true",
      ])
    #expect(report([]) == [])
  }
}
